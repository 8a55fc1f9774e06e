import { findDataFolder } from '../platform/db/embedded/data-folder.js';
import type { Config } from '../platform/config.js';
import { type BackupSecret, backupKeyPath, passphraseIn } from '../platform/db/backup/backup-key.js';
import type { Verified } from '../platform/db/backup/verify-backup.js';

export interface BackupOptions {
  readonly key?: string;
  readonly passphraseFile?: string;
}

/** With what a backup is sealed and opened: the data folder's own key, unless something else is named. */
export async function backupSecret({ key, passphraseFile }: BackupOptions, config: Config): Promise<BackupSecret> {
  if (passphraseFile !== undefined) return passphraseIn(passphraseFile);
  const { path } = config.databaseUrl ? { path: config.dataFolder } : findDataFolder(config.dataFolder);
  return { kind: 'KEY_FILE', path: key ?? backupKeyPath(path) };
}

/** What is in a backup, for the person who asked. */
export function contentsOf({ tables, migrations, takenAt, version, hash }: Verified): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `${String(rows)} rows of ${String(tables.length)} tables, as of ${takenAt},`,
    `by Vigil ${version} with ${String(migrations.length)} migrations; SHA-256 ${hash}`,
  ].join(' ');
}
