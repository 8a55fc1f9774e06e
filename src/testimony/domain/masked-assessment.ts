import type { Assessment, TrialAssessment, WitnessAssessment, WitnessFlag } from './assessment.js';
import type { Reason } from './reasons.js';

/** What a reader may know of an assessment, which was made from all facts whoever asks (`security.md` 10). */
export interface AssessmentMask {
  /** Whether the programme and the day of a planned return may be shown. */
  readonly plans: boolean;
  /** Whether it is the assessment of today, and not of a day that the reader chose. */
  readonly ofToday: boolean;
  /** The name under which the reader knows a witness, by the field code. */
  readonly nameOf: (code: string) => string;
}

/** Flags that give away the day of a plan: one of a hearing, and those that begin on a day counted from it. */
const tellsTheDay: readonly WitnessFlag[] = ['SAME_DAY'];
const tellsTheDayByAsking: readonly WitnessFlag[] = ['URGENT', 'DEPARTURE_OVERDUE_UNCONFIRMED'];

/** Cuts what the reader may not know out of the explanations, and names the witnesses as the reader knows them. */
export function maskAssessment({ witnesses, trial }: Assessment, mask: AssessmentMask): Assessment {
  return {
    witnesses: Object.fromEntries(
      Object.entries(witnesses).map(([code, assessment]) => [mask.nameOf(code), maskWitness(assessment, mask)]),
    ),
    trial: maskTrial(trial, mask),
  };
}

function maskWitness(assessment: WitnessAssessment, mask: AssessmentMask): WitnessAssessment {
  const cut = mask.plans ? [] : [...tellsTheDay, ...(mask.ofToday ? [] : tellsTheDayByAsking)];
  const cutReasons = cut.map((flag) => `FLAG_${flag}`);
  return {
    ...assessment,
    flags: assessment.flags.filter((flag) => !cut.includes(flag)),
    explanation: assessment.explanation
      .filter(({ code }) => !cutReasons.includes(code))
      .map((reason) => maskReason(reason, mask)),
  };
}

function maskTrial(assessment: TrialAssessment, mask: AssessmentMask): TrialAssessment {
  return { ...assessment, explanation: assessment.explanation.map((reason) => maskReason(reason, mask)) };
}

function maskReason(reason: Reason, { plans, nameOf }: AssessmentMask): Reason {
  const { code, parameters, records } = reason;
  if (typeof parameters.witnesses === 'string') {
    const named = parameters.witnesses.split(', ').map(nameOf).join(', ');
    return { code, parameters: { ...parameters, witnesses: named }, records };
  }
  if (plans) return reason;
  if (code === 'PLAN_DATED' || code === 'PLAN_UNDATED') return { code: 'PLAN_WITHHELD', parameters: {}, records: [] };
  if (code === 'HEARING_BEFORE_DEPARTURE') {
    const { departure: _, ...rest } = parameters;
    return { code: 'HEARING_BEFORE_WITHHELD_DEPARTURE', parameters: rest, records };
  }
  return reason;
}
