import type { CalendarDate } from '../../kernel/calendar-date.js';

/**
 * What every case-bound record carries, so that it is scoped, journalled and ordered like all others.
 *
 * `recordedOn` is the day on which the mission learned of it, which the rules filter by (`domain.md` 5.2);
 * `ordinal` is the order of entry, which breaks their ties (5.10 rows 3 and 6).
 */
export interface CaseBound {
  readonly id: string;
  readonly caseId: string;
  readonly region: string;
  readonly version: number;
  readonly recordedOn: CalendarDate;
  readonly ordinal: number;
  /** True once the record was taken back as entered in error. Nothing is ever deleted. */
  readonly withdrawn: boolean;
}
