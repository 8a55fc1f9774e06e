import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import { ExpectedError } from '../../kernel/errors.js';
import { type Face, type FontMetrics, type TextStyle } from './layout/typography.js';

const require = createRequire(import.meta.url);

const files: Readonly<Record<Face, string>> = {
  sans: '@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf',
  'sans-semibold': '@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf',
  'serif-semibold': '@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf',
  mono: '@expo-google-fonts/noto-sans-mono/400Regular/NotoSansMono_400Regular.ttf',
};

/** Words whose width is remembered, for each face. */
const REMEMBERED = 20_000;

/** The fonts of a report: their files, and what setting type needs to know of them. */
export class Fonts implements FontMetrics {
  private readonly loaded = new Map<Face, LoadedFont>();

  fileOf(face: Face): Buffer {
    return this.font(face).file;
  }

  width = (text: string, { face, size }: TextStyle): number => this.font(face).ems(text) * size;

  private font(face: Face): LoadedFont {
    const known = this.loaded.get(face);
    if (known) return known;
    const font = new LoadedFont(face);
    this.loaded.set(face, font);
    return font;
  }
}

class LoadedFont {
  readonly file: Buffer;
  private readonly font: Font;
  private readonly widths = new Map<string, number>();

  constructor(private readonly face: Face) {
    this.file = readFileSync(require.resolve(files[face]));
    this.font = create(this.file);
  }

  /** Width in ems, the size of the type. */
  ems(text: string): number {
    const known = this.widths.get(text);
    if (known !== undefined) return known;
    this.demandGlyphs(text);
    const width = this.font.layout(text).advanceWidth / this.font.unitsPerEm;
    if (this.widths.size >= REMEMBERED) this.widths.clear();
    this.widths.set(text, width);
    return width;
  }

  /** An empty box in print says nothing and shows it to nobody, so a missing glyph stops the report. */
  private demandGlyphs(text: string): void {
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (this.font.hasGlyphForCodePoint(codePoint)) continue;
      throw new MissingGlyph(codePoint, this.face);
    }
  }
}

/** The text holds a character that no reader would see. */
class MissingGlyph extends ExpectedError {
  readonly code = 'BAD_INPUT';
  constructor(codePoint: number, face: Face) {
    super(
      `The character U+${codePoint.toString(16).padStart(4, '0')} cannot be printed (no glyph in ${face}). Take it out of the title or the label that holds it.`,
    );
  }
}

/** Opened once: parsing the files takes longer than setting a short report. */
export const reportFonts = new Fonts();
