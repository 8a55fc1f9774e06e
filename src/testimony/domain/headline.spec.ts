import { describe, expect, it } from '@jest/globals';
import {
  aDeparture,
  aReading,
  aTrial,
  aWitness,
  asOf,
  closedCycle,
  oralEvidence,
} from '../../../test/support/trial-facts.js';
import { assessTrial } from './assess-trial.js';
import type { WitnessFacts } from './trial-facts.js';

const trialOf = (...witnesses: readonly Partial<WitnessFacts>[]) => {
  const named = witnesses.map((facts, index) =>
    aWitness({ id: `w${String(index)}`, code: `V${String(index)}`, ...facts }),
  );
  return assessTrial(aTrial({ witnesses: named, cycle: closedCycle('2001-05-20') }), asOf);
};
const heard = { testimony: [oralEvidence('2001-05-10')] };
const lost = { departures: [aDeparture('2001-05-01')] };
const read = { testimony: [aReading('2001-05-10')], ...lost };
const peripheral = { materiality: 'PERIPHERAL' } as const;

describe('the headline of a trial', () => {
  it('is the worst class among the material witnesses, and says whether all share it', () => {
    expect(trialOf(heard, lost).trial).toMatchObject({ headline: 'LOST', extent: 'PARTIAL' });
    expect(trialOf(lost, lost).trial).toMatchObject({ headline: 'LOST', extent: 'ALL' });
    expect(trialOf(heard, read).trial).toMatchObject({ headline: 'STATEMENT_READ', extent: 'PARTIAL' });
  });

  it('leaves peripheral witnesses out, unless all are peripheral', () => {
    expect(trialOf(heard, { ...lost, ...peripheral }).trial).toMatchObject({ headline: 'HEARD_LIVE', extent: 'ALL' });
    expect(trialOf({ ...heard, ...peripheral }, { ...lost, ...peripheral }).trial).toMatchObject({
      headline: 'LOST',
      extent: 'PARTIAL',
    });
  });

  it('counts a witness of unknown weight as material', () => {
    expect(trialOf(heard, { ...lost, materiality: 'UNKNOWN' }).trial.headline).toBe('LOST');
  });

  it('is NO_VICTIM_WITNESS when no victim is expected to give evidence', () => {
    const assessment = trialOf({ ...lost, expected: false }, { ...lost, role: 'WITNESS' });
    expect(assessment.witnesses).toEqual({});
    expect(assessment.trial).toMatchObject({ headline: 'NO_VICTIM_WITNESS', extent: null, flags: [] });
  });
});

describe('the flags of a trial', () => {
  it('ask every witness in scope, peripheral ones too', () => {
    expect(trialOf(heard, { ...lost, ...peripheral }).trial.flags).toEqual(['TESTIMONY_LOST_TO_REPATRIATION']);
    expect(trialOf(heard, { ...lost, expected: false }).trial.flags).toEqual([]);
  });

  it('tell testimony lost from testimony diminished', () => {
    expect(trialOf(read).trial.flags).toEqual(['FAIR_TRIAL_REVIEW', 'TESTIMONY_DIMINISHED_BY_REPATRIATION']);
    expect(trialOf({ ...read, ...peripheral }).trial.flags).toEqual(['TESTIMONY_DIMINISHED_BY_REPATRIATION']);
  });

  it('leave repatriation off when she left on her own', () => {
    expect(trialOf({ departures: [aDeparture('2001-05-01', { programme: 'SELF' })] }).trial.flags).toEqual([]);
  });

  it('say that a cause is undetermined', () => {
    const departures = [aDeparture('2001-05-01', { precision: 'MONTH', recordedOn: '2001-05-31' })];
    expect(trialOf({ departures }).trial.flags).toEqual(['CAUSE_UNDETERMINED']);
  });

  it('say that a victim was deported, whatever the class, once it has happened', () => {
    const deported = (day: string) => [aDeparture(day, { programme: 'DEPORTATION' })];
    expect(trialOf({ ...heard, departures: deported('2001-05-25') }).trial.flags).toEqual(['VICTIM_DEPORTED']);
    expect(trialOf({ ...heard, departures: deported('2001-06-25') }).trial.flags).toEqual([]);
  });
});
