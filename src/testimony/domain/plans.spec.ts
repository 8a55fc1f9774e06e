import { describe, expect, it } from '@jest/globals';
import { aDeparture, aPlan, aReturn, aWitness } from '../../../test/support/trial-facts.js';
import { foreseenDeparture } from './plans.js';
import type { DeportationOrderFacts, WitnessFacts } from './trial-facts.js';

const dayForeseen = (facts: Partial<WitnessFacts>) => foreseenDeparture(aWitness(facts))?.day;
const order = (status: DeportationOrderFacts['status']): DeportationOrderFacts => ({
  id: 'order',
  issuedOn: '2001-05-01',
  status,
  recordedOn: null,
});

describe('the foreseen departure', () => {
  it('is nothing when nothing points to one', () => {
    expect(foreseenDeparture(aWitness())).toBeNull();
  });

  it('is the earliest of the scheduled days of several programmes', () => {
    const plans = [aPlan('2001-06-20'), aPlan('2001-06-12', { programme: 'OMIK' })];
    expect(dayForeseen({ plans })).toBe('2001-06-12');
  });

  it.each(['REQUESTED', 'POSTPONED'] as const)(
    'has no known day once a plan is %s, whatever day it names',
    (status) => {
      expect(
        dayForeseen({ plans: [aPlan('2001-06-20'), aPlan('2001-06-12', { programme: 'OMIK', status })] }),
      ).toBeNull();
    },
  );

  it('has no known day when a plan is scheduled without one', () => {
    expect(dayForeseen({ plans: [aPlan(null)] })).toBeNull();
  });

  it('follows only the latest plan of a programme', () => {
    const plans = [
      aPlan('2001-06-12', { recordedOn: '2001-05-20' }),
      aPlan('2001-06-08', { recordedOn: '2001-05-10', ordinal: 1 }),
    ];
    expect(dayForeseen({ plans })).toBe('2001-06-12');
  });

  it('takes the later entry of two plans recorded on the same day', () => {
    const plans = [aPlan('2001-06-08', { ordinal: 1 }), aPlan('2001-06-12', { ordinal: 0 })];
    expect(dayForeseen({ plans })).toBe('2001-06-08');
  });

  it('ends when the latest plan of its programme is cancelled, and leaves other programmes alone', () => {
    const cancelled = aPlan('2001-06-08', { status: 'CANCELLED', recordedOn: '2001-05-20' });
    expect(foreseenDeparture(aWitness({ plans: [aPlan('2001-06-08'), cancelled] }))).toBeNull();
    expect(dayForeseen({ plans: [aPlan('2001-06-08'), cancelled, aPlan('2001-06-30', { programme: 'OMIK' })] })).toBe(
      '2001-06-30',
    );
  });

  it.each([
    ['on the day of the plan', '2001-05-01', undefined],
    ['after the plan', '2001-05-02', undefined],
    ['before the plan', '2001-04-30', '2001-06-12'],
  ])('ends with a movement of any programme recorded %s', (_, recordedOn, day) => {
    const plans = [aPlan('2001-06-12')];
    expect(dayForeseen({ plans, departures: [aDeparture('2001-04-01', { programme: 'SELF', recordedOn })] })).toBe(day);
    expect(dayForeseen({ plans, returns: [aReturn('2001-04-01', { recordedOn })] })).toBe(day);
  });

  it('has no known day while a deportation order is in force without a dated deportation', () => {
    expect(dayForeseen({ deportationOrders: [order('IN_FORCE')] })).toBeNull();
    expect(dayForeseen({ deportationOrders: [order('IN_FORCE')], plans: [aPlan('2001-06-12')] })).toBeNull();
  });

  it('takes the day of a deportation order from a dated deportation', () => {
    const plans = [aPlan('2001-06-12'), aPlan('2001-06-09', { programme: 'DEPORTATION' })];
    expect(dayForeseen({ deportationOrders: [order('IN_FORCE')], plans })).toBe('2001-06-09');
  });

  it.each(['SUSPENDED', 'ANNULLED', 'EXECUTED'] as const)('ignores a deportation order that is %s', (status) => {
    expect(foreseenDeparture(aWitness({ deportationOrders: [order(status)] }))).toBeNull();
  });
});
