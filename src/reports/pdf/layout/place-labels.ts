interface Label {
  readonly text: string;
  /** Where it would be centred. */
  readonly middle: number;
  readonly width: number;
}

interface PlacedLabel {
  readonly text: string;
  readonly x: number;
  /** 0 next to its symbol, 1 one further away. */
  readonly row: number;
}

const ROWS = 2;
const SPACE = 4;

/**
 * Puts labels where none touches another: in the first row with room, within the plot. One with room in no row is left
 * out; the days of all events stand in words beside the figure.
 */
export function placeLabels(
  labels: readonly Label[],
  plot: { readonly left: number; readonly right: number },
): readonly PlacedLabel[] {
  const free = Array.from({ length: ROWS }, () => -Infinity);
  return [...labels]
    .sort((a, b) => a.middle - b.middle)
    .flatMap(({ text, middle, width }) => {
      const x = Math.max(plot.left, Math.min(plot.right - width, middle - width / 2));
      const row = free.findIndex((edge) => x >= edge);
      if (row < 0) return [];
      free[row] = x + width + SPACE;
      return [{ text, x, row }];
    });
}
