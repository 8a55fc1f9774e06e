import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const statementTakers = ['POLICE', 'INVESTIGATING_JUDGE', 'PROSECUTOR', 'TRIAL_COURT', 'TFP'] as const;
export type StatementTaker = (typeof statementTakers)[number];

/** Ordered from the weakest: with several accused the weakest decides (`domain.md` 5.2). */
export const defenceOpportunities = [
  'NONE',
  'UNKNOWN',
  'NOTIFIED_ABSENT',
  'WAIVED_WITH_COUNSEL',
  'QUESTIONED',
] as const;
export type DefenceOpportunity = (typeof defenceOpportunities)[number];

/** The opportunity that one accused had, by the accused's code in the case. */
export interface OpportunityOfAccused {
  readonly accused: string;
  readonly opportunity: DefenceOpportunity;
}

/** An earlier statement of a witness, and whether the defence could question her then. */
export interface Statement extends CaseBound {
  readonly witnessId: string;
  /** What the docket calls it: `T1`. */
  readonly label: string;
  readonly takenOn: CalendarDate;
  readonly takenBy: StatementTaker;
  readonly defenceOpportunity: DefenceOpportunity;
  /** Where it differs by accused. */
  readonly opportunityByAccused: readonly OpportunityOfAccused[];
  /** Whether a party relies on it as evidence; the record decides, not who took it (5.10 row 8). */
  readonly evidential: boolean;
  readonly recording: string | null;
}

/** @throws Refusal when it was recorded before it was taken. */
export function refuseImpossibleStatement({ takenOn, recordedOn }: Statement): void {
  if (recordedOn < takenOn) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}
