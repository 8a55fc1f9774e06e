import { createCipheriv, createDecipheriv } from 'node:crypto';
import { BackupUnusable } from './backup-unusable.js';

/** Plaintext of every chunk but the last, which may be shorter or empty. */
export const CHUNK_BYTES = 1_048_576;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;
const ALGORITHM = 'aes-256-gcm';

type Bytes = AsyncIterable<Buffer>;

/**
 * Seals a stream in chunks with AES-256-GCM. A chunk's number and whether it is the last stand in its nonce, so that none
 * can be left out, moved, repeated or added (`security.md` 9).
 * @param key 32 bytes that seal this one stream and no other
 * @param bound bytes that the stream belongs to: it opens with no others
 */
export async function* sealed(plain: Bytes, key: Buffer, bound: Buffer): AsyncGenerator<Buffer> {
  for await (const { part, number, last } of inParts(plain, CHUNK_BYTES)) {
    const cipher = createCipheriv(ALGORITHM, key, nonceOf(number, last)).setAAD(bound);
    yield Buffer.concat([cipher.update(part), cipher.final(), cipher.getAuthTag()]);
  }
}

/** Opens what `sealed` made. Nothing of a chunk is handed on before it is found whole. @throws BackupUnusable. */
export async function* opened(stream: Bytes, key: Buffer, bound: Buffer): AsyncGenerator<Buffer> {
  const open = (part: Buffer, number: number, last: boolean): Buffer | null => {
    if (part.length < TAG_BYTES) return null;
    const decipher = createDecipheriv(ALGORITHM, key, nonceOf(number, last), { authTagLength: TAG_BYTES })
      .setAAD(bound)
      .setAuthTag(part.subarray(-TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(part.subarray(0, -TAG_BYTES)), decipher.final()]);
    } catch {
      return null;
    }
  };
  for await (const { part, number, last } of inParts(stream, CHUNK_BYTES + TAG_BYTES)) {
    const plain = open(part, number, last);
    if (plain) yield plain;
    else if (last && open(part, number, false)) throw cut();
    else if (last) throw new BackupUnusable('its end is missing or was changed', CURE);
    else
      throw new BackupUnusable(`part ${String(number + 1)} of it was changed or moved, or does not belong there`, CURE);
  }
}

const CURE = 'Take another copy of it, or another backup. Nothing was changed.';
const cut = (): BackupUnusable => new BackupUnusable('it was cut: its end is missing', CURE);

function nonceOf(number: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeBigUInt64BE(BigInt(number), 3);
  nonce.writeUInt8(last ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

interface Part {
  readonly part: Buffer;
  readonly number: number;
  readonly last: boolean;
}

/** Parts of `size` bytes; the last has 0 to `size`, and there is always one. */
async function* inParts(stream: Bytes, size: number): AsyncGenerator<Part> {
  let waiting: Buffer[] = [];
  let length = 0;
  let number = 0;
  for await (const bytes of stream) {
    waiting.push(bytes);
    length += bytes.length;
    // A part that ends where the stream ends is the last: it waits until more comes.
    if (length <= size) continue;
    let all = Buffer.concat(waiting);
    for (; all.length > size; all = all.subarray(size)) {
      yield { part: all.subarray(0, size), number, last: false };
      number += 1;
    }
    waiting = [all];
    length = all.length;
  }
  yield { part: Buffer.concat(waiting), number, last: true };
}
