import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const KEY_BYTES = 32;
/** Keys as the file writes them. */
const HEXADECIMAL = new RegExp(`^[0-9a-f]{${KEY_BYTES * 2}}$`);

/** What the key file holds, apart from the database and from every backup of it. */
export interface VaultKeys {
  /** Key-encryption keys by version: one, and while keys are rotated two. */
  readonly keyEncryptionKeys: ReadonlyMap<number, Buffer>;
  /** Of the blind index alone, so that rotation does not touch it. */
  readonly indexKey: Buffer;
}

/** Somebody wrote something else into the key file. */
export class VaultKeyUnreadable extends Error {
  override readonly name = 'VaultKeyUnreadable';
  readonly cure = 'Put the key file back from the copy that its holders keep. Nothing else opens the vault.';
  constructor(path: string) {
    super(`${path} is not a key file of the identity vault.`);
  }
}

export const vaultKeyPath = (dataFolder: string): string => join(dataFolder, 'secrets', 'vault.key');

export function newKey(): Buffer {
  return randomBytes(KEY_BYTES);
}

/** Null when there is no file. @throws VaultKeyUnreadable. */
export async function readKeyFile(path: string): Promise<VaultKeys | null> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const keys = parsed(text);
  if (!keys) throw new VaultKeyUnreadable(path);
  return keys;
}

/** Makes the file with new keys, readable by this account alone, unless another start made it first. @returns what it holds. */
export async function makeKeyFile(path: string): Promise<VaultKeys> {
  const draft = await writeDraft(path, { keyEncryptionKeys: new Map([[1, newKey()]]), indexKey: newKey() });
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  await keepEntry(path);
  return (await readKeyFile(path)) ?? unreadable(path);
}

/** Puts other keys in place of the old ones: wholly or not at all. */
export async function replaceKeyFile(path: string, keys: VaultKeys): Promise<void> {
  await rename(await writeDraft(path, keys), path);
  await keepEntry(path);
}

async function writeDraft(path: string, { keyEncryptionKeys, indexKey }: VaultKeys): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  const hex = [...keyEncryptionKeys].map(([version, key]) => [version, key.toString('hex')] as const);
  const content = { keyEncryptionKeys: Object.fromEntries(hex), blindIndexKey: indexKey.toString('hex') };
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(content, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return draft;
}

/** The name in the folder survives a loss of power too: before anything is sealed with a key that is in no file. */
async function keepEntry(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function parsed(text: string): VaultKeys | null {
  try {
    const { keyEncryptionKeys, blindIndexKey } = JSON.parse(text) as {
      readonly keyEncryptionKeys: Readonly<Record<string, string>>;
      readonly blindIndexKey: string;
    };
    const versions = Object.entries(keyEncryptionKeys);
    const whole = versions.length > 0 && [blindIndexKey, ...versions.map(([, key]) => key)].every(isKey);
    if (!whole || !versions.every(([version]) => /^[1-9]\d{0,4}$/.test(version))) return null;
    return {
      keyEncryptionKeys: new Map(versions.map(([version, key]) => [Number(version), Buffer.from(key, 'hex')])),
      indexKey: Buffer.from(blindIndexKey, 'hex'),
    };
  } catch {
    return null;
  }
}

function isKey(text: unknown): boolean {
  return typeof text === 'string' && HEXADECIMAL.test(text);
}

function unreadable(path: string): never {
  throw new VaultKeyUnreadable(path);
}
