import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shareOut } from './column-widths.js';

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const wanted = fc
  .record({ least: fc.integer({ min: 1, max: 200 }), more: fc.integer({ min: 0, max: 400 }) })
  .map(({ least, more }) => ({ least, most: least + more }));
const table = fc.array(wanted, { minLength: 1, maxLength: 9 });

describe('the widths of columns', () => {
  it('fill the width that there is, no more and no less', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 50, max: 900 }), (columns, available) => {
        expect(sum(shareOut(columns, available))).toBeCloseTo(available, 6);
      }),
    );
  });

  it('hold every word wherever all words have room', () => {
    fc.assert(
      fc.property(table, fc.integer({ min: 0, max: 500 }), (columns, spare) => {
        const available = sum(columns.map(({ least }) => least)) + spare;
        shareOut(columns, available).forEach((width, index) => {
          expect(width).toBeGreaterThanOrEqual((columns[index]?.least ?? 0) - 1e-9);
        });
      }),
    );
  });

  it('give a narrow column all that it wants before a wide one is spread', () => {
    const [narrow] = shareOut(
      [
        { least: 20, most: 60 },
        { least: 30, most: 900 },
      ],
      300,
    );
    expect(narrow).toBe(60);
  });

  it('cut the widest, evenly, where even words have no room', () => {
    const columns = [10, 200, 300].map((least) => ({ least, most: least }));
    expect(shareOut(columns, 110)).toEqual([10, 50, 50]);
  });
});
