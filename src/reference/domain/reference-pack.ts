import type { CalendarDate } from '../../kernel/calendar-date.js';
import type { ReferenceEntry, ReferenceKind } from './reference-entry.js';

/** Everything that one mission brings: its places, courts, law and words. Another mission is another pack. */
export interface ReferencePack {
  readonly id: string;
  readonly title: string;
  /** The days that the pack was made for. */
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate | null };
  /** Tags of the languages in which labels may stand: `en` among them. */
  readonly languages: readonly string[];
  /** How far the pack as a whole may be trusted. */
  readonly note: string;
  readonly entries: { readonly [Kind in ReferenceKind]: readonly ReferenceEntry<Kind>[] };
}

/** The codes that a docket document may name. */
export interface DocketReference {
  readonly courts: ReadonlySet<string>;
  readonly provisions: ReadonlySet<string>;
  readonly adjournmentReasons: ReadonlySet<string>;
  readonly protectiveMeasures: ReadonlySet<string>;
}

export function codesOf(pack: Pick<ReferencePack, 'entries'>, kind: ReferenceKind): ReadonlySet<string> {
  return new Set(pack.entries[kind].map(({ code }) => code));
}

export function docketReference(pack: Pick<ReferencePack, 'entries'>): DocketReference {
  return {
    courts: codesOf(pack, 'COURT'),
    provisions: codesOf(pack, 'PROVISION'),
    adjournmentReasons: codesOf(pack, 'ADJOURNMENT_REASON'),
    protectiveMeasures: codesOf(pack, 'PROTECTIVE_MEASURE'),
  };
}
