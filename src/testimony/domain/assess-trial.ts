import type { CalendarDate } from '../../kernel/calendar-date.js';
import type { Assessment, TestimonyClass, WitnessAssessment } from './assessment.js';
import { explanationOf } from './explanation.js';
import { findingOf } from './finding.js';
import { type AssessedWitness, trialAssessment } from './headline.js';
import { situationOf, type WitnessSituation } from './situation.js';
import type { TrialFacts, WitnessFacts } from './trial-facts.js';
import { visibleAt } from './visibility.js';
import { flagsOf } from './witness-flags.js';

/** Testimony that is before the court stays there, whether the cycle is closed or open (`domain.md` 5.10 row 1). */
const secured: readonly TestimonyClass[] = ['HEARD_LIVE', 'HEARD_PROTECTED', 'DEPOSITION_CONFRONTED'];

/**
 * Classifies the testimony of every victim-witness in scope and the trial, as the facts stood on a day
 * (`domain.md` 5.2 to 5.7 with 5.10). Pure: the same facts and day give the same answer, whoever asks.
 */
export function assessTrial(facts: TrialFacts, asOf: CalendarDate): Assessment {
  const visible = visibleAt(facts, asOf);
  const assessed: readonly AssessedWitness[] = visible.witnesses
    .filter(isInScope)
    .map((witness) => ({ facts: witness, assessment: assessWitness(situationOf(witness, visible, asOf)) }));
  return {
    witnesses: Object.fromEntries(assessed.map(({ facts: { code }, assessment }) => [code, assessment])),
    trial: trialAssessment(assessed),
  };
}

/** The record's `expected` decides whether a victim's testimony is in scope (`domain.md` 5.2, 5.10 row 22). */
function isInScope({ role, expected }: WitnessFacts): boolean {
  return role === 'VICTIM' && expected;
}

function assessWitness(situation: WitnessSituation): WitnessAssessment {
  const finding = findingOf(situation);
  const { attribution, fairTrialRisk } = finding;
  const flags = flagsOf(finding);
  return {
    class: finding.class,
    final: secured.includes(finding.class) || situation.closed !== null,
    cause: attribution.cause,
    lostToRepatriation: attribution.lostToRepatriation,
    basis: attribution.basis,
    fairTrialRisk,
    flags,
    explanation: explanationOf(finding, flags),
  };
}
