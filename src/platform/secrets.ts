import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Bytes of a random token or passphrase, written in hexadecimal. */
const SECRET_BYTES = 32;

export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('hex');
}

/** Somebody wrote something else into the file of the database roles' passphrases. */
export class RolePassphrasesUnreadable extends Error {
  override readonly name = 'RolePassphrasesUnreadable';
  readonly cure =
    'Move that file away, and start Vigil: it gives the roles new passphrases. Nothing that was stored is lost.';
  constructor(path: string) {
    super(`${path} does not hold the passphrases of the database roles.`);
  }
}

/**
 * The database roles' random passphrases, made once and kept in the data folder, readable by the owner alone.
 * @throws RolePassphrasesUnreadable; and when the file cannot be read or made.
 */
export async function rolePassphrases<Name extends string>(
  dataFolder: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, string>>> {
  const path = join(dataFolder, 'secrets', 'database-roles.json');
  const text = await readFile(path, 'utf8').catch(absent);
  const kept = text === null ? null : parsed<Name>(text, path);
  const all = Object.fromEntries(names.map((name) => [name, kept?.[name] ?? newSecret()])) as Record<Name, string>;
  if (names.some((name) => !kept?.[name])) {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, JSON.stringify({ ...kept, ...all }), { mode: 0o600 });
    await rename(draft, path);
  }
  return all;
}

function parsed<Name extends string>(text: string, path: string): Partial<Record<Name, string>> {
  try {
    return JSON.parse(text) as Partial<Record<Name, string>>;
  } catch {
    throw new RolePassphrasesUnreadable(path);
  }
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
