export interface Wanted {
  /** The widest word. */
  readonly least: number;
  /** The whole text on one line. */
  readonly most: number;
}

/**
 * Shares a width out among columns. With room for all, what is left is spread by need. Otherwise narrow columns get all
 * they want and the others their words and a part of the rest by need; where even words have no room, the widest give
 * way, evenly.
 */
export function shareOut(wanted: readonly Wanted[], available: number): readonly number[] {
  const most = sum(wanted.map((column) => column.most));
  if (most <= available) return wanted.map((column) => (column.most * available) / most);
  const words = wanted.map(({ least }) => least);
  if (sum(words) > available) return cut(words, available);
  const floors = floorsOf(wanted, available);
  const floor = sum(floors);
  const part = (available - floor) / (most - floor);
  return wanted.map((column, index) => {
    const least = floors[index] ?? column.least;
    return least + (column.most - least) * part;
  });
}

/** What each column is sure of: all it wants where that is less than an even share, if room for words remains. */
function floorsOf(wanted: readonly Wanted[], available: number): readonly number[] {
  const even = available / wanted.length;
  const floors = wanted.map(({ least, most }) => (most <= even ? most : least));
  return sum(floors) <= available ? floors : wanted.map(({ least }) => least);
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
