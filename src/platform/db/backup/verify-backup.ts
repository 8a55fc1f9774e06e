import { BackupReader, type Manifest, type Trailer, unlike } from './backup-file.js';
import type { BackupSecret } from './backup-key.js';

/** A backup that was read from its first byte to its last. */
export interface Verified extends Manifest, Trailer {}

/** Reads a backup as a restore does, and changes nothing. @throws BackupUnusable that says what is wrong with it. */
export async function verifyBackup(path: string, secret: BackupSecret): Promise<Verified> {
  return readBackup(path, secret, async (_manifest, eachTable) => {
    await eachTable(async (_table, rows) => {
      for await (const _piece of rows) continue;
    });
  });
}

type Table = Manifest['tables'][number];
type EachTable = (take: (table: Table, rows: AsyncIterable<Buffer>) => Promise<void>) => Promise<void>;

/**
 * Reads a backup and hands it to `work`, which takes the rows of each table in turn. What was read is held to the
 * manifest and to its hash. @throws BackupUnusable, and whatever `work` throws.
 */
export async function readBackup(
  path: string,
  secret: BackupSecret,
  work: (manifest: Manifest, eachTable: EachTable) => Promise<void>,
): Promise<Verified> {
  const { reader, manifest } = await BackupReader.open(path, secret);
  try {
    let trailer: Trailer | null = null;
    await work(manifest, async (take) => {
      for (const table of manifest.tables) {
        let counted = 0;
        await take(
          table,
          reader.rows((rows) => (counted = rows)),
        );
        if (counted !== table.rows)
          throw unlike(`${table.name} has ${String(counted)} rows in it, and should have ${String(table.rows)}`);
      }
      trailer = await reader.finish();
    });
    return { ...manifest, ...(trailer ?? (await reader.finish())) };
  } finally {
    await reader.close();
  }
}
