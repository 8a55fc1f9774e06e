import { createHmac } from 'node:crypto';
import type { Client } from 'pg';
import { KeyRing } from '../crypto/key-ring.js';
import { makeKeyFile, readKeyFile, type VaultKeys } from '../crypto/key-file.js';

const CURE = 'Put the key file back from the copy that its holders keep. Nothing else opens the vault.';

/** Something is sealed in this database, and the file with its key is not there. */
export class VaultKeyMissing extends Error {
  override readonly name = 'VaultKeyMissing';
  readonly cure = CURE;
  constructor(path: string) {
    super(`The key of the identity vault is missing: ${path}. Nothing was changed.`);
  }
}

/** The key file is there and belongs to another vault. */
export class VaultKeyWrong extends Error {
  override readonly name = 'VaultKeyWrong';
  readonly cure = CURE;
  constructor(path: string) {
    super(`${path} is not the key of the identity vault in this database. Nothing was changed.`);
  }
}

interface KnownKey {
  readonly version: number;
  readonly check_value: Buffer;
  readonly index_check_value: Buffer;
}

/**
 * The key ring of this database's vault. The first start makes the key file and leaves a check value of its keys in the
 * database; every later one compares.
 * @param owner a connection that works as the owner of the tables.
 * @throws VaultKeyMissing, VaultKeyWrong, VaultKeyUnreadable: then nothing was changed.
 */
export async function unlockVault(path: string, owner: Client): Promise<KeyRing> {
  const { rows } = await owner.query<{ some: boolean }>('SELECT EXISTS (SELECT 1 FROM sec.vault_key) AS some');
  if (rows[0]?.some) return new KeyRing(path, await demandVaultKey(path, owner));
  const keys = (await readKeyFile(path)) ?? (await makeKeyFile(path));
  await addKnownKey(owner, keys, Math.max(...keys.keyEncryptionKeys.keys()));
  // Another start may have been first, with another file.
  return new KeyRing(path, await demandVaultKey(path, owner));
}

/** Refuses a missing or wrong key before anything is changed, the tables too. Nothing sealed yet: nothing to refuse. */
export async function refuseWrongVaultKey(path: string, owner: Client): Promise<void> {
  const { rows } = await owner.query<{ there: boolean }>(`SELECT to_regclass('sec.vault_key') IS NOT NULL AS there`);
  if (!rows[0]?.there) return;
  const { rowCount } = await owner.query('SELECT 1 FROM sec.vault_key');
  if (rowCount) await demandVaultKey(path, owner);
}

/** The keys in the file, all that the database knows among them. @throws VaultKeyMissing, VaultKeyWrong. */
export async function demandVaultKey(path: string, owner: Client): Promise<VaultKeys> {
  const { rows } = await owner.query<KnownKey>('SELECT version, check_value, index_check_value FROM sec.vault_key');
  const keys = await readKeyFile(path);
  if (!keys) throw new VaultKeyMissing(path);
  const known = ({ version, check_value, index_check_value }: KnownKey): boolean => {
    const key = keys.keyEncryptionKeys.get(version);
    return key !== undefined && checkOf(key).equals(check_value) && checkOf(keys.indexKey).equals(index_check_value);
  };
  if (!rows.every(known)) throw new VaultKeyWrong(path);
  return keys;
}

/** Lets the database know a version of the key by its check value. */
export async function addKnownKey(owner: Client, keys: VaultKeys, version: number): Promise<void> {
  const key = keys.keyEncryptionKeys.get(version) ?? Buffer.alloc(0);
  await owner.query(
    'INSERT INTO sec.vault_key (version, check_value, index_check_value) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [version, checkOf(key), checkOf(keys.indexKey)],
  );
}

/** Tells whether a key is the same, and nothing else of it. */
function checkOf(key: Buffer): Buffer {
  return createHmac('sha256', key).update('vigil vault key check').digest();
}
