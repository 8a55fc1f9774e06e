import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const testimonyModes = ['LIVE_OPEN', 'LIVE_PROTECTED', 'VIDEO_LINK', 'STATEMENT_READ'] as const;
export type TestimonyMode = (typeof testimonyModes)[number];

export const completions = ['COMPLETED', 'PARTIAL', 'REFUSED'] as const;
export type Completion = (typeof completions)[number];

export const defenceExaminations = ['YES', 'WAIVED', 'NO'] as const;
export type DefenceExamination = (typeof defenceExaminations)[number];

export const objections = ['NONE', 'OVERRULED', 'SUSTAINED'] as const;
export type Objection = (typeof objections)[number];

/** What of a witness's evidence came before the court at one hearing, and whether the defence could test it. */
export interface Testimony extends CaseBound {
  readonly witnessId: string;
  readonly hearingId: string;
  readonly date: CalendarDate;
  readonly mode: TestimonyMode;
  readonly completion: Completion;
  readonly defenceExamined: DefenceExamination;
  readonly admitted: boolean;
  readonly objection: Objection;
  /** The statement that was read. */
  readonly statementId: string | null;
  /** Codes of the reference pack's protective measures. */
  readonly measures: readonly string[];
}

/** @throws Refusal for a reading that she refused, or a record older than the event. */
export function refuseImpossibleTestimony({ mode, completion, date, recordedOn }: Testimony): void {
  if (mode === 'STATEMENT_READ' && completion === 'REFUSED') refuse('READING_CANNOT_BE_REFUSED', 'input.completion');
  if (recordedOn < date) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}
