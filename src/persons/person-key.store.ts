import type { Client } from 'pg';
import { newKey, replaceKeyFile, type VaultKeys } from '../platform/crypto/key-file.js';
import { open, seal, type VersionedKey } from '../platform/crypto/field-cipher.js';
import { Bug } from '../kernel/errors.js';
import { sqlState } from '../platform/db/database.js';
import { addKnownKey, demandVaultKey } from '../platform/db/unlock-vault.js';
import { keyPlace } from './identity-vault.js';

/** One rotation at a time. */
const ROTATION_LOCK = 7_483_203;
/** Keys that are wrapped anew in one transaction: what an interruption costs at most. */
const KEYS_AT_ONCE = 1_000;
const FOREIGN_KEY_VIOLATION = '23503';

export interface Rotation {
  /** The version that every person key is wrapped with now. */
  readonly version: number;
  /** True when an earlier rotation was cut short and this one finished it. */
  readonly resumed: boolean;
  readonly wrapped: number;
}

interface WrappedKey {
  readonly person_id: string;
  readonly key_version: number;
  readonly wrapped_key: Buffer;
}

/**
 * Wraps every person key with a new version of the key-encryption key; what is sealed with person keys stays as it is.
 * The new key is in the file before anything is wrapped with it, and the old one until nothing is any more: cut short at
 * any moment, everything opens, and the next run goes on. Works beside a running service, which reads the file again
 * when it meets a version that it does not know.
 * @param owner a connection that works as the owner of the tables.
 * @param progress after each batch: how many are done, of how many.
 * @throws VaultKeyMissing, VaultKeyWrong.
 */
export async function rotateVaultKey(
  keyFile: string,
  owner: Client,
  progress: (done: number, of: number) => void,
): Promise<Rotation> {
  await owner.query('SELECT pg_advisory_lock($1)', [ROTATION_LOCK]);
  try {
    const { keys, version, resumed } = await begun(keyFile, owner);
    const total = await stillWrapped(owner, version);
    let wrapped = 0;
    do {
      for (let batch = await wrapAnew(owner, keys, version); batch > 0; batch = await wrapAnew(owner, keys, version)) {
        wrapped += batch;
        progress(wrapped, Math.max(total, wrapped));
      }
    } while (!(await forgetOlder(owner, version)));
    const kept = new Map([[version, keyOf(keys, version).key]]);
    await replaceKeyFile(keyFile, { ...keys, keyEncryptionKeys: kept });
    return { version, resumed, wrapped };
  } finally {
    await owner.query('SELECT pg_advisory_unlock($1)', [ROTATION_LOCK]);
  }
}

/** The version to wrap with: that of a rotation which was cut short, or a new one, in the file and known to the database. */
async function begun(
  keyFile: string,
  owner: Client,
): Promise<{ readonly keys: VaultKeys; readonly version: number; readonly resumed: boolean }> {
  const keys = await demandVaultKey(keyFile, owner);
  const { rows } = await owner.query<{ version: number }>('SELECT version FROM sec.vault_key ORDER BY version DESC');
  const newest = rows[0]?.version;
  if (!newest) throw new Bug('the vault has no key');
  if (rows.length > 1) return { keys, version: newest, resumed: true };
  const inFile = Math.max(...keys.keyEncryptionKeys.keys());
  const version = inFile > newest ? inFile : newest + 1;
  const both = new Map([...keys.keyEncryptionKeys, [version, keys.keyEncryptionKeys.get(version) ?? newKey()]]);
  const next = { ...keys, keyEncryptionKeys: both };
  await replaceKeyFile(keyFile, next);
  await addKnownKey(owner, next, version);
  return { keys: next, version, resumed: inFile > newest };
}

async function stillWrapped(owner: Client, version: number): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    'SELECT count(*)::integer AS count FROM vigil.person_key WHERE key_version < $1',
    [version],
  );
  return rows[0]?.count ?? 0;
}

/** @returns how many it wrapped. */
async function wrapAnew(owner: Client, keys: VaultKeys, version: number): Promise<number> {
  await owner.query('BEGIN');
  try {
    const { rows } = await owner.query<WrappedKey>(
      `SELECT person_id, key_version, wrapped_key FROM vigil.person_key
       WHERE key_version < $1 ORDER BY key_version, person_id LIMIT $2 FOR UPDATE`,
      [version, KEYS_AT_ONCE],
    );
    const anew = rows.map(({ person_id, key_version, wrapped_key }) => {
      const place = keyPlace(person_id);
      return seal(keyOf(keys, version), place, open(keyOf(keys, key_version), place, wrapped_key));
    });
    await owner.query(
      `UPDATE vigil.person_key kept SET key_version = $1, wrapped_key = anew.wrapped_key
       FROM unnest($2::uuid[], $3::bytea[]) anew (person_id, wrapped_key) WHERE kept.person_id = anew.person_id`,
      [version, rows.map(({ person_id }) => person_id), anew],
    );
    await owner.query('COMMIT');
    return rows.length;
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
}

/** @returns false when somebody wrapped a key with an older version meanwhile: the foreign key tells. */
async function forgetOlder(owner: Client, version: number): Promise<boolean> {
  try {
    await owner.query('DELETE FROM sec.vault_key WHERE version < $1', [version]);
    return true;
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY_VIOLATION) return false;
    throw error;
  }
}

function keyOf({ keyEncryptionKeys }: VaultKeys, version: number): VersionedKey {
  const key = keyEncryptionKeys.get(version);
  if (!key) throw new Bug(`the key file lacks version ${String(version)}`);
  return { version, key };
}
