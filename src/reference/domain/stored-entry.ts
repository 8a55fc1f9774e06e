import type { CalendarDate } from '../../kernel/calendar-date.js';
import type { Labels, Mark, ReferenceKind } from './reference-entry.js';

/** An entry as stored. */
export interface StoredEntry {
  readonly kind: ReferenceKind;
  readonly code: string;
  readonly labels: Labels;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
  readonly source: string | null;
  readonly mark: Mark;
  readonly verifiedBy: string | null;
  readonly verifiedOn: CalendarDate | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly version: number;
}
