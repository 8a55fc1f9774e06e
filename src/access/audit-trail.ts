import { createHash, randomUUID } from 'node:crypto';
import sql from 'sql-template-tag';
import type { Statements } from '../platform/db/database.js';
import type { Actor } from './domain/actor.js';
import type { Permission } from './domain/data-class.js';
import type { Fact } from './domain/fact.js';

/** RFC 6962: the hash of a leaf is taken over this byte and the content. */
const LEAF_PREFIX = Buffer.from([0]);

/** What an entry of the trail says. */
export interface AuditContent {
  readonly accountId: string | null;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly permission: Permission | null;
  readonly facts: readonly Fact[];
}

/** Appends to the trail in the caller's transaction: an entry for each case that was touched, and one for the rest. */
export async function appendFacts(
  run: Statements,
  actor: Actor,
  permission: Permission,
  facts: readonly Fact[],
): Promise<void> {
  const byCase = new Map<string | null, Fact[]>();
  for (const fact of facts) {
    const group = byCase.get(fact.caseId);
    if (group) group.push(fact);
    else byCase.set(fact.caseId, [fact]);
  }
  const { accountId, role, onBehalfOf = null } = actor;
  const entries = [...byCase].map(([caseId, of]) =>
    entryOf(caseId, { accountId, role, onBehalfOf, permission, facts: of }),
  );
  await append(run, entries);
}

/** Appends one entry that belongs to no case: a sign-in, a denial. */
export async function appendEvent(run: Statements, content: AuditContent): Promise<void> {
  await append(run, [entryOf(null, content)]);
}

interface Entry {
  readonly id: string;
  readonly account_id: string | null;
  readonly case_id: string | null;
  /** Bytes in hexadecimal, as PostgreSQL reads them. */
  readonly content: string;
  readonly leaf_hash: string;
}

function entryOf(caseId: string | null, content: AuditContent): Entry {
  const bytes = Buffer.from(JSON.stringify(content));
  const hash = createHash('sha256').update(LEAF_PREFIX).update(bytes).digest('hex');
  return {
    id: randomUUID(),
    account_id: content.accountId,
    case_id: caseId,
    content: `\\x${bytes.toString('hex')}`,
    leaf_hash: `\\x${hash}`,
  };
}

async function append(run: Statements, entries: readonly Entry[]): Promise<void> {
  await run(sql`
    INSERT INTO vigil.audit_entry (id, account_id, case_id, content, leaf_hash)
    SELECT id, account_id, case_id, content, leaf_hash
    FROM jsonb_populate_recordset(NULL::vigil.audit_entry, ${JSON.stringify(entries)}::jsonb)`);
}
