import { existsSync } from 'node:fs';
import { rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Room that is held back, enough for PostgreSQL to recover and to delete: two segments of its log. */
const BALLAST_BYTES = 33_554_432;
/** On a disk with less free than this it would do harm. */
const ENOUGH_FREE_BYTES = 2_000_000_000;

export const ballastPath = (dataFolder: string): string => join(dataFolder, 'ballast');

/**
 * Holds some room back in the data folder while there is enough: when the disk is full, a person deletes the file and has
 * room to work in. A start with enough room makes it again (`security.md` 8).
 */
export async function holdRoomBack(dataFolder: string): Promise<void> {
  const path = ballastPath(dataFolder);
  const { bavail, bsize } = await statfs(dataFolder);
  if (existsSync(path) || bavail * bsize < ENOUGH_FREE_BYTES) return;
  const draft = `${path}.${String(process.pid)}`;
  try {
    await writeFile(draft, Buffer.alloc(BALLAST_BYTES, 1), { mode: 0o600 });
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
