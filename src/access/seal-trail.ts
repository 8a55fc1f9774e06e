import sql from 'sql-template-tag';
import { clock } from '../platform/clock.js';
import type { SigningKey } from '../platform/crypto/signing-key.js';
import type { Database, Statements } from '../platform/db/database.js';
import { sha256 } from './audit-trail.js';
import type { Actor } from './domain/actor.js';
import { type AuditHead, inHex, signedText } from './domain/audit-head.js';
import { emptyTree, type Frontier, rootOf, withLeaf } from './domain/merkle-tree.js';
import { begin } from './reading.js';

/** Entries that are sealed at once at most. */
const LARGEST_BATCH = 5_000;
const HASH_BYTES = 32;
/** One for all sealers of a database: no two extend the same tree. */
const SEALING_LOCK = 7_483_203;

/** The last head is not ours: sealing goes no further, since it would put our signature to what somebody changed. */
export class TrailNotOurs extends Error {
  override readonly name = 'TrailNotOurs';

  constructor(number: number, fault: string) {
    super(
      `head ${String(number)} of the audit trail ${fault}: sealing has stopped; run audit:verify, and put secrets/audit-signing.key back`,
    );
  }
}

/** What one pass of the sealer did. */
export interface Sealed {
  readonly entries: number;
  /** Whether more are ready. */
  readonly more: boolean;
  /** When the oldest entry was stored that has to wait for a transaction that is still open; null when none waits. */
  readonly waitingSince: string | null;
}

interface LastHead extends AuditHead, Frontier {
  /** Of the transactions before this one, every entry is sealed. */
  readonly sealedBelow: string;
  /** Whether this server's transactions have not come so far: it was restored from an older one. */
  readonly younger: boolean;
}

interface UnsealedRow {
  readonly id: string;
  readonly leaf_hash: Buffer;
  readonly stored_at: string;
  readonly transaction_id: string;
  readonly ready: boolean;
  readonly oldest_open: string;
}

/**
 * Gives the committed entries that have no place yet their places in the log, and signs a head over all of them, in one
 * transaction. An entry is ready once every transaction before its own has ended, so that nothing can appear before it;
 * the writers are never waited for, nor do they wait.
 *
 * @returns null while another sealer is at work. @throws TrailNotOurs.
 */
export async function sealTrail(database: Database, sealer: Actor, key: SigningKey): Promise<Sealed | null> {
  return database.writing(async ({ run }) => {
    await begin(run, sealer);
    const { rows } = await run<{ mine: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${SEALING_LOCK}) AS mine`);
    if (!rows[0]?.mine) return null;
    const last = await lastHead(run, key);
    const unsealed = await unsealedEntries(run, last);
    const ready = unsealed.filter((entry) => entry.ready);
    const whole = unsealed.length < LARGEST_BATCH;
    if (ready.length > 0) {
      const places = await placeEntries(run, last, ready);
      await keepHead(run, { last, places, key, sealedBelow: sealedBelow(unsealed, whole) });
    }
    const waiting = unsealed.filter((entry) => !entry.ready).map(({ stored_at }) => stored_at);
    return { entries: ready.length, more: !whole, waitingSince: waiting.toSorted()[0] ?? null };
  });
}

async function lastHead(run: Statements, { verifies }: SigningKey): Promise<LastHead | null> {
  const { rows } = await run<Omit<LastHead, 'peaks'> & { peaks: Buffer }>(sql`
    SELECT number, size, root, sealed_at AS "sealedAt", signature, peaks, sealed_below AS "sealedBelow",
           pg_snapshot_xmin(pg_current_snapshot()) < sealed_below AS younger
    FROM vigil.audit_head ORDER BY number DESC LIMIT 1`);
  const [row] = rows;
  if (!row) return null;
  const { number, size, root, signature } = row;
  const peaks = Array.from({ length: row.peaks.length / HASH_BYTES }, (_, index) =>
    row.peaks.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES),
  );
  if (!verifies(signedText(row), signature)) throw new TrailNotOurs(number, 'is not signed with our key');
  if (inHex(rootOf(sha256, { size, peaks })) !== inHex(root)) throw new TrailNotOurs(number, 'has other subtrees');
  return { ...row, peaks };
}

/**
 * Entries without a place, in the order in which they get one: by transaction, then by id. Everything before
 * `sealedBelow` has its place, so the trail is not read again, except in a database that was restored into a younger
 * server: its transactions count from the beginning again, and an entry of a number not yet given there is of its former life.
 */
async function unsealedEntries(run: Statements, last: LastHead | null): Promise<readonly UnsealedRow[]> {
  const from = last && !last.younger ? sql`transaction_id >= ${last.sealedBelow}::xid8` : sql`true`;
  const { rows } = await run<UnsealedRow>(sql`
    WITH now AS MATERIALIZED (SELECT pg_current_snapshot() AS snapshot)
    SELECT entry.id, entry.leaf_hash, entry.stored_at, entry.transaction_id,
           entry.transaction_id < pg_snapshot_xmin(snapshot) OR entry.transaction_id >= pg_snapshot_xmax(snapshot) AS ready,
           pg_snapshot_xmin(snapshot) AS oldest_open
    FROM vigil.audit_entry entry, now
    WHERE ${from} AND NOT EXISTS (SELECT 1 FROM vigil.audit_position place WHERE place.entry_id = entry.id)
    ORDER BY entry.transaction_id, entry.id LIMIT ${LARGEST_BATCH}`);
  return rows;
}

/** @returns the tree with the entries. */
async function placeEntries(run: Statements, last: LastHead | null, ready: readonly UnsealedRow[]): Promise<Frontier> {
  const { size } = last ?? emptyTree;
  await run(sql`
    INSERT INTO vigil.audit_position (position, entry_id, leaf_hash)
    SELECT * FROM unnest(${ready.map((_, index) => size + index)}::bigint[], ${ready.map(({ id }) => id)}::uuid[],
                         ${ready.map(({ leaf_hash }) => leaf_hash)}::bytea[])`);
  return ready.reduce<Frontier>((tree, { leaf_hash }) => withLeaf(sha256, tree, leaf_hash), last ?? emptyTree);
}

function sealedBelow(unsealed: readonly UnsealedRow[], whole: boolean): bigint {
  const last = unsealed.at(-1);
  const open = BigInt(last?.oldest_open ?? 0);
  const reached = BigInt(last?.transaction_id ?? 0);
  return whole || reached > open ? open : reached;
}

interface NewHead {
  readonly last: LastHead | null;
  readonly places: Frontier;
  readonly key: SigningKey;
  readonly sealedBelow: bigint;
}

async function keepHead(run: Statements, { last, places, key, sealedBelow: below }: NewHead): Promise<void> {
  const { size, peaks } = places;
  const head = { number: (last?.number ?? 0) + 1, size, root: rootOf(sha256, places), sealedAt: clock.now() };
  await run(sql`
    INSERT INTO vigil.audit_head (number, size, root, sealed_at, signature, peaks, sealed_below)
    VALUES (${head.number}, ${size}, ${Buffer.from(head.root)}, ${head.sealedAt}, ${key.sign(signedText(head))},
            ${Buffer.concat(peaks)}, ${String(below)}::xid8)`);
}
