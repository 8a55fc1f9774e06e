import type { Mark } from './marks.js';

/** A strip across the column that never splits; pages are filled with these from the top. */
export interface Box {
  readonly height: number;
  /** Space above and below; between two boxes the larger counts, at the top of a page none. */
  readonly before?: number;
  readonly after?: number;
  /** No page turns between this box and the next. */
  readonly keepWithNext?: boolean;
  /** Room that must be left on the page after it, so that a heading never ends one. */
  readonly reserve?: number;
  /** What is drawn again when the page turns before this box: the head of a table. */
  readonly repeat?: readonly Box[];
  /** May be put off to the next page while the text after it goes on: a figure. */
  readonly floats?: boolean;
  /** Figures put off are placed before it: a section. */
  readonly barrier?: boolean;
  readonly draw: (top: number) => readonly Mark[];
}
