import {
  type TestimonyClass,
  testimonyClasses,
  type TrialAssessment,
  type TrialFlag,
  trialFlags,
  type WitnessAssessment,
} from './assessment.js';
import { because, type Reason } from './reasons.js';
import type { WitnessFacts } from './trial-facts.js';

/** One witness in scope with her result. */
export interface AssessedWitness {
  readonly facts: WitnessFacts;
  readonly assessment: WitnessAssessment;
}

/** Which witnesses raise a flag of the trial: all in scope are asked, peripheral ones too (`domain.md` 5.6). */
const conditions: Readonly<Record<TrialFlag, (witness: AssessedWitness) => boolean>> = {
  CAUSE_UNDETERMINED: ({ assessment }) => assessment.lostToRepatriation === 'UNDETERMINED',
  FAIR_TRIAL_REVIEW: ({ assessment }) => assessment.fairTrialRisk === 'ELEVATED' || assessment.fairTrialRisk === 'HIGH',
  TESTIMONY_AT_RISK: ({ assessment }) => assessment.class === 'AT_RISK',
  TESTIMONY_DIMINISHED_BY_REPATRIATION: ({ assessment }) =>
    assessment.class === 'STATEMENT_READ' && assessment.lostToRepatriation === 'YES',
  TESTIMONY_LOST_TO_REPATRIATION: ({ assessment }) =>
    assessment.class === 'LOST' && assessment.lostToRepatriation === 'YES',
  TESTIMONY_RECOVERABLE: ({ assessment }) => assessment.class === 'RECOVERABLE',
  VICTIM_DEPORTED: ({ facts }) => facts.departures.some(({ programme }) => programme === 'DEPORTATION'),
};

/** The headline of a trial and its flags, from the witnesses in scope (`domain.md` 5.6). */
export function trialAssessment(witnesses: readonly AssessedWitness[]): TrialAssessment {
  if (witnesses.length === 0) {
    return { headline: 'NO_VICTIM_WITNESS', extent: null, flags: [], explanation: [because('NO_VICTIM_WITNESS', {})] };
  }
  const material = materialAmong(witnesses);
  const headline = worstClass(material);
  const sharing = material.filter(({ assessment }) => assessment.class === headline);
  const extent = sharing.length === material.length ? 'ALL' : 'PARTIAL';
  const raised = trialFlags
    .map((flag) => ({ flag, by: witnesses.filter((witness) => conditions[flag](witness)) }))
    .filter(({ by }) => by.length > 0);
  return {
    headline,
    extent,
    flags: raised.map(({ flag }) => flag),
    explanation: [
      headlineReason(headline, sharing, material.length),
      ...raised.map(({ flag, by }) => because(`FLAG_${flag}`, { witnesses: codesOf(by) }, idsOf(by))),
    ],
  };
}

/** Those who are not peripheral; all of them when all are. Unknown weight is material. */
function materialAmong(witnesses: readonly AssessedWitness[]): readonly AssessedWitness[] {
  const material = witnesses.filter(({ facts }) => facts.materiality !== 'PERIPHERAL');
  return material.length > 0 ? material : witnesses;
}

function worstClass(witnesses: readonly AssessedWitness[]): TestimonyClass {
  const worst = Math.min(...witnesses.map(({ assessment }) => testimonyClasses.indexOf(assessment.class)));
  return testimonyClasses[worst] ?? 'LOST';
}

function headlineReason(testimonyClass: TestimonyClass, sharing: readonly AssessedWitness[], total: number): Reason {
  const ids = idsOf(sharing);
  const count = sharing.length;
  return count === total
    ? because('HEADLINE_ALL', { class: testimonyClass, total }, ids)
    : because('HEADLINE_PARTIAL', { class: testimonyClass, count, total }, ids);
}

function codesOf(witnesses: readonly AssessedWitness[]): string {
  return witnesses.map(({ facts }) => facts.code).join(', ');
}

function idsOf(witnesses: readonly AssessedWitness[]): readonly string[] {
  return witnesses.map(({ facts }) => facts.id);
}
