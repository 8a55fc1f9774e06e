import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Box } from './box.js';
import type { Mark } from './marks.js';
import { paginate } from './paginate.js';
import { page, textBottom } from './typography.js';

const room = textBottom - page.top;

/** A box that leaves its name where it was drawn. */
function box(name: string, height: number, known: Partial<Box> = {}): Box {
  return { height, ...known, draw: (top) => [{ kind: 'destination', key: name, y: top, title: name, depth: null }] };
}

const names = (marks: readonly Mark[]): readonly string[] =>
  marks.flatMap((mark) => (mark.kind === 'destination' ? [mark.key] : []));
const pagesOf = (boxes: readonly Box[]): readonly (readonly string[])[] => paginate(boxes).map(names);

describe('filling pages', () => {
  it('turns the page when the next box has no room', () => {
    expect(pagesOf([box('a', room - 10), box('b', 10), box('c', 1)])).toEqual([['a', 'b'], ['c']]);
  });

  it('drops the space above a box at the top of a page, and takes the larger of two spaces elsewhere', () => {
    const [marks] = paginate([box('a', 10, { before: 30, after: 5 }), box('b', 10, { before: 20 })]);
    expect(marks?.map((mark) => mark.kind === 'destination' && mark.y)).toEqual([page.top, page.top + 30]);
  });

  it('never leaves a heading at the end of a page', () => {
    const boxes = [box('text', room - 30), box('heading', 20, { keepWithNext: true }), box('first lines', 28)];
    expect(pagesOf(boxes)).toEqual([['text'], ['heading', 'first lines']]);
  });

  it('repeats the head of a table on each page that the table reaches', () => {
    const head = box('head', 20, { keepWithNext: true });
    const row = (name: string): Box => box(name, room / 2 - 20, { repeat: [box('head again', 20)] });
    expect(pagesOf([head, ...['1', '2', '3', '4'].map(row)])).toEqual([
      ['head', '1', '2'],
      ['head again', '3', '4'],
    ]);
  });

  it('puts a figure off to the next page while text fills this one, but not beyond its section', () => {
    const figure = box('figure', 100, { floats: true });
    const text = box('text', 40);
    const next = box('next section', 20, { barrier: true });
    expect(pagesOf([box('before', room - 60), figure, text, next])).toEqual([
      ['before', 'text'],
      ['figure', 'next section'],
    ]);
  });

  it('draws a figure that waits at the end of the chapter too', () => {
    expect(pagesOf([box('a', room - 60), box('figure', 100, { floats: true })])).toEqual([['a'], ['figure']]);
  });

  it('breaks what should stay together when it is taller than a page', () => {
    const boxes = Array.from({ length: 5 }, (_, index) => box(String(index), room / 2, { keepWithNext: true }));
    expect(pagesOf(boxes)).toEqual([['0', '1'], ['2', '3'], ['4']]);
  });

  it('draws every box once, in order, within the page', () => {
    const heights = fc.array(
      fc.record({ height: fc.integer({ min: 1, max: 300 }), before: fc.nat(30), keepWithNext: fc.boolean() }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(heights, (given) => {
        const boxes = given.map((known, index) => box(String(index), known.height, known));
        const pages = paginate(boxes);
        expect(pages.flatMap(names)).toEqual(given.map((_, index) => String(index)));
        for (const mark of pages.flat()) {
          if (mark.kind !== 'destination') continue;
          expect(mark.y + (given[Number(mark.key)]?.height ?? 0)).toBeLessThanOrEqual(textBottom);
        }
      }),
    );
  });
});
