import { describe, expect, it } from '@jest/globals';
import { aDeparture, aReturn, aWitness } from '../../../test/support/trial-facts.js';
import { departureInterval, presenceOn } from './presence.js';

describe('a departure can have happened', () => {
  it('on its day alone when the day is known', () => {
    expect(departureInterval(aDeparture('2001-05-10'))).toEqual({ from: '2001-05-10', to: '2001-05-10' });
  });

  it('on any day of its month when only the month is known', () => {
    const departure = aDeparture('2001-04-17', { precision: 'MONTH', recordedOn: '2001-05-31' });
    expect(departureInterval(departure)).toEqual({ from: '2001-04-01', to: '2001-04-30' });
  });

  it('not before the day after she was last seen, nor after the day on which it was recorded', () => {
    const departure = aDeparture('2001-05-01', {
      precision: 'MONTH',
      lastConfirmedPresence: '2001-05-09',
      recordedOn: '2001-05-20',
    });
    expect(departureInterval(departure)).toEqual({ from: '2001-05-10', to: '2001-05-20' });
  });

  it('keeps the bounds of the month when she was last seen before it and it was recorded after it', () => {
    const departure = aDeparture('2001-02-01', {
      precision: 'MONTH',
      lastConfirmedPresence: '2001-01-09',
      recordedOn: '2001-05-20',
    });
    expect(departureInterval(departure)).toEqual({ from: '2001-02-01', to: '2001-02-28' });
  });

  it('from the day after she was last seen to the day of the record when the day is unknown', () => {
    const departure = aDeparture(null, {
      precision: 'UNKNOWN',
      lastConfirmedPresence: '2001-05-02',
      recordedOn: '2001-05-24',
    });
    expect(departureInterval(departure)).toEqual({ from: '2001-05-03', to: '2001-05-24' });
  });

  it('at any time up to the day of the record when nobody knows when she was last seen', () => {
    const departure = aDeparture(null, { precision: 'UNKNOWN', recordedOn: '2001-05-24' });
    expect(departureInterval(departure)).toEqual({ from: null, to: '2001-05-24' });
  });
});

describe('presence on a day', () => {
  const inApril = aDeparture('2001-04-01', { precision: 'MONTH', recordedOn: '2001-05-31' });

  it.each([
    ['2001-03-31', 'PRESENT'],
    ['2001-04-01', 'UNDETERMINED'],
    ['2001-04-29', 'UNDETERMINED'],
    ['2001-04-30', 'DEPARTED'],
    ['2001-05-01', 'DEPARTED'],
  ])('on %s of one who left in April is %s', (day, state) => {
    expect(presenceOn(aWitness({ departures: [inApril] }), day).state).toBe(state);
  });

  it('counts one who left on the very day as gone', () => {
    expect(presenceOn(aWitness({ departures: [aDeparture('2001-05-10')] }), '2001-05-10').state).toBe('DEPARTED');
  });

  it('counts one who came back on the very day as present', () => {
    const witness = aWitness({ departures: [aDeparture('2001-05-10')], returns: [aReturn('2001-05-20')] });
    expect(presenceOn(witness, '2001-05-19').state).toBe('DEPARTED');
    expect(presenceOn(witness, '2001-05-20')).toMatchObject({ state: 'PRESENT', back: { date: '2001-05-20' } });
  });

  it('follows movements by their last possible day, then by their record, then by their order of entry', () => {
    const departures = [aDeparture('2001-05-10', { recordedOn: '2001-05-12', ordinal: 1 })];
    const lateEntry = aWitness({
      departures,
      returns: [aReturn('2001-05-10', { recordedOn: '2001-05-11', ordinal: 2 })],
    });
    expect(presenceOn(lateEntry, '2001-05-15').state).toBe('DEPARTED');
    const sameRecord = aWitness({
      departures,
      returns: [aReturn('2001-05-10', { recordedOn: '2001-05-12', ordinal: 2 })],
    });
    expect(presenceOn(sameRecord, '2001-05-15').state).toBe('PRESENT');
  });

  it('lets a second departure without a return change nothing', () => {
    const second = aDeparture('2001-05-20', { id: 'second', programme: 'DEPORTATION' });
    const witness = aWitness({ departures: [aDeparture('2001-05-10'), second] });
    expect(presenceOn(witness, '2001-05-25')).toMatchObject({ state: 'DEPARTED', departure: { programme: 'IOM' } });
  });

  it('lets a later uncertain departure leave one who is certainly gone as gone', () => {
    const uncertain = aDeparture(null, { precision: 'UNKNOWN', programme: 'SELF', recordedOn: '2001-05-30' });
    const witness = aWitness({ departures: [aDeparture('2001-05-10'), uncertain] });
    expect(presenceOn(witness, '2001-05-15')).toMatchObject({ state: 'DEPARTED', departure: { programme: 'IOM' } });
  });

  it('counts a departure after a return', () => {
    const departures = [aDeparture('2001-05-10'), aDeparture('2001-05-30', { ordinal: 2, programme: 'SELF' })];
    const witness = aWitness({ departures, returns: [aReturn('2001-05-20')] });
    expect(presenceOn(witness, '2001-06-01')).toMatchObject({ state: 'DEPARTED', departure: { programme: 'SELF' } });
  });
});
