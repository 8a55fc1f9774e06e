import { describe, expect, it } from '@jest/globals';
import { aWitness } from '../../../test/support/trial-facts.js';
import type { Counterbalance, Materiality } from '../../witnesses/domain/witness.js';
import { fairTrialTriage } from './fair-trial-triage.js';

const weak: readonly Counterbalance[] = [
  'COURT_CAUTION',
  'WRITTEN_QUESTIONS',
  'HEARSAY_WITNESS_EXAMINED',
  'DEFENCE_OWN_VERSION',
];
const triage = (materiality: Materiality, goodReason: boolean, counterbalance: readonly Counterbalance[]) =>
  fairTrialTriage(aWitness({ materiality, goodReason, counterbalance }));

describe('the fair-trial triage', () => {
  it('is low for peripheral evidence, whatever else', () => {
    expect(triage('PERIPHERAL', false, [])).toBe('LOW');
  });

  it.each(['SIGNIFICANT', 'UNKNOWN'] as const)('of %s weight weighs the reason and the safeguards', (weight) => {
    expect(triage(weight, true, weak.slice(0, 2))).toBe('LOW');
    expect(triage(weight, true, weak.slice(0, 1))).toBe('ELEVATED');
    expect(triage(weight, true, [])).toBe('ELEVATED');
    expect(triage(weight, false, weak)).toBe('ELEVATED');
    expect(triage(weight, false, weak.slice(0, 1))).toBe('ELEVATED');
    expect(triage(weight, false, [])).toBe('HIGH');
  });

  it.each(['SOLE', 'DECISIVE'] as const)('of %s evidence is never low', (weight) => {
    expect(triage(weight, true, ['CORROBORATION', ...weak])).toBe('ELEVATED');
    expect(triage(weight, true, ['VIDEO_RECORDING', ...weak.slice(0, 2)])).toBe('ELEVATED');
    expect(triage(weight, true, ['PRE_TRIAL_CONFRONTATION', ...weak.slice(0, 2)])).toBe('ELEVATED');
    expect(triage(weight, true, ['PRE_TRIAL_CONFRONTATION', ...weak.slice(0, 1)])).toBe('HIGH');
    expect(triage(weight, true, weak)).toBe('HIGH');
    expect(triage(weight, false, ['CORROBORATION', ...weak])).toBe('HIGH');
  });

  it('counts a safeguard named twice once', () => {
    expect(triage('SIGNIFICANT', true, ['COURT_CAUTION', 'COURT_CAUTION'])).toBe('ELEVATED');
  });
});
