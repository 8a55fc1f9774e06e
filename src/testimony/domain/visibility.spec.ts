import { describe, expect, it } from '@jest/globals';
import {
  aDeparture,
  aHearing,
  aPlan,
  aReading,
  aRecovery,
  aReturn,
  aStatement,
  aTrial,
  aWitness,
  openCycle,
} from '../../../test/support/trial-facts.js';
import type { WitnessFacts } from './trial-facts.js';
import { visibleAt } from './visibility.js';

const asOf = '2001-06-05';
const witnessSeen = (facts: Partial<WitnessFacts>) => visibleAt(aTrial({ witness: facts }), asOf).witnesses[0];

describe('what was known on the as-of day', () => {
  it('leaves out what had happened but was recorded later', () => {
    const recordedOn = '2001-06-06';
    expect(
      witnessSeen({
        departures: [aDeparture('2001-05-10', { recordedOn })],
        returns: [aReturn('2001-05-20', { recordedOn })],
        plans: [aPlan('2001-07-01', { recordedOn })],
        statements: [aStatement('2001-03-01', { recordedOn })],
        testimony: [aReading('2001-05-30', { recordedOn })],
        recovery: [aRecovery({ orderedOn: '2001-05-01', recordedOn })],
        deportationOrders: [{ id: 'o', issuedOn: '2001-05-01', status: 'IN_FORCE', recordedOn }],
        otherReason: { code: 'ILL', date: '2001-05-01', recordedOn },
      }),
    ).toEqual(aWitness());
  });

  it('leaves out what lies ahead, but for plans', () => {
    const ahead = '2001-06-06';
    const plan = aPlan('2001-07-01');
    expect(
      witnessSeen({
        plans: [plan],
        departures: [aDeparture(ahead, { recordedOn: asOf })],
        returns: [aReturn(ahead, { recordedOn: asOf })],
        statements: [aStatement(ahead)],
        testimony: [aReading(ahead)],
        recovery: [aRecovery({ orderedOn: ahead })],
        deportationOrders: [{ id: 'o', issuedOn: ahead, status: 'IN_FORCE', recordedOn: null }],
        otherReason: { code: 'ILL', date: ahead, recordedOn: null },
        contactVerifiedOn: ahead,
      }),
    ).toEqual(aWitness({ plans: [plan] }));
  });

  it('keeps what happened or was recorded on the very day', () => {
    const facts = {
      departures: [aDeparture('2001-05-10', { recordedOn: asOf })],
      testimony: [aReading(asOf)],
      contactVerifiedOn: asOf,
    };
    expect(witnessSeen(facts)).toEqual(aWitness(facts));
  });

  it('keeps an arrangement that was ordered on a day nobody noted', () => {
    expect(witnessSeen({ recovery: [aRecovery()] })?.recovery).toHaveLength(1);
  });

  it('sees a departure of a month whose noted day is not over yet', () => {
    const departure = aDeparture('2001-06-30', { precision: 'MONTH', recordedOn: '2001-06-04' });
    expect(witnessSeen({ departures: [departure] })?.departures).toEqual([departure]);
  });

  it('always sees scheduled hearings, and others only once they have taken place and were recorded', () => {
    const scheduled = aHearing('2001-07-10', { recordedOn: '2001-06-30' });
    const held = aHearing('2001-06-01', { status: 'HELD' });
    const late = aHearing('2001-06-02', { status: 'HELD', recordedOn: '2001-06-30' });
    const ahead = aHearing('2001-06-07', { status: 'CANCELLED' });
    expect(visibleAt(aTrial({ hearings: [scheduled, held, late, ahead] }), asOf).hearings).toEqual([scheduled, held]);
  });

  it('leaves out a close, a judgment and a termination that lie ahead or were recorded later', () => {
    const ahead = { id: 'x', date: '2001-06-06', recordedOn: null };
    const cycle = openCycle({
      evidenceClosed: { id: 'x', date: '2001-06-01', recordedOn: '2001-06-06' },
      verdict: { ...ahead, result: 'CONVICTED' },
      terminated: { ...ahead, kind: 'INDICTMENT_WITHDRAWN' },
    });
    expect(visibleAt(aTrial({ cycle }), asOf).cycle).toEqual(openCycle());
  });

  it('leaves out a witness of whom nothing was known yet', () => {
    expect(witnessSeen({ recordedOn: '2001-06-06' })).toBeUndefined();
  });
});
