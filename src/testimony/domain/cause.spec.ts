import { describe, expect, it } from '@jest/globals';
import { assessedWitness } from '../../../test/support/assessed.js';
import {
  aDeparture,
  aReading,
  aRefusal,
  aTrial,
  closedCycle,
  openCycle,
  oralEvidence,
} from '../../../test/support/trial-facts.js';
import type { WitnessFacts } from './trial-facts.js';

const closedWith = (witness: Partial<WitnessFacts>) =>
  assessedWitness(aTrial({ witness, cycle: closedCycle('2001-05-20') }));
const openWith = (witness: Partial<WitnessFacts>) => assessedWitness(aTrial({ witness, cycle: openCycle() }));
const untested = (date: string) => oralEvidence(date, { defenceExamined: 'NO' });

describe('the cause of lost testimony', () => {
  it.each(['IOM', 'OMIK', 'DEPORTATION'] as const)('is repatriation when she had gone through %s', (programme) => {
    expect(closedWith({ departures: [aDeparture('2001-05-01', { programme })] })).toMatchObject({
      cause: programme,
      lostToRepatriation: 'YES',
      flags: [],
    });
  });

  it.each(['SELF', 'OTHER'] as const)('is not repatriation when she had gone by %s', (programme) => {
    expect(closedWith({ departures: [aDeparture('2001-05-01', { programme })] })).toMatchObject({
      cause: programme,
      lostToRepatriation: 'NO',
      flags: [],
    });
  });

  const uncertain = { precision: 'MONTH', recordedOn: '2001-05-31' } as const;

  it('is undetermined when nobody can prove whether she left before the close', () => {
    expect(closedWith({ departures: [aDeparture('2001-05-01', uncertain)] })).toMatchObject({
      cause: 'UNDETERMINED',
      lostToRepatriation: 'UNDETERMINED',
      flags: ['DEPARTURE_DATE_UNKNOWN', 'NEEDS_VERIFICATION'],
    });
  });

  it.each(['SELF', 'OTHER'] as const)('excludes repatriation even then when she left by %s', (programme) => {
    expect(closedWith({ departures: [aDeparture('2001-05-01', { ...uncertain, programme })] })).toMatchObject({
      cause: programme,
      lostToRepatriation: 'NO',
      flags: ['DEPARTURE_DATE_UNKNOWN', 'NEEDS_VERIFICATION'],
    });
  });

  it('is certain when the record of the month was made before the close', () => {
    const departures = [aDeparture('2001-05-01', { precision: 'MONTH', recordedOn: '2001-05-19' })];
    expect(closedWith({ departures })).toMatchObject({
      cause: 'IOM',
      lostToRepatriation: 'YES',
      flags: ['DEPARTURE_DATE_UNKNOWN'],
    });
  });

  it('stays with the first of two departures without a return between', () => {
    const departures = [
      aDeparture('2001-05-01', { programme: 'SELF' }),
      aDeparture('2001-05-10', { programme: 'IOM', ordinal: 1 }),
    ];
    expect(closedWith({ departures })).toMatchObject({ cause: 'SELF', lostToRepatriation: 'NO' });
  });
});

describe('the cause of an untested reading', () => {
  it('looks at the day of the reading, not at the close', () => {
    const testimony = [aReading('2001-05-10')];
    expect(closedWith({ testimony, departures: [aDeparture('2001-05-10')] })).toMatchObject({
      cause: 'IOM',
      lostToRepatriation: 'YES',
    });
    expect(closedWith({ testimony, departures: [aDeparture('2001-05-11')] })).toMatchObject({
      cause: 'AVAILABLE_NOT_CALLED',
      lostToRepatriation: 'NO',
      flags: ['NEEDS_VERIFICATION'],
    });
  });

  it('looks at the earliest admitted reading of the cycle', () => {
    const departures = [aDeparture('2001-05-11')];
    const excluded = aReading('2001-05-05', { admitted: false });
    const late = aReading('2001-05-15', { id: 'late' });
    expect(closedWith({ testimony: [late, aReading('2001-05-10')], departures }).cause).toBe('AVAILABLE_NOT_CALLED');
    expect(closedWith({ testimony: [late, excluded], departures }).cause).toBe('IOM');
  });

  it('is undetermined when the order of departure and reading cannot be proved', () => {
    const departures = [aDeparture(null, { precision: 'UNKNOWN', recordedOn: '2001-05-15' })];
    expect(closedWith({ testimony: [aReading('2001-05-10')], departures })).toMatchObject({
      cause: 'UNDETERMINED',
      lostToRepatriation: 'UNDETERMINED',
      flags: ['DEPARTURE_DATE_UNKNOWN', 'NEEDS_VERIFICATION'],
    });
  });

  it('is the reason that arose by then while she was present', () => {
    const testimony = [aRefusal('2001-05-08'), aReading('2001-05-10')];
    const gone = [aDeparture('2001-05-09', { precision: 'UNKNOWN', departedOn: null, recordedOn: '2001-05-15' })];
    expect(closedWith({ testimony, departures: gone })).toMatchObject({
      class: 'STATEMENT_READ',
      cause: 'REFUSED',
      lostToRepatriation: 'NO',
      flags: [],
    });
    const later = [aRefusal('2001-05-11'), aReading('2001-05-10')];
    expect(closedWith({ testimony: later }).cause).toBe('AVAILABLE_NOT_CALLED');
  });

  it('ignores a reason that arose after the close, even when the reading came later still', () => {
    const otherReason = { code: 'ILL', date: '2001-05-21', recordedOn: null } as const;
    expect(closedWith({ testimony: [aReading('2001-05-22')], otherReason }).cause).toBe('AVAILABLE_NOT_CALLED');
  });
});

describe('the cause of oral evidence that was never tested', () => {
  it('is that it was not completed while she was present', () => {
    expect(closedWith({ testimony: [untested('2001-05-10')], departures: [aDeparture('2001-05-21')] })).toMatchObject({
      cause: 'NOT_COMPLETED',
      lostToRepatriation: 'NO',
      basis: 'UNTESTED_ORAL',
      flags: ['NEEDS_VERIFICATION', 'PARTIAL'],
    });
  });

  it('is the departure by the close date, or by the as-of day of an open cycle', () => {
    const facts = { testimony: [untested('2001-05-10')], departures: [aDeparture('2001-05-15')] };
    expect(closedWith(facts)).toMatchObject({ cause: 'IOM', lostToRepatriation: 'YES', flags: ['PARTIAL'] });
    expect(openWith(facts)).toMatchObject({ cause: 'IOM', lostToRepatriation: 'YES', final: false });
  });

  it('looks at the day of a reading beside it, and is still not completed when she was present then', () => {
    const testimony = [untested('2001-05-08'), aReading('2001-05-10')];
    expect(closedWith({ testimony, departures: [aDeparture('2001-05-15')] })).toMatchObject({
      cause: 'NOT_COMPLETED',
      basis: 'UNCONFRONTED_STATEMENT',
      flags: ['NEEDS_VERIFICATION', 'PARTIAL'],
    });
  });
});
