import { describe, expect, it } from '@jest/globals';
import { evenMetrics } from '../../../../test/support/even-metrics.js';
import { englishPhrases } from '../../domain/phrases.js';
import type { Cell, Table } from '../../domain/report-document.js';
import type { Mark } from './marks.js';
import { paginate } from './paginate.js';
import { tableBoxes } from './table.js';
import { page, textBottom, textWidth } from './typography.js';

const setting = { metrics: evenMetrics, words: englishPhrases.furniture };

function tableOf(rows: Table['rows']): Table {
  return {
    kind: 'table',
    number: '2',
    caption: 'Trials',
    columns: [
      { head: 'Case', align: 'start' },
      { head: 'Days', align: 'end' },
    ],
    rows,
  };
}

const row = (...texts: readonly string[]): readonly Cell[] => texts.map((text) => ({ text }));
const set = (table: Table): readonly (readonly Mark[])[] => paginate(tableBoxes(table, setting));

function texts(marks: readonly Mark[]): readonly Extract<Mark, { kind: 'text' }>[] {
  return marks.flatMap((mark) => (mark.kind === 'text' ? [mark] : []));
}

const words = (marks: readonly Mark[]): string =>
  texts(marks)
    .map(({ text }) => text)
    .join(' ');

describe('a table', () => {
  it('repeats its caption and head on every page, and draws each row once', () => {
    const rows = Array.from({ length: 120 }, (_, index) => row(`case-${String(index)}`, String(index)));
    const pages = set(tableOf(rows));
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.map((marks) => words(marks).includes('Trials (continued)'))).toEqual(
      pages.map((_, index) => index > 0),
    );
    expect(pages.every((marks) => words(marks).includes('Case Days'))).toBe(true);
    const cases = pages.flatMap(texts).filter(({ text }) => text.startsWith('case-'));
    expect(cases.map(({ text }) => text)).toEqual(rows.map(([head]) => head?.text));
  });

  it('sets numbers against the right edge of their column', () => {
    const [marks = []] = set(tableOf([row('a', '7'), row('b', '1,234')]));
    const ends = texts(marks)
      .filter(({ text }) => /^[\d,]+$/.test(text))
      .map(({ x, text, style }) => x + evenMetrics.width(text, style));
    expect(ends[0]).toBeCloseTo(ends[1] ?? 0, 6);
    expect(ends[0]).toBeCloseTo(page.left + textWidth - 4, 6);
  });

  it('splits a row that is taller than six lines, with at least two lines on each side', () => {
    const filler = Array.from({ length: 27 }, () => row('x', '1'));
    const tall = row('tall '.repeat(60).trim().replaceAll(' ', '\u00a0 '), 'word '.repeat(400).trim());
    const pages = set(tableOf([...filler, tall, ...filler.slice(0, 2)]));
    const split = pages.map((marks) => texts(marks).filter(({ text }) => text.startsWith('word')).length);
    const touched = split.filter((lines) => lines > 0);
    expect(touched.length).toBeGreaterThan(1);
    expect(Math.min(...touched)).toBeGreaterThanOrEqual(2);
    for (const mark of pages.flatMap(texts)) expect(mark.y).toBeLessThanOrEqual(textBottom);
  });

  it('marks a flagged row with a triangle before its head', () => {
    const flagged: readonly Cell[] = [{ text: 'PRI-0001/01', flagged: true }, { text: '29' }];
    const [marks = []] = set(tableOf([flagged, row('PRI-0002/01', '3')]));
    expect(marks.filter(({ kind }) => kind === 'polygon')).toHaveLength(1);
  });
});
