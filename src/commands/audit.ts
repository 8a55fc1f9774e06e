import { type AuditHead, inHex } from '../access/domain/audit-head.js';
import type { ExportedTrail } from '../access/domain/trail-check.js';
import { readExportedTrail, writeExportedTrail } from '../access/exported-trail.js';
import { type VerifiedTrail, verifyTrail } from '../access/verify-trail.js';
import { storedDatabase } from '../first-run.js';
import { readConfig } from '../platform/config.js';
import { auditPublicKey, type Verifies } from '../platform/crypto/signing-key.js';
import { Database, JOB_PATIENCE } from '../platform/db/database.js';
import { findDataFolder } from '../platform/db/embedded/data-folder.js';
import { explainFailure } from './explain-failure.js';

/** Nothing was ever signed here. */
class NoSigningKey extends Error {
  override readonly name = 'NoSigningKey';
  readonly cure = 'Start the service once: it makes the key and seals what there is.';

  constructor() {
    super('There is no secrets/audit-signing.pub in the data folder.');
  }
}

interface Trail {
  readonly database: Database;
  readonly publicKey: string;
  readonly verifies: Verifies;
}

/**
 * Checks the stored trail from the first entry to the last, and against an exported file where one is given. Needs no
 * service; works beside one that runs. @returns the exit code: 1 where something is wrong, and says what.
 */
export async function auditVerify(file?: string): Promise<number> {
  return withTrail(async ({ database, verifies }) => {
    const exported = file === undefined ? null : await readExportedTrail(file);
    const verified = await verifyTrail(database, { verifies, exported });
    if (verified.fault) return tell(verified.fault.problem);
    process.stdout.write(`${inOrder(verified)}\n`);
    if (exported) process.stdout.write(`It continues the exported trail: ${headText(exported.head)}.\n`);
    return 0;
  });
}

/** Writes the last head with every leaf under it, once they are found in order: to be kept away from this machine. */
export async function auditExport(file: string): Promise<number> {
  return withTrail(async ({ database, verifies, publicKey }) => {
    const leaves: ExportedTrail['leaves'][number][] = [];
    const verified = await verifyTrail(database, {
      verifies,
      exported: null,
      onPlace: ({ entryId, sealedLeaf }) => leaves.push({ entryId, leaf: sealedLeaf }),
    });
    if (verified.fault) return tell(verified.fault.problem);
    if (!verified.lastHead) return tell('Nothing is sealed yet. Start the service once: it seals what there is.');
    await writeExportedTrail(file, { head: verified.lastHead, leaves }, publicKey);
    process.stdout.write(
      `Exported ${headText(verified.lastHead)}. Keep ${file} where nobody of this machine can change it.\n`,
    );
    return 0;
  });
}

async function withTrail(work: (trail: Trail) => Promise<number>): Promise<number> {
  try {
    const config = readConfig();
    // First of all: where nothing was ever stored, nothing is made.
    const key = await auditPublicKey(config.databaseUrl ? config.dataFolder : findDataFolder(config.dataFolder).path);
    if (!key) throw new NoSigningKey();
    const stored = await storedDatabase(config, () => undefined);
    try {
      const database = await Database.connect(stored.connections.backup, [], JOB_PATIENCE);
      try {
        return await work({ database, publicKey: key.text, verifies: key.verifies });
      } finally {
        await database.close();
      }
    } finally {
      await stored.stop();
    }
  } catch (error) {
    return explainFailure(error);
  }
}

function tell(problem: string): number {
  process.stderr.write(`${problem}\n`);
  return 1;
}

function inOrder({ entries, waiting, lastHead }: VerifiedTrail): string {
  const sealed = lastHead ? `The audit trail is whole: ${headText(lastHead)}.` : `Nothing is sealed yet.`;
  const next = waiting > 0 ? ` ${String(waiting)} more are not sealed yet.` : '';
  return entries > 0 || waiting > 0 ? `${sealed}${next}` : 'The audit trail is empty.';
}

function headText({ number, size, root, sealedAt }: AuditHead): string {
  return `${String(size)} entries under head ${String(number)} of ${sealedAt}, root ${inHex(root)}`;
}
