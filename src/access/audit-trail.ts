import { createHash, randomUUID } from 'node:crypto';
import sql, { type Sql } from 'sql-template-tag';
import { NotSignedIn } from '../kernel/errors.js';
import { clock } from '../platform/clock.js';
import type { Database, Statements } from '../platform/db/database.js';
import type { Actor } from './domain/actor.js';
import { type AuditContent, auditIndex } from './domain/audit-entry.js';
import type { Permission } from './domain/data-class.js';
import type { Fact } from './domain/fact.js';
import { type Hash, leafHash } from './domain/merkle-tree.js';

export const sha256: Hash = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** Entries that are stored by one statement: an import touches thousands of cases. */
const ENTRIES_AT_ONCE = 500;

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
  const groups = [...byCase.values()];
  for (let first = 0; first < groups.length; first += ENTRIES_AT_ONCE) {
    const some = groups.slice(first, first + ENTRIES_AT_ONCE);
    const entries = some.map((of) => entryOf({ accountId, role, onBehalfOf, permission, facts: of }));
    await run(insertion(entries, sql``));
  }
}

/** Appends one entry that belongs to no case: a sign-in, a denial. */
export async function appendEvent(run: Statements, event: Omit<AuditContent, 'at'>): Promise<void> {
  await run(insertion([entryOf(event)], sql``));
}

/**
 * Appends one entry in a transaction of its own, committed when this returns: what was read may then be shown.
 * One statement signs it in and stores it, since every look waits for it.
 * @throws NotSignedIn when the session has ended meanwhile.
 */
export async function appendAhead(database: Database, actor: Actor, event: Omit<AuditContent, 'at'>): Promise<void> {
  const { rowCount } = await database.once(insertion([entryOf(event)], sql`, sec.sign_in(${actor.token}) signed`));
  if (rowCount !== 1) throw new NotSignedIn();
}

interface Entry {
  readonly id: string;
  readonly stored_at: string;
  readonly account_id: string | null;
  readonly case_id: string | null;
  readonly kind: string;
  readonly types: readonly string[];
  readonly about: readonly string[];
  /** Bytes in hexadecimal, as PostgreSQL reads them. */
  readonly content: string;
  readonly leaf_hash: string;
}

function entryOf(event: Omit<AuditContent, 'at'>): Entry {
  const content: AuditContent = { at: clock.now(), ...event };
  const bytes = Buffer.from(JSON.stringify(content));
  const { storedAt, accountId, kind, types, about, caseId } = auditIndex(content);
  return {
    id: randomUUID(),
    stored_at: storedAt,
    account_id: accountId,
    case_id: caseId,
    kind,
    types,
    about,
    content: inHexadecimal(bytes),
    leaf_hash: inHexadecimal(leafHash(sha256, bytes)),
  };
}

function inHexadecimal(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}

/** @param beside another item of FROM: without a row of it nothing is stored. */
function insertion(entries: readonly Entry[], beside: Sql): Sql {
  return sql`
    INSERT INTO vigil.audit_entry (id, stored_at, account_id, case_id, kind, types, about, content, leaf_hash)
    SELECT entry.id, entry.stored_at, entry.account_id, entry.case_id, entry.kind, entry.types, entry.about, entry.content,
           entry.leaf_hash
    FROM jsonb_populate_recordset(NULL::vigil.audit_entry, ${JSON.stringify(entries)}::jsonb) entry${beside}`;
}
