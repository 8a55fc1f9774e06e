import type { CalendarDate } from '../../kernel/calendar-date.js';

/**
 * What a report says and in which order: headings, paragraphs, tables and figures, worded and numbered, with references
 * by key. It knows no font, no point and no clock, so that print, preview and tests read the same thing.
 */
export interface ReportDocument {
  /** BCP 47: `en`. */
  readonly language: string;
  readonly title: string;
  readonly cover: Cover;
  readonly imprint: Imprint;
  readonly words: FurnitureWords;
  readonly chapters: readonly Chapter[];
}

export interface Cover {
  readonly subtitle: string;
  readonly facts: readonly Fact[];
  /** How to handle the report, and what it is not. */
  readonly notices: readonly string[];
}

/** What every page and the file itself carry. */
export interface Imprint {
  readonly classification: string;
  readonly reportNumber: string;
  /** As-of day, ruleset version and the beginning of the snapshot's hash. */
  readonly footer: string;
  readonly keywords: string;
  /** ISO instant, from the snapshot. */
  readonly createdAt: string;
}

/** Words that only whoever sets the pages can place. */
export interface FurnitureWords {
  readonly contents: string;
  /** `Page {page} of {pages}`. */
  readonly pageOf: string;
  /** `{caption} (continued)`. */
  readonly continued: string;
}

export interface Chapter {
  /** Unique in the document, ASCII, as of every heading: links name it. */
  readonly key: string;
  readonly number?: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type Block = Heading | Paragraph | List | Note | KeyFigures | Facts | FlagLine | Table | Timeline;

export interface Heading {
  readonly kind: 'heading';
  readonly key: string;
  /** Sections are numbered, sub-sections not. */
  readonly level: 'section' | 'subsection';
  readonly number?: string;
  readonly text: string;
}

/** A stretch of text; `link` is the key of a heading. */
interface Run {
  readonly text: string;
  readonly strong?: boolean;
  readonly link?: string;
}
export type Text = string | readonly Run[];

export interface Paragraph {
  readonly kind: 'paragraph';
  readonly number?: string;
  readonly text: Text;
}

export interface List {
  readonly kind: 'list';
  readonly items: readonly Text[];
}

/** A remark in small print under the table or figure before it. */
export interface Note {
  readonly kind: 'note';
  readonly text: Text;
}

/** What a colour stands for; words or shapes always say the same beside it. */
export type Tone = 'plain' | 'lost' | 'caution' | 'secured';

export interface KeyFigures {
  readonly kind: 'key-figures';
  readonly figures: readonly KeyFigure[];
}

interface KeyFigure {
  readonly value: string;
  /** What is counted, with its base. */
  readonly text: string;
  readonly tone: Tone;
}

export interface Facts {
  readonly kind: 'facts';
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly text: Text;
}

export interface FlagLine {
  readonly kind: 'flags';
  readonly flags: readonly { readonly text: string; readonly tone: Tone }[];
}

export interface Table {
  readonly kind: 'table';
  readonly number?: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly Cell[])[];
  readonly totals?: readonly Cell[];
}

export interface Column {
  readonly head: string;
  readonly align: 'start' | 'end';
}

export interface Cell {
  readonly text: Text;
  readonly tone?: Tone;
  /** A triangle before the text: this row is flagged. */
  readonly flagged?: boolean;
}

export const timelineSymbols = ['statement', 'indictment', 'hearing', 'departure', 'return', 'testimony'] as const;
export type TimelineSymbol = (typeof timelineSymbols)[number];

/** What happened before the court and to each witness, on one axis of days. */
export interface Timeline {
  readonly kind: 'timeline';
  readonly number?: string;
  readonly caption: string;
  /** The same in words, for who cannot see it. */
  readonly description: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** First days of the months within, with their names. */
  readonly months: readonly { readonly date: CalendarDate; readonly text: string }[];
  readonly court: TimelineLane;
  readonly witnesses: readonly TimelineLane[];
  readonly legend: readonly { readonly symbol: TimelineSymbol | 'gap'; readonly text: string }[];
}

export interface TimelineLane {
  readonly title: string;
  readonly note: string;
  readonly tone: Tone;
  readonly spans: readonly TimelineSpan[];
  readonly events: readonly TimelineEvent[];
}

/** `present`: known to be here; `uncertain`: left on some day within; `gap`: gone before her testimony was secured. */
export interface TimelineSpan {
  readonly kind: 'present' | 'uncertain' | 'gap';
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly text: string;
}

export interface TimelineEvent {
  readonly symbol: TimelineSymbol;
  readonly date: CalendarDate;
  readonly text: string;
}
