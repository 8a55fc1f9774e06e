import { refuse } from '../../kernel/refusal.js';

/** Why somebody must know who a witness is. */
export const purposes = [
  /** Reach her: a hearing, a change of plan, a danger. */
  'CONTACT',
  /** Make her safe: a threat, a measure, a shelter. */
  'PROTECTION',
  /** Prepare a hearing with her, or speak for her there. */
  'REPRESENTATION',
  /** Help her in court or with an authority that needs her name. */
  'ACCOMPANIMENT',
  /** Find out whether two records are one person, or whether lawyers conflict. */
  'IDENTIFICATION',
  /** She asked what is kept of her, or that it be corrected. */
  'SUBJECT_REQUEST',
] as const;
export type PurposeCode = (typeof purposes)[number];

/** A code of the list, and why in words, without a name. Both are kept in the audit entry. */
export interface Purpose {
  readonly code: PurposeCode;
  readonly explanation: string;
}

const SHORTEST_EXPLANATION = 15;
/** An explanation has words: two runs of letters at least. */
const WORDS = /\p{L}{2,}.*?[^\p{L}]\p{L}{2,}/su;

/** @throws Refusal unless there are at least 15 characters, trimmed, with words among them. */
export function refuseEmptyPurpose(purpose: Purpose | undefined): void {
  const explanation = purpose?.explanation.normalize('NFC').trim() ?? '';
  if ([...explanation].length < SHORTEST_EXPLANATION || !WORDS.test(explanation)) {
    refuse('PURPOSE_NEEDED', 'input.explanation');
  }
}
