import type { Cause, WitnessAssessment } from '../../testimony/domain/assessment.js';
import { programmes } from '../../witnesses/domain/return.js';

/** What can still be asked for. None holds anyone back: a stay is offered and a deportation suspended only if she wishes (`domain.md` 4.5). */
export const actions = [
  'EXAMINE_BEFORE_DEPARTURE',
  'BRING_HEARING_FORWARD',
  'SUMMON_THROUGH_PROGRAMME',
  'SUPPORTED_STAY',
  'SUSPEND_DEPORTATION',
  'REMOTE_HEARING',
  'REASONS_FOR_READING',
  'VERIFY_RECORDS',
] as const;
export type Action = (typeof actions)[number];

const gone: readonly Cause[] = [...programmes, 'UNDETERMINED'];

const sought: Readonly<Record<Action, (assessment: WitnessAssessment) => boolean>> = {
  EXAMINE_BEFORE_DEPARTURE: atRisk,
  BRING_HEARING_FORWARD: (witness) =>
    atRisk(witness) && (witness.flags.includes('NO_HEARING_BEFORE_DEPARTURE') || witness.flags.includes('SAME_DAY')),
  SUMMON_THROUGH_PROGRAMME: (witness) => witness.flags.includes('NOT_SUMMONED'),
  SUPPORTED_STAY: atRisk,
  SUSPEND_DEPORTATION: (witness) => witness.flags.includes('DEPORTATION_ORDER'),
  REMOTE_HEARING: (witness) => !witness.final && gone.some((cause) => cause === witness.cause),
  REASONS_FOR_READING: (witness) => witness.class === 'STATEMENT_READ',
  VERIFY_RECORDS: (witness) => witness.flags.includes('NEEDS_VERIFICATION'),
};

/** In the order in which the report lists them. */
export function actionsFor(assessments: readonly WitnessAssessment[]): readonly Action[] {
  return actions.filter((action) => assessments.some(sought[action]));
}

function atRisk(assessment: WitnessAssessment): boolean {
  return assessment.class === 'AT_RISK';
}
