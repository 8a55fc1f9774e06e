import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type BackupSecret, knownBackupKey, type ToldKey } from './backup-key.js';
import { BackupUnusable } from './backup-unusable.js';
import { opened } from './chunks.js';

/** First line of the file, in clear. */
export interface FirstLine {
  readonly format: string;
  readonly key: ToldKey;
}

export const FORMAT = 'vigil-backup-1';
const LONGEST_FIRST_LINE = 4_096;

/** First line of what is sealed: what follows. */
export interface Manifest {
  /** Of Vigil. */
  readonly version: string;
  /** When the snapshot was taken, an instant. */
  readonly takenAt: string;
  /** That had run, in order. */
  readonly migrations: readonly string[];
  readonly tables: readonly BackedUpTable[];
  readonly sequences: readonly BackedUpSequence[];
}

export interface BackedUpTable {
  /** `vigil.witness`, quoted as SQL needs it. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

export interface BackedUpSequence {
  readonly name: string;
  readonly lastValue: string;
  readonly isCalled: boolean;
}

/** Last line of what is sealed. */
export interface Trailer {
  /** SHA-256 of everything before. */
  readonly hash: string;
}

/** Ends the rows of a table: COPY writes a backslash in a value twice, so no row is this line. */
export const END_OF_TABLE = Buffer.from('\\.\n');
const NEWLINE = 0x0a;

/** A backup as it is read: the manifest, then each table's rows in turn. */
export class BackupReader {
  private waiting = Buffer.alloc(0);
  private readonly hash = createHash('sha256');

  private constructor(private readonly source: AsyncIterator<Buffer>) {}

  /** @throws BackupUnusable. */
  static async open(path: string, secret: BackupSecret): Promise<{ reader: BackupReader; manifest: Manifest }> {
    const { line, told } = await readFirstLine(path);
    const { key } = await knownBackupKey(secret, told);
    const chunks = opened(createReadStream(path, { start: line.length }), key, line);
    const plain = pipeline(Readable.from(chunks), createGunzip(), () => undefined);
    const reader = new BackupReader(plain[Symbol.asyncIterator]() as AsyncIterator<Buffer>);
    return { reader, manifest: JSON.parse(await reader.line()) as Manifest };
  }

  /** The rows of the next table, in pieces of whole lines. */
  async *rows(counted: (rows: number) => void): AsyncGenerator<Buffer> {
    for (let rows = 0; ;) {
      const end = endOfTable(this.waiting);
      const whole = end ?? this.waiting.lastIndexOf(NEWLINE) + 1;
      const piece = this.take(whole);
      rows += linesIn(piece);
      if (piece.length > 0) yield piece;
      if (end !== null) {
        this.take(END_OF_TABLE.length);
        counted(rows);
        return;
      }
      await this.more();
    }
  }

  /** Compares the hash at the end, and finds that nothing follows. @throws BackupUnusable. */
  async finish(): Promise<Trailer> {
    const found = this.hash.copy().digest('hex');
    const trailer = JSON.parse(await this.line()) as Trailer;
    if (trailer.hash !== found) throw unlike('its hash is not that of its content');
    const { done } = await this.source.next();
    if (!done || this.waiting.length > 0) throw unlike('something follows its end');
    return trailer;
  }

  /** Closes the file, also in the middle. */
  async close(): Promise<void> {
    await this.source.return?.();
  }

  private async line(): Promise<string> {
    for (;;) {
      const end = this.waiting.indexOf(NEWLINE);
      if (end >= 0) return this.take(end + 1).toString();
      await this.more();
    }
  }

  private take(length: number): Buffer {
    const taken = this.waiting.subarray(0, length);
    this.waiting = this.waiting.subarray(length);
    this.hash.update(taken);
    return taken;
  }

  private async more(): Promise<void> {
    const { done, value } = await this.source.next();
    if (done) throw unlike('it ends too early');
    this.waiting = Buffer.concat([this.waiting, value]);
  }
}

async function readFirstLine(path: string): Promise<{ readonly line: Buffer; readonly told: ToldKey }> {
  const head: Buffer[] = [];
  for await (const bytes of createReadStream(path, { end: LONGEST_FIRST_LINE - 1 })) head.push(bytes as Buffer);
  const text = Buffer.concat(head);
  const line = text.subarray(0, text.indexOf(NEWLINE) + 1);
  return { line, told: toldKey(line.toString()) };
}

function toldKey(line: string): ToldKey {
  try {
    const { format, key } = JSON.parse(line) as FirstLine;
    if (format === FORMAT && /^(KEY_FILE|PASSPHRASE)$/.test(key.kind)) return key;
  } catch {
    // Told below.
  }
  throw new BackupUnusable(
    'it is no backup of Vigil, or its first line was changed',
    'Give a file that npm run backup wrote.',
  );
}

/** Where the line that ends a table begins. */
function endOfTable(bytes: Buffer): number | null {
  if (bytes.subarray(0, END_OF_TABLE.length).equals(END_OF_TABLE)) return 0;
  const before = bytes.indexOf(`\n${END_OF_TABLE.toString()}`);
  return before < 0 ? null : before + 1;
}

function linesIn(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

export function unlike(why: string): BackupUnusable {
  return new BackupUnusable(why, 'Take another copy of it, or another backup. Nothing was changed.');
}
