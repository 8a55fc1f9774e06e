import { describe, expect, it } from '@jest/globals';
import { hearing, trial, witness } from '../../../test/support/report-records.js';
import { absenceOf, closedOn } from './absence.js';

const departed = {
  id: 'm1',
  ordinal: 1,
  programme: 'IOM',
  recordedOn: '2001-04-02',
  lastConfirmedPresence: null,
} as const;
const exact = { ...departed, precision: 'EXACT', departedOn: '2001-03-10' } as const;

describe('the gap between a departure and the court', () => {
  it('is the days from a known departure to the first hearing after it', () => {
    const of = trial({ hearings: [hearing('2001-03-01'), hearing('2001-04-08'), hearing('2001-05-01')] });
    expect(absenceOf(witness({ departures: [exact] }), of)).toMatchObject({
      from: '2001-03-10',
      until: '2001-03-10',
      nextHearing: '2001-04-08',
      gap: { least: 29, most: 29 },
    });
  });

  it('is a range when only the month of the departure is known', () => {
    const month = { ...departed, precision: 'MONTH', departedOn: '2001-03-01' } as const;
    const of = trial({ hearings: [hearing('2001-04-08')] });
    expect(absenceOf(witness({ departures: [month] }), of)?.gap).toEqual({ least: 8, most: 38 });
  });

  it('has a least length only when nothing bounds an unknown departure from below', () => {
    const unknown = { ...departed, precision: 'UNKNOWN', departedOn: null } as const;
    const of = trial({ hearings: [hearing('2001-04-08')] });
    expect(absenceOf(witness({ departures: [unknown] }), of)?.gap).toEqual({ least: 6, most: null });
  });

  it('does not end at a hearing that was cancelled or belongs to the appeal', () => {
    const of = trial({
      hearings: [hearing('2001-04-08', { status: 'CANCELLED' }), hearing('2001-04-09', { phase: 'APPEAL' })],
    });
    expect(absenceOf(witness({ departures: [exact] }), of)).toMatchObject({ nextHearing: null, gap: null });
  });

  it('begins with the first departure when one who is gone is recorded as leaving again', () => {
    const again = { ...exact, id: 'm2', ordinal: 2, programme: 'DEPORTATION', departedOn: '2001-03-20' } as const;
    const of = trial({ hearings: [hearing('2001-04-08')] });
    expect(absenceOf(witness({ departures: [again, exact] }), of)).toMatchObject({
      departure: exact,
      gap: { least: 29 },
    });
  });

  it('does not exist for a witness who never left or who came back', () => {
    expect(absenceOf(witness({}), trial({}))).toBeNull();
    expect(absenceOf(witness({ departures: [exact], returns: ['2001-04-01'] }), trial({}))).toBeNull();
  });
});

describe('the close of a trial', () => {
  it('is the earliest of evidence, judgment and termination', () => {
    const verdict = { date: '2001-05-03', result: 'ACQUITTED', months: null } as const;
    expect(closedOn(trial({ verdict, evidenceClosedOn: '2001-05-01' }))).toBe('2001-05-01');
    expect(closedOn(trial({ verdict }))).toBe('2001-05-03');
    expect(closedOn(trial({}))).toBeNull();
  });
});
