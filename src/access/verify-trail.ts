import sql from 'sql-template-tag';
import type { Verifies } from '../platform/crypto/signing-key.js';
import type { Database, Statements } from '../platform/db/database.js';
import { sha256 } from './audit-trail.js';
import type { AuditIndex } from './domain/audit-entry.js';
import type { AuditHead } from './domain/audit-head.js';
import { type ExportedTrail, type Place, TrailCheck, type TrailFault } from './domain/trail-check.js';

/** Rows that are read at once. */
const AT_ONCE = 5_000;

export interface VerifiedTrail {
  readonly fault: TrailFault | null;
  /** Those that have their places, as far as they are in order. */
  readonly entries: number;
  /** Committed entries that have no place yet. */
  readonly waiting: number;
  readonly lastHead: AuditHead | null;
}

interface Verification {
  readonly verifies: Verifies;
  readonly exported: ExportedTrail | null;
  /** Told every place that is in order, in order. */
  readonly onPlace?: (place: Place) => void;
}

/**
 * Goes through the whole trail as it is stored at one moment, up to the first fault.
 * @param database as a role that sees all of it.
 */
export async function verifyTrail(database: Database, verification: Verification): Promise<VerifiedTrail> {
  const { onPlace, ...against } = verification;
  const check = new TrailCheck({ hash: sha256, ...against });
  return database.reading(async (run) => {
    await run(sql`SET TRANSACTION ISOLATION LEVEL REPEATABLE READ`);
    const places = placesOf(run);
    let fault = check.export();
    const heads = headsOf(run);
    for (let head = await heads.next(); !head.done && !fault; head = await heads.next()) {
      fault = (await checkPlaces({ check, places, onPlace, until: head.value.size })) ?? check.head(head.value);
    }
    fault ??= await checkPlaces({ check, places, until: Infinity });
    const { waiting, inserted } = await entriesWithoutPlace(run);
    return { fault: fault ?? check.end() ?? inserted, waiting, entries: check.entries, lastHead: check.lastHead };
  });
}

interface PlacesUnderHead extends Pick<Verification, 'onPlace'> {
  readonly check: TrailCheck;
  readonly places: AsyncGenerator<Place>;
  /** How many entries stand under the head. */
  readonly until: number;
}

async function checkPlaces({ check, places, onPlace, until }: PlacesUnderHead): Promise<TrailFault | null> {
  while (check.entries < until) {
    const next = await places.next();
    if (next.done) return null;
    const fault = check.place(next.value);
    if (fault) return fault;
    onPlace?.(next.value);
  }
  return null;
}

type PlaceRow = Omit<Place, 'entry'> & { readonly content: Buffer | null; readonly leafHash: Buffer } & AuditIndex;

async function* placesOf(run: Statements): AsyncGenerator<Place> {
  for (let from = 0; ;) {
    const { rows } = await run<PlaceRow>(sql`
      SELECT p.position, p.entry_id AS "entryId", p.leaf_hash AS "sealedLeaf", e.content, e.leaf_hash AS "leafHash",
             e.stored_at AS "storedAt", e.account_id AS "accountId", e.kind, e.types, e.about, e.case_id AS "caseId"
      FROM vigil.audit_position p LEFT JOIN vigil.audit_entry e ON e.id = p.entry_id
      WHERE p.position >= ${from} ORDER BY p.position LIMIT ${AT_ONCE}`);
    for (const { position, entryId, sealedLeaf, content, leafHash, ...index } of rows) {
      yield { position, entryId, sealedLeaf, entry: content && { content, leafHash, index } };
    }
    const last = rows.at(-1);
    if (!last) return;
    from = last.position + 1;
  }
}

async function* headsOf(run: Statements): AsyncGenerator<AuditHead> {
  for (let after = 0; ;) {
    const { rows } = await run<AuditHead>(sql`
      SELECT number, size, root, sealed_at AS "sealedAt", signature FROM vigil.audit_head
      WHERE number > ${after} ORDER BY number LIMIT ${AT_ONCE}`);
    yield* rows;
    const last = rows.at(-1);
    if (!last) return;
    after = last.number;
  }
}

/** An entry of a transaction below the last head was sealed with it, if it was there. */
async function entriesWithoutPlace(
  run: Statements,
): Promise<{ readonly waiting: number; readonly inserted: TrailFault | null }> {
  const { rows } = await run<{ waiting: number; inserted: string | null }>(sql`
    SELECT count(*) AS waiting,
           min(id::text) FILTER (WHERE transaction_id < (SELECT sealed_below FROM vigil.audit_head ORDER BY number DESC LIMIT 1)) AS inserted
    FROM vigil.audit_entry entry
    WHERE NOT EXISTS (SELECT 1 FROM vigil.audit_position place WHERE place.entry_id = entry.id)`);
  const [{ waiting, inserted } = { waiting: 0, inserted: null }] = rows;
  const problem = `The entry ${inserted ?? ''} has no position, although everything of its time was sealed: it was inserted.`;
  return { waiting, inserted: inserted === null ? null : { position: null, problem } };
}
