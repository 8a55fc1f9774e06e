import type { Assessment, TrialAssessment, WitnessAssessment } from '../../testimony/domain/assessment.js';
import { explain } from '../../testimony/domain/explanation-texts.js';
import type { Reason } from '../../testimony/domain/reasons.js';

interface ExplainedReason extends Reason {
  /** The reason as an English sentence. */
  readonly text: string;
}

/** What `assess` answers for one scenario: `witnesses` and `trial` have the shape of a vector's `expected`. */
export interface AssessmentAnswer {
  readonly witnesses: Readonly<Record<string, Omit<WitnessAssessment, 'explanation'>>>;
  readonly trial: Omit<TrialAssessment, 'explanation'>;
  readonly explanation: {
    readonly trial: readonly ExplainedReason[];
    readonly witnesses: Readonly<Record<string, readonly ExplainedReason[]>>;
  };
}

export function answerOf({ witnesses, trial }: Assessment): AssessmentAnswer {
  const each = Object.entries(witnesses);
  return {
    witnesses: Object.fromEntries(each.map(([code, assessment]) => [code, withoutExplanation(assessment)])),
    trial: withoutExplanation(trial),
    explanation: {
      trial: trial.explanation.map(explained),
      witnesses: Object.fromEntries(each.map(([code, { explanation }]) => [code, explanation.map(explained)])),
    },
  };
}

function withoutExplanation<A extends { readonly explanation: unknown }>({ explanation: _, ...rest }: A) {
  return rest;
}

function explained(reason: Reason): ExplainedReason {
  return { ...reason, text: explain(reason) };
}
