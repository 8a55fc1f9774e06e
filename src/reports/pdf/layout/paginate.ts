import type { Box } from './box.js';
import type { Mark } from './marks.js';
import { page, textBottom } from './typography.js';

/** Fills pages with boxes from the top and gives the marks of each. */
export function paginate(boxes: readonly Box[]): readonly (readonly Mark[])[] {
  const pages = new Pages();
  unbreakable(boxes).forEach((group) => {
    pages.add(group);
  });
  return pages.finished();
}

/** The page being filled, those before it, and the figure that waits for the next one. */
class Pages {
  private readonly marks: Mark[][] = [[]];
  private bottom: number = page.top;
  private owed = 0;
  private waiting: readonly Box[] = [];

  add(group: readonly Box[]): void {
    const [first] = group;
    if (first?.barrier) this.placeWaiting();
    if (this.fits(group)) {
      this.placeAll(group);
    } else if (first?.floats && this.waiting.length === 0) {
      this.waiting = group;
    } else {
      this.addOnNextPage(group);
    }
  }

  finished(): readonly (readonly Mark[])[] {
    this.placeWaiting();
    return this.marks;
  }

  private addOnNextPage(group: readonly Box[]): void {
    const before = this.marks.length;
    this.placeWaiting();
    if (!this.fits(group)) this.turn();
    if (this.marks.length > before) this.placeAll(group[0]?.repeat ?? []);
    this.placeAll(group);
  }

  private placeWaiting(): void {
    const figure = this.waiting;
    this.waiting = [];
    if (figure.length > 0) this.turn();
    this.placeAll(figure);
  }

  private fits(group: readonly Box[]): boolean {
    let bottom = this.bottom;
    let owed = this.owed;
    for (const box of group) {
      bottom += this.gap(bottom, owed, box) + box.height;
      owed = box.after ?? 0;
    }
    return bottom + (group.at(-1)?.reserve ?? 0) <= textBottom;
  }

  private turn(): void {
    if (this.bottom === page.top) return;
    this.marks.push([]);
    this.bottom = page.top;
    this.owed = 0;
  }

  /** Turns the page within a group only when the group is taller than a page. */
  private placeAll(group: readonly Box[]): void {
    for (const box of group) {
      if (!this.fits([{ ...box, reserve: 0 }]) && this.bottom > page.top) {
        this.turn();
        (box.repeat ?? []).forEach((head) => this.place(head));
      }
      this.place(box);
    }
  }

  private place(box: Box): void {
    const top = this.bottom + this.gap(this.bottom, this.owed, box);
    this.marks.at(-1)?.push(...box.draw(top));
    this.bottom = top + box.height;
    this.owed = box.after ?? 0;
  }

  private gap(bottom: number, owed: number, box: Box): number {
    return bottom === page.top ? 0 : Math.max(owed, box.before ?? 0);
  }
}

function unbreakable(boxes: readonly Box[]): readonly (readonly Box[])[] {
  const groups: Box[][] = [];
  let open = false;
  for (const box of boxes) {
    if (open) groups.at(-1)?.push(box);
    else groups.push([box]);
    open = box.keepWithNext ?? false;
  }
  return groups;
}
