import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

/** The indictment that opened a cycle's main trial. */
export interface Indictment extends CaseBound {
  readonly cycleId: string;
  readonly filedOn: CalendarDate;
  readonly servedOn: CalendarDate | null;
  readonly confirmedOn: CalendarDate | null;
  readonly withdrawnOn: CalendarDate | null;
}

/** @throws Refusal when it was served, confirmed or withdrawn before it was filed, or recorded before that. */
export function refuseImpossibleIndictment(indictment: Indictment): void {
  const { filedOn, recordedOn } = indictment;
  if (recordedOn < filedOn) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
  for (const field of ['servedOn', 'confirmedOn', 'withdrawnOn'] as const) {
    const day = indictment[field];
    if (day && day < filedOn) refuse('BEFORE_INDICTMENT', `input.${field}`);
  }
}
