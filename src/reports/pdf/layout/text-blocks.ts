import type { Chapter, Facts, FlagLine, Heading, List, Note, Paragraph } from '../../domain/report-document.js';
import type { Box } from './box.js';
import { baselineOf, breakLines, drawLines, type Line } from './lines.js';
import type { Mark } from './marks.js';
import type { Setting } from './setting.js';
import { type Colour, colours, page, styles, type TextStyle, textWidth, toneColours } from './typography.js';

/** Paragraph numbers stand in the margin column, text right of it. */
const INDENT = 26;
const FACT_LABEL_WIDTH = 84;
/** Two spaces between a number and its title. */
const NUMBER_GAP = '\u00a0 ';

export function chapterBoxes(chapter: Chapter, { metrics }: Setting): readonly Box[] {
  const title = [chapter.number, chapter.title].filter(Boolean);
  const lines = breakLines(title.join(NUMBER_GAP), styles.chapter, textWidth, metrics);
  const height = lines.length * styles.chapter.leading;
  const rule = { kind: 'rectangle', x: page.left, width: 48, height: 2, fill: colours.blue } as const;
  return [
    {
      height: height + 12,
      after: 14,
      keepWithNext: true,
      draw: (top) => [
        { kind: 'destination', key: chapter.key, y: top, title: title.join(' '), depth: 0 },
        ...drawLines(lines, page.left, top),
        { ...rule, y: top + height + 6 },
      ],
    },
  ];
}

export function headingBoxes(heading: Heading, { metrics }: Setting): readonly Box[] {
  const section = heading.level === 'section';
  const style = section ? styles.section : styles.subsection;
  const title = [heading.number, heading.text].filter(Boolean);
  const lines = breakLines(title.join(NUMBER_GAP), style, textWidth, metrics);
  return [
    {
      height: lines.length * style.leading,
      before: section ? 20 : 10,
      after: section ? 7 : 4,
      keepWithNext: true,
      barrier: section,
      draw: (top) => [
        { kind: 'destination', key: heading.key, y: top, title: title.join(' '), depth: section ? 1 : null },
        ...drawLines(lines, page.left, top),
      ],
    },
  ];
}

export function paragraphBoxes({ number, text }: Paragraph, { metrics }: Setting): readonly Box[] {
  const lines = breakLines(text, styles.body, textWidth - INDENT, metrics);
  const label = number === undefined ? [] : breakLines(`${number}.`, styles.number, INDENT, metrics);
  return lineBoxes(lines, styles.body, (line, top, index) => [
    ...(index === 0 ? drawLines(label, page.left, top) : []),
    ...drawLines([line], page.left + INDENT, top),
  ]);
}

export function listBoxes({ items }: List, { metrics }: Setting): readonly Box[] {
  return items.flatMap((item) => {
    const lines = breakLines(item, styles.body, textWidth - INDENT, metrics);
    return lineBoxes(lines, styles.body, (line, top, index) => [
      ...(index === 0 ? [bullet(top)] : []),
      ...drawLines([line], page.left + INDENT, top),
    ]);
  });
}

export function noteBoxes({ text }: Note, { metrics }: Setting): readonly Box[] {
  const lines = breakLines(text, styles.note, textWidth, metrics);
  return [
    {
      height: lines.length * styles.note.leading,
      before: 4,
      after: 10,
      draw: (top) => drawLines(lines, page.left, top),
    },
  ];
}

export function factBoxes({ facts }: Facts, { metrics }: Setting): readonly Box[] {
  return facts.map(({ label, text }, index) => {
    const name = breakLines(label, styles.factLabel, FACT_LABEL_WIDTH, metrics);
    const lines = breakLines(text, styles.fact, textWidth - FACT_LABEL_WIDTH, metrics);
    const last = index === facts.length - 1;
    return {
      height: Math.max(name.length, lines.length) * styles.fact.leading,
      after: last ? 8 : 1,
      keepWithNext: !last,
      draw: (top) => [...drawLines(name, page.left, top), ...drawLines(lines, page.left + FACT_LABEL_WIDTH, top)],
    };
  });
}

export function flagBoxes({ flags }: FlagLine, { metrics }: Setting): readonly Box[] {
  const height = 16;
  return [
    {
      height,
      after: 8,
      keepWithNext: true,
      draw: (top) => {
        let x = page.left;
        return flags.flatMap(({ text, tone }) => {
          const colour = toneColours[tone];
          const width = metrics.width(text, styles.flag) + 26;
          const left = x;
          x += width + 6;
          return [
            { kind: 'rectangle', x: left, y: top, width, height, fill: colour },
            triangle(left + 11, top + height / 2, 7, colours.white),
            { kind: 'text', x: left + 19, y: top + 2.5 + baselineOf(styles.flag), text, style: styles.flag },
          ];
        });
      },
    },
  ];
}

/** A filled triangle that stands on its base, around its middle. */
export function triangle(x: number, y: number, size: number, fill: Colour): Mark {
  const half = size / 2;
  return {
    kind: 'polygon',
    fill,
    points: [
      [x - half, y + half * 0.85],
      [x + half, y + half * 0.85],
      [x, y - half * 0.85],
    ],
  };
}

function bullet(top: number): Mark {
  return {
    kind: 'circle',
    x: page.left + INDENT - 9,
    y: top + styles.body.leading / 2,
    radius: 1.6,
    fill: colours.blue,
  };
}

/** Lines that leave at least two on each side of a page break; three or fewer stay together. */
function lineBoxes(
  lines: readonly Line[],
  style: TextStyle,
  draw: (line: Line, top: number, index: number) => readonly Mark[],
): readonly Box[] {
  return lines.map((line, index) => ({
    height: style.leading,
    before: index === 0 ? 4 : 0,
    after: index === lines.length - 1 ? 8 : 0,
    keepWithNext: index < lines.length - 1 && (lines.length <= 3 || index === 0 || index === lines.length - 2),
    draw: (top) => draw(line, top, index),
  }));
}
