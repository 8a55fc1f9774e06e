import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

export const judgmentResults = ['CONVICTED', 'ACQUITTED', 'CHARGE_REJECTED', 'RECLASSIFIED_CONVICTED'] as const;
export type JudgmentResult = (typeof judgmentResults)[number];

/** The first-instance judgment of a cycle. `months` is the sentence of imprisonment. */
export interface Judgment extends CaseBound {
  readonly cycleId: string;
  readonly pronouncedOn: CalendarDate;
  readonly result: JudgmentResult;
  readonly months: number | null;
}
