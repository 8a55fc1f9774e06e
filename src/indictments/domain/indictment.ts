import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

/** The indictment that opened a cycle's main trial. */
export interface Indictment extends CaseBound {
  readonly cycleId: string;
  readonly filedOn: CalendarDate;
  readonly servedOn: CalendarDate | null;
  readonly confirmedOn: CalendarDate | null;
  readonly withdrawnOn: CalendarDate | null;
}
