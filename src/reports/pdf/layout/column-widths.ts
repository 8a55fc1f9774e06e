export interface Wanted {
  /** The widest word. */
  readonly least: number;
  /** The whole text on one line. */
  readonly most: number;
}

/**
 * Shares a width out among columns. With room for all, what is left is spread by need; with room for every word,
 * each column gets its words and a part of the rest by need; otherwise the widest give way, evenly.
 */
export function shareOut(wanted: readonly Wanted[], available: number): readonly number[] {
  const most = sum(wanted.map((column) => column.most));
  if (most <= available) return wanted.map((column) => (column.most * available) / most);
  const words = wanted.map(({ least }) => least);
  const least = sum(words);
  if (least > available) return cut(words, available);
  const spare = (available - least) / (most - least);
  return wanted.map((column) => column.least + (column.most - column.least) * spare);
}

/** Cuts the widest down to one common width, so that all fit. */
function cut(widths: readonly number[], available: number): readonly number[] {
  const rising = [...widths].sort((a, b) => a - b);
  let left = available;
  for (const [index, width] of rising.entries()) {
    const even = left / (rising.length - index);
    if (width > even) return widths.map((each) => Math.min(each, even));
    left -= width;
  }
  return widths;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
