import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { hashRaw } from '@node-rs/argon2';
import { BackupUnusable } from './backup-unusable.js';

/** argon2id with 64 MiB, 3 passes, 1 lane (`security.md` 6). */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1, outputLen: 32 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const SHORTEST_PASSPHRASE = 12;

/** What a backup is sealed with: the installation's key file, or a passphrase that a person knows. */
export type BackupSecret =
  { readonly kind: 'KEY_FILE'; readonly path: string } | { readonly kind: 'PASSPHRASE'; readonly passphrase: string };

/** The key of one backup, and what its first line says of it. */
export interface BackupKey {
  readonly key: Buffer;
  readonly told: ToldKey;
}

/** Stands in clear at the head of the file: it says which secret opens it, and nothing of it. */
export interface ToldKey {
  readonly kind: BackupSecret['kind'];
  readonly salt: string;
  /** Tells another key from a damaged file. */
  readonly check: string;
}

export const backupKeyPath = (dataFolder: string): string => join(dataFolder, 'secrets', 'backup.key');

/** A key for one new backup; the key file is made where there is none yet. @throws BackupUnusable. */
export async function newBackupKey(secret: BackupSecret): Promise<BackupKey> {
  const salt = randomBytes(SALT_BYTES);
  if (secret.kind === 'KEY_FILE') await makeKeyFile(secret.path);
  const key = await keyOf(secret, salt);
  return { key, told: { kind: secret.kind, salt: salt.toString('hex'), check: checkOf(key) } };
}

/** The key of a backup that was made before. @throws BackupUnusable when the secret is another one. */
export async function knownBackupKey(secret: BackupSecret, told: ToldKey): Promise<BackupKey> {
  if (secret.kind !== told.kind) throw new BackupUnusable(`it was sealed with ${names[told.kind]}`, cures[told.kind]);
  const key = await keyOf(secret, Buffer.from(told.salt, 'hex'));
  if (checkOf(key) !== told.check)
    throw new BackupUnusable(
      `it was sealed with another ${bare[told.kind]}, or its first line was changed`,
      cures[told.kind],
    );
  return { key, told };
}

/** The first line of a file is the passphrase, so that it stands in no list of processes. @throws BackupUnusable. */
export async function passphraseIn(path: string): Promise<BackupSecret> {
  const [passphrase = ''] = (await readFile(path, 'utf8')).split(/\r?\n/);
  if (passphrase.length >= SHORTEST_PASSPHRASE) return { kind: 'PASSPHRASE', passphrase };
  throw new BackupUnusable(
    `the first line of ${path} is no passphrase of ${String(SHORTEST_PASSPHRASE)} characters or more`,
    'Write a longer one into that file.',
  );
}

const bare = { KEY_FILE: 'key file', PASSPHRASE: 'passphrase' } as const;
const names = { KEY_FILE: 'a key file', PASSPHRASE: 'a passphrase' } as const;
const cures = {
  KEY_FILE: 'Give the backup.key of the installation that made it (--key), from the copy that its holders keep.',
  PASSPHRASE: 'Give the passphrase with which it was made (--passphrase-file).',
} as const;

/** Another key for each backup, so that the same numbers of chunks never meet under one. */
async function keyOf(secret: BackupSecret, salt: Buffer): Promise<Buffer> {
  if (secret.kind === 'PASSPHRASE') return hashRaw(secret.passphrase.normalize('NFC'), { ...COST, salt });
  return Buffer.from(hkdfSync('sha256', await readKeyFile(secret.path), salt, 'vigil backup', KEY_BYTES));
}

function checkOf(key: Buffer): string {
  return createHmac('sha256', key).update('vigil backup key check').digest('hex');
}

async function readKeyFile(path: string): Promise<Buffer> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new BackupUnusable(`its key file ${path} is missing`, cures.KEY_FILE);
    throw error;
  });
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== KEY_BYTES) throw new BackupUnusable(`${path} is not a key file of backups`, cures.KEY_FILE);
  return key;
}

/** Two that make it at once make one: a link appears whole. */
async function makeKeyFile(path: string): Promise<void> {
  const draft = `${path}.${String(process.pid)}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(draft, `${randomBytes(KEY_BYTES).toString('hex')}\n`, { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
}
