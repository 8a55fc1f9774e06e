import type { KeyFigures, Tone } from '../../domain/report-document.js';
import type { Box } from './box.js';
import { breakLines, drawLines } from './lines.js';
import type { Setting } from './setting.js';
import { type Colour, coloured, colours, page, styles, textWidth, toneColours } from './typography.js';

const GAP = 12;
const PADDING = 11;

const tints: Readonly<Record<Tone, Colour>> = {
  plain: colours.tint,
  lost: colours.redTint,
  caution: colours.amberTint,
  secured: colours.tint,
};

/** Cards of equal width in one row, as tall as the tallest. */
export function keyFigureBoxes({ figures }: KeyFigures, { metrics }: Setting): readonly Box[] {
  const width = (textWidth - GAP * (figures.length - 1)) / figures.length;
  const inner = width - 2 * PADDING;
  const cards = figures.map(({ value, text, tone }) => ({
    tone,
    value: breakLines(value, coloured(styles.figureValue, toneColours[tone]), inner, metrics),
    text: breakLines(text, styles.figureText, inner, metrics),
  }));
  const valueHeight = Math.max(...cards.map(({ value }) => value.length)) * styles.figureValue.leading;
  const textHeight = Math.max(...cards.map(({ text }) => text.length)) * styles.figureText.leading;
  const height = valueHeight + textHeight + 18;
  return [
    {
      height,
      after: 16,
      draw: (top) =>
        cards.flatMap(({ tone, value, text }, index) => {
          const x = page.left + index * (width + GAP);
          return [
            { kind: 'rectangle', x, y: top, width, height, fill: tints[tone] },
            {
              kind: 'rectangle',
              x,
              y: top,
              width: 3,
              height,
              fill: tone === 'plain' ? colours.blue : toneColours[tone],
            },
            ...drawLines(value, x + PADDING, top + 7),
            ...drawLines(text, x + PADDING, top + 9 + valueHeight),
          ];
        }),
    },
  ];
}
