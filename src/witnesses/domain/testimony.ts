import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

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
