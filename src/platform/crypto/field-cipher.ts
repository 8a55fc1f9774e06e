import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** First byte of a sealed value, so that another format can follow one day. */
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Format, key version, nonce: what stands before the ciphertext. */
const HEAD_BYTES = 3 + NONCE_BYTES;
/** Values are padded to a multiple of this, so that the length of a name does not betray it: 95 bytes for a short one. */
const PADDED_TO = 64;
/** ISO 7816-4: this byte ends the value, and zeros follow. */
const END_OF_VALUE = 0x80;
const ALGORITHM = 'aes-256-gcm';

/** Where a sealed value belongs: it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** Id of the row. */
  readonly row: string;
}

/** A key of 32 bytes under the version that its values carry, 1 to 65,535. */
export interface VersionedKey {
  readonly version: number;
  readonly key: Buffer;
}

/** A sealed value was moved, cut or changed, or this is not its key. It says nothing of the value. */
export class CannotOpen extends Error {
  override readonly name = 'CannotOpen';
  constructor({ table, column }: Place) {
    super(`A sealed value of ${table}.${column} does not open: it was changed or moved, or this is not its key.`);
  }
}

/**
 * Seals a value with AES-256-GCM: `01 | key version (2) | nonce (12) | ciphertext | tag (16)`, bound to its place and
 * key version (`security.md` 4).
 */
export function seal({ version, key }: VersionedKey, place: Place, value: Buffer): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt8(FORMAT);
  head.writeUInt16BE(version, 1);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(boundTo(place, version));
  return Buffer.concat([head, nonce, cipher.update(padded(value)), cipher.final(), cipher.getAuthTag()]);
}

/** @throws CannotOpen. */
export function open({ version, key }: VersionedKey, place: Place, sealed: Buffer): Buffer {
  if (sealed.length < HEAD_BYTES + PADDED_TO + TAG_BYTES) throw new CannotOpen(place);
  if (sealed[0] !== FORMAT || keyVersionOf(sealed) !== version) throw new CannotOpen(place);
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(3, HEAD_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(boundTo(place, version))
    .setAuthTag(sealed.subarray(-TAG_BYTES));
  try {
    return unpadded(Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES, -TAG_BYTES)), decipher.final()]));
  } catch {
    throw new CannotOpen(place);
  }
}

/** Which version of the key sealed it. */
export function keyVersionOf(sealed: Buffer): number {
  return sealed.readUInt16BE(1);
}

/** JSON, because no two places give the same one. */
function boundTo({ table, column, row }: Place, version: number): Buffer {
  return Buffer.from(JSON.stringify([table, column, row, version]));
}

function padded(value: Buffer): Buffer {
  const length = Math.ceil((value.length + 1) / PADDED_TO) * PADDED_TO;
  return Buffer.concat([value, Buffer.of(END_OF_VALUE), Buffer.alloc(length - value.length - 1)]);
}

function unpadded(value: Buffer): Buffer {
  return value.subarray(0, value.lastIndexOf(END_OF_VALUE));
}
