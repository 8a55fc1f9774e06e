import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes of a random token or passphrase, written in hexadecimal. */
const SECRET_BYTES = 32;

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

/**
 * The database roles' random passphrases, made once and kept in the data folder, readable by the owner alone.
 * @throws when the file cannot be read or made.
 */
export async function rolePassphrases<Name extends string>(
  dataFolder: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const path = join(dataFolder, 'secrets', 'database-roles.json');
  const kept = await readFile(path, 'utf8').then((text) => JSON.parse(text) as Partial<Record<Name, string>>, absent);
  const all = Object.fromEntries(names.map((name) => [name, kept?.[name] ?? newSecret()])) as Record<Name, string>;
  if (names.some((name) => !kept?.[name])) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, JSON.stringify({ ...kept, ...all }), { mode: 0o600 });
    await rename(draft, path);
  }
  return all;
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
