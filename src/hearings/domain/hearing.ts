import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const hearingStatuses = ['SCHEDULED', 'HELD', 'ADJOURNED', 'CANCELLED'] as const;
export type HearingStatus = (typeof hearingStatuses)[number];

export const hearingPhases = ['MAIN_TRIAL', 'JUDGMENT', 'INVESTIGATIVE_EXAMINATION', 'APPEAL'] as const;
export type HearingPhase = (typeof hearingPhases)[number];

/** A session of the court. `defenceInvited` matters for an investigative examination: only then does it secure testimony. */
export interface Hearing extends CaseBound {
  readonly cycleId: string;
  /** What the docket calls it: `H1`. */
  readonly label: string;
  readonly date: CalendarDate;
  readonly status: HearingStatus;
  readonly phase: HearingPhase;
  readonly defenceInvited: boolean;
  /** A code of the reference pack's adjournment reasons. */
  readonly adjournmentReason: string | null;
}

/** @throws Refusal when a hearing that took place was recorded before it. */
export function refuseImpossibleHearing({ status, date, recordedOn }: Hearing): void {
  if (status === 'HELD' && recordedOn < date) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}
