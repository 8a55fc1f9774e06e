import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

/** A provision charged against one accused, with the days of the conduct: the law in force then decides (`domain.md` 1.3 R3). */
export interface Charge extends CaseBound {
  readonly accusedId: string;
  readonly provision: string;
  readonly conductFrom: CalendarDate | null;
  readonly conductTo: CalendarDate | null;
}

/** @throws Refusal when the conduct ends before it begins. */
export function refuseImpossibleCharge({ conductFrom, conductTo }: Charge): void {
  if (conductFrom && conductTo && conductTo < conductFrom) refuse('ENDS_BEFORE_IT_BEGINS', 'input.conductTo');
}
