import { describe, expect, it } from '@jest/globals';
import { emptySnapshot } from '../../../test/support/report-snapshot-of.js';
import { assessment, hearing, trial, witness } from '../../../test/support/report-records.js';
import { assessedWitnesses, flaggedTrials, knownGaps, lossRate, median, securedRate } from './report-figures.js';
import type { TrialSnapshot } from './report-snapshot.js';

const departure = {
  id: 'm1',
  ordinal: 1,
  programme: 'IOM',
  precision: 'EXACT',
  departedOn: '2001-03-10',
  lastConfirmedPresence: null,
  recordedOn: '2001-03-11',
} as const;

const gone = witness({
  departures: [departure],
  assessment: assessment({ class: 'LOST', final: true, cause: 'IOM', lostToRepatriation: 'YES' }),
});
const heard = witness({ code: 'V2', assessment: assessment({ class: 'HEARD_LIVE', final: true }) });
const outOfScope = witness({ code: 'V3', assessment: null });

const lostTrial = trial({
  hearings: [hearing('2001-04-08')],
  witnesses: [gone, heard, outOfScope],
  evidenceClosedOn: '2001-05-01',
  assessment: { headline: 'LOST', extent: 'PARTIAL', flags: ['TESTIMONY_LOST_TO_REPATRIATION'], explanation: [] },
});
const pending = trial({ witnesses: [witness({})] });
const withoutVictim = trial({ evidenceClosedOn: '2001-05-01' });

const snapshotOf = (...trials: readonly TrialSnapshot[]): typeof emptySnapshot => ({ ...emptySnapshot, trials });

describe('the figures of a report', () => {
  it('list a trial by its flags and not by its headline', () => {
    const diminished = trial({
      assessment: {
        headline: 'HEARD_LIVE',
        extent: 'ALL',
        flags: ['TESTIMONY_DIMINISHED_BY_REPATRIATION'],
        explanation: [],
      },
    });
    const lostOtherwise = trial({ assessment: { headline: 'LOST', extent: 'ALL', flags: [], explanation: [] } });
    expect(flaggedTrials([diminished, lostOtherwise, pending])).toEqual([diminished]);
  });

  it('count only witnesses in scope', () => {
    expect(assessedWitnesses([lostTrial]).map(({ witness: { code } }) => code)).toEqual(['V1', 'V2']);
  });

  it('take the loss rate of trials with a victim-witness that closed within the period', () => {
    expect(lossRate(snapshotOf(lostTrial, pending, withoutVictim))).toEqual({ part: 1, base: 1 });
    const closedBefore = { ...lostTrial, evidenceClosedOn: '2000-09-30' };
    expect(lossRate(snapshotOf(closedBefore))).toEqual({ part: 0, base: 0 });
  });

  it('take the secured rate of witnesses in closed trials', () => {
    expect(securedRate(snapshotOf(lostTrial, pending))).toEqual({ part: 1, base: 2 });
  });

  it('measure gaps only where the day of departure is known', () => {
    expect(knownGaps([lostTrial])).toEqual([29]);
    const month = { ...gone, departures: [{ ...departure, precision: 'MONTH' as const, recordedOn: '2001-04-02' }] };
    expect(knownGaps([{ ...lostTrial, witnesses: [month] }])).toEqual([]);
  });

  it('have a median for odd and even counts and none for nothing', () => {
    expect(median([1, 2, 9])).toBe(2);
    expect(median([1, 2, 3, 9])).toBe(2.5);
    expect(median([])).toBeNull();
  });
});
