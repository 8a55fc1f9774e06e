import type { Tone } from '../../domain/report-document.js';

/** Lengths are in points, 1/72 inch; y grows downwards. */
export const page = { width: 595.28, height: 841.89, left: 62.4, right: 62.4, top: 85, bottom: 76.5 } as const;
export const textWidth = page.width - page.left - page.right;
export const textBottom = page.height - page.bottom;

/** The faces, in the order in which they are put into the file. */
export const faces = ['sans', 'sans-semibold', 'serif-semibold', 'mono'] as const;
export type Face = (typeof faces)[number];

/** Contrast on white is at least 4.5:1 for text and 3:1 for lines that carry data; rule and sky are ornament only. */
export const colours = {
  ink: '#1A2330',
  navy: '#12304F',
  red: '#A3161D',
  blue: '#1F5C99',
  green: '#1D6B45',
  grey: '#55606E',
  amber: '#8A5A00',
  white: '#FFFFFF',
  sky: '#9DB8D2',
  rule: '#C5CCD4',
  tint: '#F2F5F8',
  redTint: '#FBEDEE',
  amberTint: '#FBF4E6',
} as const;
export type Colour = (typeof colours)[keyof typeof colours];

export const toneColours: Readonly<Record<Tone, Colour>> = {
  plain: colours.navy,
  lost: colours.red,
  caution: colours.amber,
  secured: colours.green,
};

export interface TextStyle {
  readonly face: Face;
  readonly size: number;
  /** From one baseline to the next. */
  readonly leading: number;
  readonly colour: Colour;
}

function style(face: Face, size: number, leading: number, colour: Colour): TextStyle {
  return { face, size, leading, colour };
}

const { ink, navy, grey, blue, red, white, sky } = colours;

export const styles = {
  coverTitle: style('serif-semibold', 32, 40, white),
  coverSubtitle: style('sans', 15, 20, white),
  coverMark: style('sans-semibold', 9, 12, sky),
  body: style('sans', 10, 14, ink),
  number: style('sans', 10, 14, grey),
  link: style('sans', 10, 14, blue),
  chapter: style('serif-semibold', 20, 26, navy),
  section: style('serif-semibold', 14, 18, navy),
  subsection: style('sans-semibold', 11, 14, navy),
  factLabel: style('sans-semibold', 9.5, 14, grey),
  fact: style('sans', 9.5, 14, ink),
  flag: style('sans-semibold', 8, 11, white),
  caption: style('sans', 9, 12, navy),
  tableHead: style('sans-semibold', 8.5, 11.5, white),
  cell: style('sans', 8.5, 11.5, ink),
  note: style('sans', 8, 10.5, grey),
  figureValue: style('serif-semibold', 22, 26, navy),
  figureText: style('sans', 8.5, 11, grey),
  laneTitle: style('sans-semibold', 9, 11, ink),
  laneNote: style('sans', 8, 10, grey),
  eventLabel: style('sans', 7.5, 9, grey),
  contentsChapter: style('sans-semibold', 10.5, 16, navy),
  contentsSection: style('sans', 10, 15, ink),
  furniture: style('sans', 7.5, 10, grey),
  furnitureStrong: style('sans-semibold', 7.5, 10, red),
  hash: style('mono', 8, 12, ink),
} as const;

export function strong(of: TextStyle): TextStyle {
  return { ...of, face: 'sans-semibold' };
}

export function coloured(of: TextStyle, colour: Colour): TextStyle {
  return { ...of, colour };
}

/** All that setting type needs to know of a font. */
export interface FontMetrics {
  /** In points. Throws when the face lacks a glyph. */
  readonly width: (text: string, style: TextStyle) => number;
}
