import { appendEvent } from '../access/audit-trail.js';
import { storedDatabase } from '../first-run.js';
import { type Rotation, rotateVaultKey } from '../persons/person-key.store.js';
import { readConfig } from '../platform/config.js';
import { vaultKeyPath } from '../platform/crypto/key-file.js';
import { withClient } from '../platform/db/connect.js';
import { Database, JOB_PATIENCE } from '../platform/db/database.js';
import type { Connections } from '../platform/db/prepare-database.js';
import { explainFailure } from './explain-failure.js';

/** Gives the identity vault a new key, also while the service runs; run again, it goes on where it stopped. @returns the exit code. */
export async function rotateKey(): Promise<number> {
  try {
    const { connections, dataFolder, stop } = await storedDatabase(readConfig(), say);
    try {
      const keyFile = vaultKeyPath(dataFolder);
      const rotation = await withClient(connections.migrator, (owner) =>
        rotateVaultKey(keyFile, owner, (done, of) => say(`${String(done)} of ${String(of)} person keys wrapped anew`)),
      );
      await recordRotation(connections, rotation);
      say(summary(rotation, keyFile));
      return 0;
    } finally {
      await stop();
    }
  } catch (error) {
    return explainFailure(error);
  }
}

/** Key events stand in the trail; nobody is signed in at the command line. */
async function recordRotation({ auth }: Connections, { version }: Rotation): Promise<void> {
  const database = await Database.connect(auth, [], JOB_PATIENCE);
  try {
    const fact = { type: 'VaultKeyRotated', id: `version ${String(version)}`, caseId: null };
    const nobody = { accountId: null, role: 'ANONYMOUS', onBehalfOf: null, permission: null };
    await database.writing(({ run }) => appendEvent(run, { ...nobody, facts: [fact] }));
  } finally {
    await database.close();
  }
}

function summary({ version, resumed, wrapped }: Rotation, keyFile: string): string {
  const what = resumed ? 'An earlier rotation was finished' : 'The vault has a new key';
  return [
    `${what}: version ${String(version)}, ${String(wrapped)} person keys wrapped anew.`,
    `Give ${keyFile} to the holders of its copies. Keep the copy of the old one as long as a backup from before exists.`,
  ].join('\n');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
