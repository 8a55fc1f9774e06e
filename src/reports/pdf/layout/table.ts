import type { Cell, Column, Table } from '../../domain/report-document.js';
import type { Box } from './box.js';
import { breakLines, drawLines, extentOf, type Line } from './lines.js';
import { line, type Mark } from './marks.js';
import { filledIn, type Setting } from './setting.js';
import { shareOut } from './column-widths.js';
import { triangle } from './text-blocks.js';
import {
  coloured,
  colours,
  type FontMetrics,
  page,
  strong,
  styles,
  type TextStyle,
  textWidth,
  toneColours,
} from './typography.js';

const PADDING = 4;
/** Room for the triangle of a flagged row. */
const FLAG = 11;
/** Rows of up to so many lines never split. */
const LONGEST_WHOLE_ROW = 6;
/** As many rows stay with the head, and with the end. */
const KEPT_ROWS = 2;

/** A caption, a head that is repeated at every page break, rows between hairlines, totals on a tint. */
export function tableBoxes(table: Table, setting: Setting): readonly Box[] {
  const { metrics, words } = setting;
  const label = `Table ${table.number ?? ''}`;
  const columns = placed(table, metrics);
  const head = headBox(table.columns, columns, metrics);
  const caption = captionBox(label, table.caption, setting);
  const repeat = [captionBox(label, filledIn(words.continued, { caption: table.caption }), setting), head];
  const rows = table.rows.map((cells) => rowBoxes(setRow(cells, columns, metrics), repeat));
  const totals = table.totals ? [totalsBox(setRow(table.totals.map(emphasised), columns, metrics), repeat)] : [];
  const kept = rows.map((boxes, index) => {
    const keep = index < KEPT_ROWS || index >= rows.length - KEPT_ROWS;
    const last = index === rows.length - 1 && totals.length === 0;
    return keep && !last ? boxes.map((box) => ({ ...box, keepWithNext: true })) : boxes;
  });
  return ending([caption, head, ...kept.flat(), ...totals]);
}

/** The caption of a table or figure: its number in bold. */
export function captionBox(label: string, text: string, { metrics }: Setting): Box {
  const lines = breakLines([{ text: `${label}. `, strong: true }, { text }], styles.caption, textWidth, metrics);
  return {
    height: lines.length * styles.caption.leading,
    before: 10,
    after: 5,
    keepWithNext: true,
    draw: (top) => drawLines(lines, page.left, top),
  };
}

interface PlacedColumn {
  readonly x: number;
  readonly width: number;
  readonly align: Column['align'];
}

interface SetCell {
  readonly lines: readonly Line[];
  readonly column: PlacedColumn;
  readonly indent: number;
  /** Whether the triangle is drawn: on the first line only. */
  readonly flagged: boolean;
}

/** Widths from what the cells hold: all of it on one line if there is room, else shared out by need. */
function placed(table: Table, metrics: FontMetrics): readonly PlacedColumn[] {
  const rows = [...table.rows, ...(table.totals ? [table.totals.map(emphasised)] : [])];
  const wanted = table.columns.map(({ head }, index) => {
    const extents = [
      extentOf(head, styles.tableHead, metrics),
      ...rows.flatMap((cells) => {
        const cell = cells[index];
        if (!cell) return [];
        const { least, most } = extentOf(cell.text, cellStyle(cell, index), metrics);
        const flag = cell.flagged ? FLAG : 0;
        return [{ least: least + flag, most: most + flag }];
      }),
    ];
    return {
      least: extents.reduce((widest, { least }) => Math.max(widest, least), 0) + 2 * PADDING,
      most: extents.reduce((widest, { most }) => Math.max(widest, most), 0) + 2 * PADDING,
    };
  });
  let x = page.left;
  return shareOut(wanted, textWidth).map((width, index) => {
    const column = { x, width, align: table.columns[index]?.align ?? 'start' };
    x += width;
    return column;
  });
}

function setRow(cells: readonly Cell[], columns: readonly PlacedColumn[], metrics: FontMetrics): readonly SetCell[] {
  return columns.map((column, index) => {
    const cell = cells[index] ?? { text: '' };
    const flagged = cell.flagged ?? false;
    const indent = flagged ? FLAG : 0;
    const width = column.width - 2 * PADDING - indent;
    return { column, indent, flagged, lines: breakLines(cell.text, cellStyle(cell, index), width, metrics) };
  });
}

function cellStyle(cell: Cell, index: number): TextStyle {
  const toned = cell.tone ? coloured(styles.cell, toneColours[cell.tone]) : styles.cell;
  return index === 0 || cell.tone ? strong(toned) : toned;
}

function emphasised(cell: Cell): Cell {
  return { ...cell, tone: 'plain' };
}

function headBox(columns: readonly Column[], placedColumns: readonly PlacedColumn[], metrics: FontMetrics): Box {
  const cells = placedColumns.map((column, index) => ({
    column,
    indent: 0,
    flagged: false,
    lines: breakLines(columns[index]?.head ?? '', styles.tableHead, column.width - 2 * PADDING, metrics),
  }));
  const height = rowHeight(cells);
  return {
    height,
    keepWithNext: true,
    draw: (top) => [
      { kind: 'rectangle', x: page.left, y: top, width: textWidth, height, fill: colours.navy },
      ...cells.flatMap((cell) => drawCell(cell, top + PADDING)),
    ],
  };
}

function totalsBox(cells: readonly SetCell[], repeat: readonly Box[]): Box {
  const height = rowHeight(cells);
  return {
    height,
    repeat,
    draw: (top) => [
      { kind: 'rectangle', x: page.left, y: top, width: textWidth, height, fill: colours.tint },
      ...cells.flatMap((cell) => drawCell(cell, top + PADDING)),
      rule(top + height),
    ],
  };
}

/** One box, or one a line where the row is too tall to stay whole; then two lines stay on each side of a break. */
function rowBoxes(cells: readonly SetCell[], repeat: readonly Box[]): readonly Box[] {
  const count = lineCount(cells);
  const height = rowHeight(cells);
  if (count <= LONGEST_WHOLE_ROW) {
    const draw = (top: number): readonly Mark[] => [
      ...cells.flatMap((cell) => drawCell(cell, top + PADDING)),
      rule(top + height),
    ];
    return [{ height, repeat, draw }];
  }
  return Array.from({ length: count }, (_, index) => {
    const above = index === 0 ? PADDING : 0;
    const last = index === count - 1;
    const sliceHeight = above + styles.cell.leading + (last ? PADDING : 0);
    return {
      height: sliceHeight,
      repeat,
      keepWithNext: index === 0 || index === count - 2,
      draw: (top) => [
        ...cells.flatMap(({ lines, ...cell }) =>
          drawCell(
            { ...cell, lines: lines.slice(index, index + 1), flagged: cell.flagged && index === 0 },
            top + above,
          ),
        ),
        ...(last ? [rule(top + sliceHeight)] : []),
      ],
    };
  });
}

function drawCell({ lines, column, indent, flagged }: SetCell, top: number): readonly Mark[] {
  const x = column.align === 'start' ? column.x + PADDING + indent : column.x + column.width - PADDING;
  const drawn = drawLines(lines, x, top, column.align);
  return flagged
    ? [triangle(column.x + PADDING + 3.5, top + styles.cell.leading / 2, 7, colours.red), ...drawn]
    : drawn;
}

function lineCount(cells: readonly SetCell[]): number {
  return cells.reduce((most, { lines }) => Math.max(most, lines.length), 1);
}

function rowHeight(cells: readonly SetCell[]): number {
  return lineCount(cells) * styles.cell.leading + 2 * PADDING;
}

function rule(y: number): Mark {
  return line([page.left, y], [page.left + textWidth, y], colours.rule);
}

function ending(boxes: readonly Box[]): readonly Box[] {
  return boxes.map((box, index) => (index === boxes.length - 1 ? { ...box, after: 12 } : box));
}
