import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

/** A provision charged against one accused, with the days of the conduct: the law in force then decides (`domain.md` 1.3 R3). */
export interface Charge extends CaseBound {
  readonly accusedId: string;
  readonly provision: string;
  readonly conductFrom: CalendarDate | null;
  readonly conductTo: CalendarDate | null;
}
