import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const judgmentResults = ['CONVICTED', 'ACQUITTED', 'CHARGE_REJECTED', 'RECLASSIFIED_CONVICTED'] as const;
export type JudgmentResult = (typeof judgmentResults)[number];

/** The first-instance judgment of a cycle. `months` is the sentence of imprisonment. */
export interface Judgment extends CaseBound {
  readonly cycleId: string;
  readonly pronouncedOn: CalendarDate;
  readonly result: JudgmentResult;
  readonly months: number | null;
}

/** @throws Refusal when it was recorded before it was pronounced. */
export function refuseImpossibleJudgment({ pronouncedOn, recordedOn }: Judgment): void {
  if (recordedOn < pronouncedOn) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}
