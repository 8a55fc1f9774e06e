import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeLabels } from './place-labels.js';

const plot = { left: 0, right: 300 };

describe('the labels of a figure', () => {
  it('stand over their symbols, or as near as the plot allows', () => {
    expect(placeLabels([{ text: 'H1', middle: 100, width: 20 }], plot)).toEqual([{ text: 'H1', x: 90, row: 0 }]);
    expect(placeLabels([{ text: 'H1', middle: 299, width: 20 }], plot)).toEqual([{ text: 'H1', x: 280, row: 0 }]);
  });

  it('move to a second row where they would touch, and are left out where both are full', () => {
    const labels = ['H1', 'H2', 'H3'].map((text) => ({ text, middle: 100, width: 20 }));
    expect(placeLabels(labels, plot).map(({ row }) => row)).toEqual([0, 1]);
  });

  it('never touch each other', () => {
    const label = fc.record({ text: fc.constant('x'), middle: fc.nat(300), width: fc.integer({ min: 1, max: 80 }) });
    fc.assert(
      fc.property(fc.array(label), (labels) => {
        const widths = new Map(labels.map((each, index) => [String(index), each.width]));
        const placed = placeLabels(
          labels.map((each, index) => ({ ...each, text: String(index) })),
          plot,
        );
        for (const row of [0, 1]) {
          const inRow = placed.filter((each) => each.row === row).sort((a, b) => a.x - b.x);
          inRow.slice(1).forEach((each, index) => {
            const before = inRow[index];
            expect(each.x).toBeGreaterThan((before?.x ?? 0) + (widths.get(before?.text ?? '') ?? 0));
          });
        }
      }),
    );
  });
});
