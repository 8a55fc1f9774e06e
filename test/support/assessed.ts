import { assessTrial } from '../../src/testimony/domain/assess-trial.js';
import type { WitnessAssessment } from '../../src/testimony/domain/assessment.js';
import type { TrialFacts } from '../../src/testimony/domain/trial-facts.js';
import { asOf as usualDay } from './trial-facts.js';

/** The result for the only witness of a trial. */
export function assessedWitness(facts: TrialFacts, asOf: string = usualDay): WitnessAssessment {
  const [only] = Object.values(assessTrial(facts, asOf).witnesses);
  if (!only) throw new Error('No witness is in scope.');
  return only;
}
