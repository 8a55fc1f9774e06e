import type { Text } from '../../domain/report-document.js';
import type { Mark } from './marks.js';
import { coloured, colours, type FontMetrics, strong, type TextStyle } from './typography.js';

/** A line of text, ready to be placed: its pieces by distance from its start. */
export interface Line {
  readonly pieces: readonly Piece[];
  readonly width: number;
}

interface Piece {
  readonly x: number;
  readonly width: number;
  readonly text: string;
  readonly style: TextStyle;
  readonly link: string | null;
}

/** What may not be broken, with the space that goes before it when it does not begin a line. */
interface Atom {
  readonly text: string;
  readonly style: TextStyle;
  readonly link: string | null;
  readonly spaceBefore: boolean;
}

const SPACES = /[ \t\n]+/;
/** A slash or a dash between letters offers a break, a hyphen none; one in a case reference or a date never does. */
const AFTER_SLASH_OR_DASH = /(?<=\p{L}[/\u2013\u2014])(?=\p{L})/u;
const DIGIT = /\d/;
/** A column as wide as its widest word must hold it, however sums were rounded. */
const TOLERANCE = 0.01;
/** A letter with the marks that combine with it. */
const CLUSTER = /\P{M}\p{M}*/gu;

/** Breaks text into lines of at most `width`; a word that is wider itself is broken between letters. */
export function breakLines(text: Text, style: TextStyle, width: number, metrics: FontMetrics): readonly Line[] {
  const lines: Line[] = [];
  let open: Atom[] = [];
  let used = 0;
  for (const atom of atomsOf(text, style).flatMap((candidate) => fit(candidate, width, metrics))) {
    const needed = widthOf(atom, open.length > 0, metrics);
    if (open.length > 0 && used + needed > width + TOLERANCE) {
      lines.push(toLine(open, metrics));
      open = [];
      used = 0;
    }
    used += widthOf(atom, open.length > 0, metrics);
    open.push(atom);
  }
  if (open.length > 0 || lines.length === 0) lines.push(toLine(open, metrics));
  return lines;
}

/** The narrowest and the widest that a text can be set. */
export function extentOf(text: Text, style: TextStyle, metrics: FontMetrics): { least: number; most: number } {
  const atoms = atomsOf(text, style);
  return {
    least: Math.max(0, ...atoms.map((atom) => widthOf(atom, false, metrics))),
    most: atoms.reduce((sum, atom, index) => sum + widthOf(atom, index > 0, metrics), 0),
  };
}

/** Draws lines one under another, `x` being the left edge, or the right one for `end`. */
export function drawLines(lines: readonly Line[], x: number, top: number, align: 'start' | 'end' = 'start'): Mark[] {
  return lines.flatMap((each, index) => {
    const leading = each.pieces[0]?.style.leading ?? 0;
    const left = align === 'start' ? x : x - each.width;
    return each.pieces.flatMap((piece) => drawPiece(piece, left, top + index * leading));
  });
}

/** Where letters stand below the top of their line: about in the middle of the leading. */
export function baselineOf({ size, leading }: TextStyle): number {
  return (leading - size) / 2 + 0.8 * size;
}

function drawPiece({ x, width, text, style, link }: Piece, left: number, top: number): Mark[] {
  const drawn: Mark = { kind: 'text', x: left + x, y: top + baselineOf(style), text, style };
  if (!link) return [drawn];
  return [drawn, { kind: 'link', x: left + x, y: top, width, height: style.leading, destination: link }];
}

function atomsOf(text: Text, style: TextStyle): readonly Atom[] {
  const atoms: Atom[] = [];
  let spaceBefore = false;
  for (const run of typeof text === 'string' ? [{ text }] : text) {
    const emphasised = run.strong ? strong(style) : style;
    const runStyle = run.link ? coloured(emphasised, colours.blue) : emphasised;
    const words = run.text.split(SPACES);
    words.forEach((word, index) => {
      if (index > 0) spaceBefore = true;
      if (word === '') return;
      const parts = DIGIT.test(word) ? [word] : word.split(AFTER_SLASH_OR_DASH);
      for (const part of parts) {
        atoms.push({ text: part, style: runStyle, link: run.link ?? null, spaceBefore });
        spaceBefore = false;
      }
    });
  }
  return atoms;
}

function fit(atom: Atom, width: number, metrics: FontMetrics): readonly Atom[] {
  if (metrics.width(atom.text, atom.style) <= width + TOLERANCE) return [atom];
  const parts: string[] = [];
  let part = '';
  for (const cluster of atom.text.match(CLUSTER) ?? []) {
    if (part !== '' && metrics.width(part + cluster, atom.style) > width) {
      parts.push(part);
      part = '';
    }
    part += cluster;
  }
  return [...parts, part].map((text, index) => ({ ...atom, text, spaceBefore: index === 0 && atom.spaceBefore }));
}

function widthOf({ text, style, spaceBefore }: Atom, inside: boolean, metrics: FontMetrics): number {
  return metrics.width(text, style) + (inside && spaceBefore ? metrics.width(' ', style) : 0);
}

/** Joins neighbours that look alike, so that a reader of the file finds whole phrases. */
function toLine(atoms: readonly Atom[], metrics: FontMetrics): Line {
  const pieces: Piece[] = [];
  let x = 0;
  atoms.forEach((atom, index) => {
    const last = pieces.at(-1);
    const text = index > 0 && atom.spaceBefore ? ` ${atom.text}` : atom.text;
    const width = widthOf(atom, index > 0, metrics);
    if (last && last.style === atom.style && last.link === atom.link) {
      pieces[pieces.length - 1] = { ...last, text: last.text + text, width: last.width + width };
    } else {
      pieces.push({ x, width, text, style: atom.style, link: atom.link });
    }
    x += width;
  });
  return { pieces, width: x };
}
