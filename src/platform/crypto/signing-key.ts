import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Signs with a private key that lies outside the database. */
export interface SigningKey {
  sign(text: string): Buffer;
  verifies: Verifies;
}

/** Whether a signature of this text was made with the key. */
export type Verifies = (text: string, signature: Uint8Array) => boolean;

/** Somebody wrote something else into the file of the private key. */
export class SigningKeyUnreadable extends Error {
  override readonly name = 'SigningKeyUnreadable';
  readonly cure = 'Put the file back from a copy of the data folder.';
  constructor(path: string) {
    super(`${path} is not the key that signs the audit trail.`);
  }
}

/** Which files hold the pair: the private key for the owner alone, and the public key beside it, for everyone. */
function paths(dataFolder: string): { readonly privateKey: string; readonly publicKey: string } {
  const folder = join(dataFolder, 'secrets');
  return { privateKey: join(folder, 'audit-signing.key'), publicKey: join(folder, 'audit-signing.pub') };
}

/**
 * The Ed25519 pair that signs the audit trail. Made once, at the first start.
 * @throws SigningKeyUnreadable; and when a file cannot be read or made.
 */
export async function auditSigningKey(dataFolder: string): Promise<SigningKey> {
  const { privateKey, publicKey } = paths(dataFolder);
  const key = parsed((await read(privateKey)) ?? (await makePrivateKey(privateKey)), privateKey);
  const printed = createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string;
  if ((await read(publicKey)) !== printed) await writeFile(publicKey, printed, { mode: 0o644 });
  return { sign: (text) => sign(null, Buffer.from(text), key), verifies: verifying(createPublicKey(key)) };
}

/** What verifies the trail without the right to sign it, and the key as text; null where none was made yet. */
export async function auditPublicKey(dataFolder: string): Promise<{ text: string; verifies: Verifies } | null> {
  const text = await read(paths(dataFolder).publicKey);
  return text === null ? null : { text, verifies: verifying(createPublicKey(text)) };
}

function parsed(text: string, path: string): KeyObject {
  try {
    return createPrivateKey(text);
  } catch {
    throw new SigningKeyUnreadable(path);
  }
}

function verifying(key: KeyObject): Verifies {
  return (text, signature) => verify(null, Buffer.from(text), key, signature);
}

/** Two starts at once make one key: a link appears whole, and the loser of the race reads the winner's. */
async function makePrivateKey(path: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${path}.${String(process.pid)}`;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
