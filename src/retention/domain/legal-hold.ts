import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

/** Why nobody of a case may be erased, whatever the rules say: from the moment it is recorded until it is lifted. */
export interface LegalHold extends CaseBound {
  readonly reason: string;
  readonly liftedOn: CalendarDate | null;
  readonly liftReason: string | null;
}

/** @throws Refusal when it says nothing, or was lifted without a reason or before it was set. */
export function refuseImpossibleHold({ reason, liftedOn, liftReason, recordedOn }: LegalHold): void {
  if (reason.trim() === '') refuse('REASON_NEEDED', 'input.reason');
  if ((liftedOn === null) !== (liftReason === null)) refuse('REASON_AND_DAY_TOGETHER', 'input.liftReason');
  if (liftReason?.trim() === '') refuse('REASON_NEEDED', 'input.liftReason');
  if (liftedOn && liftedOn < recordedOn) refuse('ENDS_BEFORE_IT_BEGINS', 'input.liftedOn');
}
