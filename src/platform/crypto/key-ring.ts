import { createHmac } from 'node:crypto';
import { open, type Place, seal, type VersionedKey } from './field-cipher.js';
import { readKeyFile, type VaultKeys, VaultKeyUnreadable } from './key-file.js';

/** The keys of the vault in this process. They leave it neither for the database nor for a log. */
export class KeyRing {
  constructor(
    private readonly path: string,
    private keys: VaultKeys,
  ) {}

  /** Seals a data key under a version of the key-encryption key. */
  async wrap(version: number, place: Place, dataKey: Buffer): Promise<Buffer> {
    return seal(await this.keyEncryptionKey(version), place, dataKey);
  }

  /** @throws CannotOpen. */
  async unwrap(version: number, place: Place, wrapped: Buffer): Promise<Buffer> {
    return open(await this.keyEncryptionKey(version), place, wrapped);
  }

  /** A keyed hash of 32 bits, signed as PostgreSQL's integer is. `label` keeps fields apart. */
  blindIndex(label: string, text: string): number {
    return this.digest(`index ${label}`, text).readInt32BE();
  }

  /** A keyed hash, for what must be recognised and never guessed. `label` keeps uses apart. */
  digest(label: string, text: string): Buffer {
    return createHmac('sha256', this.keys.indexKey)
      .update(JSON.stringify([label, text]))
      .digest();
  }

  /** A version that another process made since this one started is read from the file. */
  private async keyEncryptionKey(version: number): Promise<VersionedKey> {
    if (!this.keys.keyEncryptionKeys.has(version)) this.keys = (await readKeyFile(this.path)) ?? this.keys;
    const key = this.keys.keyEncryptionKeys.get(version);
    if (!key) throw new VaultKeyUnreadable(this.path);
    return { version, key };
  }
}
