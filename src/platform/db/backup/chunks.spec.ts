import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CHUNK_BYTES, opened, sealed } from './chunks.js';

const SEALED_CHUNK = CHUNK_BYTES + 16;
const key = randomBytes(32);
const line = Buffer.from('the first line\n');

async function* pieces(...bytes: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* bytes;
}

async function whole(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of stream) all.push(piece);
  return Buffer.concat(all);
}

const seal = (...bytes: readonly Buffer[]): Promise<Buffer> => whole(sealed(pieces(...bytes), key, line));
const open = (bytes: Buffer, by = key, bound = line): Promise<Buffer> => whole(opened(pieces(bytes), by, bound));

/** Three chunks, the last of them short, and as they lie in the file. */
async function three(): Promise<{ content: Buffer; file: Buffer; chunks: [Buffer, Buffer, Buffer] }> {
  const content = randomBytes(2 * CHUNK_BYTES + 100);
  const file = await seal(content);
  const chunk = (number: number): Buffer => file.subarray(number * SEALED_CHUNK, (number + 1) * SEALED_CHUNK);
  return { content, file, chunks: [chunk(0), chunk(1), chunk(2)] };
}

describe('a sealed stream', () => {
  it('opens to what was sealed, however it was cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 400 })), async (parts) => {
        const bytes = parts.map((part) => Buffer.from(part));
        expect(await open(await seal(...bytes))).toEqual(Buffer.concat(bytes));
      }),
    );
  });

  it.each([0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])(
    'opens when it has %d bytes',
    async (length) => {
      const content = randomBytes(length);
      const file = await seal(content);
      expect(file).toHaveLength(length + 16 * Math.max(1, Math.ceil(length / CHUNK_BYTES)));
      expect((await open(file)).equals(content)).toBe(true);
    },
  );

  it('names the part in which a bit was flipped', async () => {
    const { file } = await three();
    file[SEALED_CHUNK + 5] = file[SEALED_CHUNK + 5]! ^ 1;
    await expect(open(file)).rejects.toThrow('part 2 of it was changed or moved');
  });

  it('names the first part that was swapped, repeated, or taken from another file', async () => {
    const { chunks, file } = await three();
    const [first, second, third] = chunks;
    const other = (await three()).chunks[1];
    await expect(open(Buffer.concat([second, first, third]))).rejects.toThrow('part 1 of it');
    await expect(open(Buffer.concat([first, first, second, third]))).rejects.toThrow('part 2 of it');
    await expect(open(Buffer.concat([first, third]))).rejects.toThrow('its end is missing or was changed');
    await expect(open(Buffer.concat([file, third]))).rejects.toThrow('its end is missing or was changed');
    await expect(open(Buffer.concat([file, first]))).rejects.toThrow('part 3 of it');
    const foreign = whole(opened(pieces(first, other, third), randomBytes(32), line));
    await expect(foreign).rejects.toThrow('part 1 of it');
  });

  it('says that it was cut, also where one part ends and the next begins', async () => {
    const { chunks, file } = await three();
    await expect(open(Buffer.concat([chunks[0], chunks[1]]))).rejects.toThrow('it was cut: its end is missing');
    await expect(open(file.subarray(0, -1))).rejects.toThrow('its end is missing or was changed');
    await expect(open(file.subarray(0, 7))).rejects.toThrow('its end is missing or was changed');
    await expect(open(Buffer.alloc(0))).rejects.toThrow('its end is missing or was changed');
  });

  it('opens neither with another key nor under another first line', async () => {
    const file = await seal(Buffer.from('content'));
    await expect(open(file, randomBytes(32))).rejects.toThrow('changed');
    await expect(open(file, key, Buffer.from('another line\n'))).rejects.toThrow('changed');
  });
});
