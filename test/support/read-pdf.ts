import * as mupdf from 'mupdf';

/** A line of text on a page, with its place in points from the upper left corner. */
export interface ReadLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface ReadPdf {
  /** The lines of each page, in the order in which they were drawn. */
  readonly pages: readonly (readonly ReadLine[])[];
  /** Base names of the fonts whose files are inside. */
  readonly embeddedFonts: readonly string[];
  /** Base names of the fonts that a page uses. */
  readonly usedFonts: readonly string[];
  readonly bookmarks: readonly string[];
  readonly metadata: Readonly<Record<'title' | 'keywords' | 'created' | 'language', string>>;
  readonly links: number;
  /** True when the file had to be mended to be read at all. */
  readonly broken: boolean;
}

/** Reads a PDF as any reader would, through another library than the one that wrote it. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const document = mupdf.PDFDocument.openDocument(bytes, 'application/pdf') as mupdf.PDFDocument;
  const pages = Array.from({ length: document.countPages() }, (_, index) => document.loadPage(index));
  const fonts = fontsOf(document);
  return {
    pages: pages.map(linesOf),
    embeddedFonts: fonts.filter(({ embedded }) => embedded).map(({ name }) => name),
    usedFonts: fonts.map(({ name }) => name),
    bookmarks: (document.loadOutline() ?? []).flatMap(({ title, down }) => [
      title ?? '',
      ...(down ?? []).map((item) => item.title ?? ''),
    ]),
    metadata: {
      title: document.getMetaData('info:Title') ?? '',
      keywords: document.getMetaData('info:Keywords') ?? '',
      created: document.getMetaData('info:CreationDate') ?? '',
      language: document.getTrailer().get('Root', 'Lang').asString(),
    },
    broken: document.wasRepaired(),
    links: pages.reduce((sum, page) => sum + page.getLinks().length, 0),
  };
}

export function textOf(lines: readonly ReadLine[]): string {
  return lines
    .map(({ text }) => text)
    .join(' ')
    .replaceAll('\u00a0', ' ');
}

interface StructuredText {
  readonly blocks: readonly {
    readonly type: string;
    readonly lines?: readonly {
      readonly text: string;
      readonly bbox: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
    }[];
  }[];
}

function linesOf(page: mupdf.PDFPage): readonly ReadLine[] {
  const { blocks } = JSON.parse(page.toStructuredText('preserve-whitespace').asJSON()) as StructuredText;
  return blocks.flatMap(({ lines = [] }) =>
    lines.map(({ text, bbox }) => ({ text, x: bbox.x, y: bbox.y, width: bbox.w, height: bbox.h })),
  );
}

function fontsOf(document: mupdf.PDFDocument): readonly { readonly name: string; readonly embedded: boolean }[] {
  return Array.from({ length: document.countObjects() - 1 }, (_, index) => document.newIndirect(index + 1))
    .map((object) => object.resolve())
    .filter((object) => object.isDictionary() && object.get('Type').toString() === '/FontDescriptor')
    .map((object) => ({
      name: object.get('FontName').asName(),
      embedded: object.get('FontFile2').isStream(),
    }));
}
