import type { Colour, TextStyle } from './typography.js';

/** What is drawn on a page, in points from its upper left corner; text stands on its baseline. */
export type Mark =
  | { readonly kind: 'text'; readonly x: number; readonly y: number; readonly text: string; readonly style: TextStyle }
  | ({ readonly kind: 'rectangle' } & Rectangle & Paint)
  | ({ readonly kind: 'polygon'; readonly points: readonly Point[] } & Paint)
  | ({ readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number } & Paint)
  | ({ readonly kind: 'line'; readonly from: Point; readonly to: Point } & Stroke)
  | ({ readonly kind: 'hatch'; readonly colour: Colour } & Rectangle)
  | ({ readonly kind: 'link'; readonly destination: string } & Rectangle)
  | Destination;

/** A place that links and bookmarks lead to. */
export interface Destination {
  readonly kind: 'destination';
  readonly key: string;
  readonly y: number;
  readonly title: string;
  /** 0 for a chapter, 1 for what stands in it; null for no bookmark. */
  readonly depth: 0 | 1 | null;
}

export type Point = readonly [x: number, y: number];

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface Stroke {
  readonly stroke: Colour;
  readonly lineWidth: number;
  readonly dash?: number;
}

interface Paint {
  readonly fill?: Colour;
  readonly stroke?: Colour;
  readonly lineWidth?: number;
}

export function line(from: Point, to: Point, stroke: Colour, lineWidth = 0.5): Mark {
  return { kind: 'line', from, to, stroke, lineWidth };
}
