import type { TimelineSymbol } from '../../domain/report-document.js';
import { line, type Mark } from './marks.js';
import { colours } from './typography.js';

/** Shapes that differ without their colours, around their middle. */
const drawings: Readonly<Record<TimelineSymbol, (x: number, y: number) => readonly Mark[]>> = {
  statement: (x, y) => [
    {
      kind: 'polygon',
      fill: colours.navy,
      points: [
        [x - 4.2, y + 3.6],
        [x + 4.2, y + 3.6],
        [x, y - 4],
      ],
    },
  ],
  indictment: (x, y) => [
    { kind: 'circle', x, y, radius: 3.8, fill: colours.white, stroke: colours.navy, lineWidth: 1.7 },
  ],
  hearing: (x, y) => [{ kind: 'rectangle', x: x - 3.6, y: y - 3.6, width: 7.2, height: 7.2, fill: colours.blue }],
  departure: (x, y) => [
    {
      kind: 'polygon',
      fill: colours.white,
      stroke: colours.red,
      lineWidth: 1.4,
      points: [
        [x, y - 5.2],
        [x + 5.2, y],
        [x, y + 5.2],
        [x - 5.2, y],
      ],
    },
  ],
  return: (x, y) => [
    {
      kind: 'polygon',
      fill: colours.green,
      points: [
        [x - 4.4, y],
        [x + 3.4, y - 4.4],
        [x + 3.4, y + 4.4],
      ],
    },
  ],
  testimony: (x, y) => [
    { kind: 'circle', x, y, radius: 5, fill: colours.white },
    line([x - 4, y], [x - 1.2, y + 3.2], colours.green, 1.8),
    line([x - 1.2, y + 3.2], [x + 4.4, y - 3.8], colours.green, 1.8),
  ],
};

export function symbolMarks(symbol: TimelineSymbol, x: number, y: number): readonly Mark[] {
  return drawings[symbol](x, y);
}

/** The time for which a witness was gone: hatched, so that it shows in grey print too. */
export function gapMarks(x: number, y: number, width: number): readonly Mark[] {
  const area = { x, y: y - 5.5, width, height: 11 };
  return [
    { kind: 'rectangle', ...area, fill: colours.redTint },
    { kind: 'hatch', ...area, colour: colours.red },
    { kind: 'rectangle', ...area, stroke: colours.red, lineWidth: 0.8 },
  ];
}
