import { readyDatabase } from '../first-run.js';
import { readConfig } from '../platform/config.js';
import { vaultKeyPath } from '../platform/crypto/key-file.js';
import { restoreBackup } from '../platform/db/backup/restore-backup.js';
import { withClient } from '../platform/db/connect.js';
import type { Verified } from '../platform/db/backup/verify-backup.js';
import type { Connections, Preparation } from '../platform/db/prepare-database.js';
import { refuseWrongVaultKey } from '../platform/db/unlock-vault.js';
import { type BackupOptions, backupSecret, contentsOf } from './backup-options.js';
import { explainFailure } from './explain-failure.js';

/** Puts a backup into an empty database, all of it or nothing. The service must not run. @returns the exit code. */
export async function restore(path: string, options: BackupOptions & { readonly replace?: boolean }): Promise<number> {
  try {
    const config = readConfig();
    const secret = await backupSecret(options, config);
    const { replace = false } = options;
    let restored: Verified | null = null;
    const database = await readyDatabase({
      config,
      progress: tell,
      restore: async (preparation: Preparation) => {
        restored = await restoreBackup(preparation, { path, secret, replace });
      },
    });
    try {
      const waiting = await askForReportsAgain(database.connections);
      if (restored) say(`Restored ${contentsOf(restored)}.`);
      if (waiting > 0) say(`${String(waiting)} reports that were being made are made when the service starts.`);
      say('Everybody has to sign in again, and one-time links have to be made anew.');
      await warnOfVaultKey(database.connections, database.dataFolder);
      return 0;
    } finally {
      await database.stop();
    }
  } catch (error) {
    return explainFailure(error);
  }
}

/** The queue is not in a backup. What waited in it stands in the reports. */
export async function askForReportsAgain({ migrator, queue }: Connections): Promise<number> {
  const ids = await withClient(migrator, async (owner) => {
    await owner.query('BEGIN; SET LOCAL ROLE vigil_owner; ALTER TABLE vigil.report NO FORCE ROW LEVEL SECURITY');
    const { rows } = await owner.query<{ id: string }>(
      `SELECT id FROM vigil.report WHERE status IN ('WAITING', 'RENDERING') ORDER BY requested_at`,
    );
    await owner.query('ROLLBACK');
    return rows.map(({ id }) => id);
  });
  await withClient(queue, async (client) => {
    for (const reportId of ids) {
      await client.query(`SELECT queue.enqueue('render-report', json_build_object('reportId', $1::text))`, [reportId]);
    }
  });
  return ids.length;
}

/** The service will not start without it: better to hear of it now. */
async function warnOfVaultKey({ migrator }: Connections, dataFolder: string): Promise<void> {
  await withClient(migrator, (owner) => refuseWrongVaultKey(vaultKeyPath(dataFolder), owner)).catch(explainFailure);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
