import { hash, verify } from '@node-rs/argon2';

/** argon2id with 64 MiB, 3 passes, 1 lane (`security.md` 6). */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };

let decoy: Promise<string> | null = null;

export function hashPassphrase(passphrase: string): Promise<string> {
  return hash(passphrase.normalize('NFC'), COST);
}

/** Does the same work for an account that does not exist, so that the time tells nothing. */
export async function isPassphrase(passphrase: string, kept: string | null): Promise<boolean> {
  decoy ??= hashPassphrase('there is no such account');
  const matches = await verify(kept ?? (await decoy), passphrase.normalize('NFC'));
  return matches && kept !== null;
}
