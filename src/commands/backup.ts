import { readFileSync } from 'node:fs';
import { storedDatabase } from '../first-run.js';
import { clock } from '../platform/clock.js';
import { readConfig } from '../platform/config.js';
import { verifyBackup } from '../platform/db/backup/verify-backup.js';
import { writeBackup } from '../platform/db/backup/write-backup.js';
import { type BackupOptions, backupSecret, contentsOf } from './backup-options.js';
import { explainFailure } from './explain-failure.js';

/** Writes everything that is stored into one sealed file, also while the service runs. @returns the exit code. */
export async function backup(path: string, options: BackupOptions): Promise<number> {
  try {
    const config = readConfig();
    const { connections, stop } = await storedDatabase(config, tell);
    try {
      const secret = await backupSecret(options, config);
      const started = { path, secret, version: versionOfVigil(), takenAt: clock.now(), progress: tell };
      const written = await writeBackup(connections, started);
      say(`${path}: ${contentsOf(written)}`);
      say(keepApart(secret.kind === 'KEY_FILE' ? secret.path : null));
      return 0;
    } finally {
      await stop();
    }
  } catch (error) {
    return explainFailure(error);
  }
}

/** Reads a backup from its first byte to its last. @returns the exit code: 1 where it cannot be used, and says why. */
export async function backupVerify(path: string, options: BackupOptions): Promise<number> {
  try {
    const verified = await verifyBackup(path, await backupSecret(options, readConfig()));
    say(`${path} is whole: ${contentsOf(verified)}`);
    return 0;
  } catch (error) {
    return explainFailure(error);
  }
}

/** What a restore needs and no backup holds. */
function keepApart(keyFile: string | null): string {
  const own = keyFile === null ? 'its passphrase' : keyFile;
  return [
    `Let two people keep a copy of ${own}, apart from the backup: nothing else opens it.`,
    'It holds no secret of the data folder. Let them keep secrets/vault.key and secrets/audit-signing.key as well.',
  ].join('\n');
}

function versionOfVigil(): string {
  const file = new URL('../../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }).version;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}
