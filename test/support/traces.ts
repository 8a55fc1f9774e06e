import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The ways in which a word may stand in bytes. */
type Form = 'plain' | 'base64' | 'hex' | 'utf16le' | 'utf16be';

interface Needle {
  readonly form: Form;
  readonly text: string;
  readonly caseless: boolean;
}

const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** Looks for words in bytes: plain in any case, as base64 at each of its three offsets, hex, UTF-16 and inside gzip. */
export class Traces {
  private readonly needles: readonly (Needle & { readonly word: string })[];

  constructor(words: readonly string[]) {
    this.needles = words.flatMap((word) => needlesOf(word).map((needle) => ({ ...needle, word })));
  }

  /** What was found, as `form word`. */
  in(bytes: Uint8Array): readonly string[] {
    const whole = Buffer.from(bytes).toString('latin1');
    const lower = whole.toLowerCase();
    const found = this.needles
      .filter(({ text, caseless }) => (caseless ? lower : whole).includes(text))
      .map(({ form, word }) => `${form} ${word}`);
    return [...found, ...unzipped(Buffer.from(bytes)).flatMap((inner) => this.in(inner).map((what) => `gzip ${what}`))];
  }

  /** The same in every file below a folder, as `path: form word`. A file that vanishes meanwhile holds nothing. */
  async below(folder: string): Promise<readonly string[]> {
    const names = await readdir(folder);
    const found: string[] = [];
    for (const name of names) {
      const path = join(folder, name);
      const kind = await stat(path).catch(() => null);
      if (kind?.isDirectory()) found.push(...(await this.below(path)));
      if (kind?.isFile())
        found.push(...this.in(await readFile(path).catch(() => Buffer.alloc(0))).map((what) => `${path}: ${what}`));
    }
    return found;
  }
}

function needlesOf(word: string): readonly Needle[] {
  const lower = word.toLowerCase();
  const caseless = (form: Form, bytes: Buffer): Needle => ({ form, text: bytes.toString('latin1'), caseless: true });
  const wide = Buffer.from(lower, 'utf16le');
  return [
    caseless('plain', Buffer.from(lower)),
    caseless('utf16le', wide.subarray(0, -1)),
    caseless('utf16be', Buffer.from(wide).swap16().subarray(1)),
    ...[word, lower].flatMap((spelled) => [
      { form: 'hex' as const, text: Buffer.from(spelled).toString('hex'), caseless: true },
      ...[0, 1, 2].map((offset) => ({ form: 'base64' as const, text: inBase64(spelled, offset), caseless: false })),
    ]),
  ];
}

/** The characters of base64 that depend on the word alone, when it begins at this offset of a group of three. */
function inBase64(word: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(word)]);
  const whole = Math.floor(bytes.length / 3) * 4;
  return bytes.toString('base64').slice(offset === 0 ? 0 : 4, whole);
}

/** Whatever unpacks where gzip begins. */
function unzipped(bytes: Buffer): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) {
    try {
      found.push(gunzipSync(bytes.subarray(at)));
    } catch {
      // Three bytes that look like the head of gzip, and are not.
    }
  }
  return found;
}
