import { describe, expect, it } from '@jest/globals';
import { assessedWitness } from '../../../test/support/assessed.js';
import {
  aDeparture,
  aHearing,
  aPlan,
  aReading,
  aRecovery,
  aRefusal,
  aStatement,
  aTrial,
  closedCycle,
  openCycle,
  oralEvidence,
} from '../../../test/support/trial-facts.js';
import { trialFlags, witnessFlags } from './assessment.js';
import type { CycleFacts, HearingFacts, TestimonyFacts, WitnessFacts } from './trial-facts.js';

const closed = closedCycle('2001-05-20');
const flagsIn = (cycle: CycleFacts, witness: Partial<WitnessFacts>, hearings: readonly HearingFacts[] = []) =>
  assessedWitness(aTrial({ witness, cycle, hearings })).flags;
const open = openCycle();
const gone = { departures: [aDeparture('2001-05-01')] };
const untested = (date: string, facts: Partial<TestimonyFacts> = {}) =>
  oralEvidence(date, { defenceExamined: 'NO', ...facts });

it('the lists of flags are sorted, because results keep their order', () => {
  expect(witnessFlags).toEqual(witnessFlags.toSorted());
  expect(trialFlags).toEqual(trialFlags.toSorted());
});

describe('MINOR and MINOR_UNPROTECTED', () => {
  it('mark one under 18 in any class, and as unprotected only when heard in open court', () => {
    expect(flagsIn(open, { minor: true })).toEqual(['MINOR']);
    expect(flagsIn(closed, { minor: true, ...gone })).toEqual(['MINOR']);
    expect(flagsIn(open, { minor: true, testimony: [oralEvidence('2001-05-10')] })).toEqual([
      'MINOR',
      'MINOR_UNPROTECTED',
    ]);
    expect(flagsIn(open, { minor: true, testimony: [oralEvidence('2001-05-10', { measures: ['SCREEN'] })] })).toEqual([
      'MINOR',
    ]);
  });
});

describe('PARTIAL', () => {
  const partial = { completion: 'PARTIAL' } as const;

  it('marks one who was heard when no tested evidence was completed', () => {
    expect(flagsIn(open, { testimony: [oralEvidence('2001-05-10', partial)] })).toEqual(['PARTIAL']);
    const completedByVideo = oralEvidence('2001-05-11', { mode: 'VIDEO_LINK' });
    expect(flagsIn(open, { testimony: [oralEvidence('2001-05-10', partial), completedByVideo] })).toEqual([]);
    expect(flagsIn(open, { testimony: [oralEvidence('2001-05-10', partial), untested('2001-05-11')] })).toEqual([
      'PARTIAL',
    ]);
  });

  it('marks one who was not heard when evidence was begun and never tested', () => {
    expect(flagsIn(open, { testimony: [untested('2001-05-10')] })).toEqual(['PARTIAL']);
    expect(flagsIn(open, { testimony: [untested('2001-05-10'), aRefusal('2001-05-11')] })).toEqual(['PARTIAL']);
    expect(flagsIn(closed, { testimony: [untested('2001-05-10')], ...gone })).toEqual(['PARTIAL']);
  });

  it('does not mark a refusal alone, nor evidence that was excluded', () => {
    expect(flagsIn(open, { testimony: [aRefusal('2001-05-10')] })).toEqual([]);
    expect(flagsIn(open, { testimony: [untested('2001-05-10', { admitted: false })] })).toEqual([]);
  });
});

describe('OBJECTION_OVERRULED and POLICE_STATEMENT', () => {
  const statements = [aStatement('2001-03-01', { takenBy: 'POLICE' })];
  const overruled = aReading('2001-05-10', { objection: 'OVERRULED' });

  it('mark an admitted reading, in any class', () => {
    expect(flagsIn(closed, { statements, testimony: [overruled], ...gone })).toEqual([
      'OBJECTION_OVERRULED',
      'POLICE_STATEMENT',
    ]);
    expect(flagsIn(closed, { statements, testimony: [overruled, oralEvidence('2001-05-11')] })).toEqual([
      'OBJECTION_OVERRULED',
      'POLICE_STATEMENT',
    ]);
  });

  it('do not mark an excluded reading, one of an earlier cycle, or an objection to oral evidence', () => {
    expect(flagsIn(open, { statements, testimony: [aReading('2001-05-10', { objection: 'SUSTAINED' })] })).toEqual([]);
    expect(flagsIn(openCycle({ number: 2 }), { statements, testimony: [overruled] })).toEqual([]);
    expect(flagsIn(open, { testimony: [oralEvidence('2001-05-10', { objection: 'OVERRULED' })] })).toEqual([]);
  });

  it('do not call a statement that is not on record one of the police', () => {
    expect(flagsIn(closed, { testimony: [aReading('2001-05-10', { statement: null })], ...gone })).toEqual([]);
  });
});

describe('RECOVERY_ACTIVE', () => {
  const read = { testimony: [aReading('2001-05-10')], ...gone };
  const recovery = [aRecovery()];

  it('marks an untested reading in an open cycle with a running arrangement', () => {
    expect(flagsIn(open, { ...read, recovery })).toEqual(['RECOVERY_ACTIVE']);
    expect(flagsIn(closed, { ...read, recovery })).toEqual([]);
    expect(flagsIn(open, { ...read, recovery: [aRecovery({ targetDate: '2001-06-04' })] })).toEqual([]);
    expect(flagsIn(open, { ...gone, recovery })).toEqual([]);
  });

  it('does not mark one who has died', () => {
    const otherReason = { code: 'DECEASED', date: '2001-05-20', recordedOn: null } as const;
    expect(flagsIn(open, { ...read, recovery, otherReason })).toEqual([]);
  });
});

describe('DEPARTURE_DATE_UNKNOWN', () => {
  const inexact = { departures: [aDeparture('2001-04-01', { precision: 'MONTH', recordedOn: '2001-05-31' })] };

  it('marks a result that rests on a departure without an exact day', () => {
    expect(flagsIn(closed, inexact)).toEqual(['DEPARTURE_DATE_UNKNOWN']);
    expect(flagsIn(open, { ...inexact, recovery: [aRecovery()] })).toEqual(['DEPARTURE_DATE_UNKNOWN']);
    expect(flagsIn(closed, { ...inexact, testimony: [aReading('2001-05-10')] })).toEqual(['DEPARTURE_DATE_UNKNOWN']);
  });

  it('does not mark a result that rests on something else', () => {
    const refused = [aRefusal('2001-03-10'), aReading('2001-05-10')];
    expect(flagsIn(closed, { ...inexact, testimony: refused })).toEqual([]);
    expect(flagsIn(closed, { ...inexact, testimony: [oralEvidence('2001-03-10')] })).toEqual([]);
  });

  it('marks one at risk of a departure whose day is unknown', () => {
    expect(flagsIn(open, { plans: [aPlan(null, { status: 'REQUESTED' })] })).toEqual(['DEPARTURE_DATE_UNKNOWN']);
  });
});

describe('PROCEEDINGS_DISCONTINUED', () => {
  const terminated = { id: 't', date: '2001-05-20', kind: 'REPORT_DISMISSED', recordedOn: null } as const;

  it('marks the lost and the not heard once the proceedings were ended', () => {
    expect(flagsIn(openCycle({ terminated }), gone)).toEqual(['PROCEEDINGS_DISCONTINUED']);
    expect(flagsIn(openCycle({ terminated }), {})).toEqual(['PROCEEDINGS_DISCONTINUED']);
    expect(flagsIn(closedCycle('2001-05-01', { terminated }), gone)).toEqual(['PROCEEDINGS_DISCONTINUED']);
  });

  it('does not mark other classes, nor a termination that lies ahead', () => {
    expect(flagsIn(openCycle({ terminated }), { testimony: [aReading('2001-05-10')], ...gone })).toEqual([]);
    expect(flagsIn(openCycle({ terminated: { ...terminated, date: '2001-06-06' } }), gone)).toEqual([]);
  });
});

describe('UNCONFRONTED_STATEMENT_ON_FILE', () => {
  const statements = [aStatement('2001-03-01')];
  const flag = ['UNCONFRONTED_STATEMENT_ON_FILE'];

  it('marks one who has gone while the cycle is open, lost or recoverable', () => {
    expect(flagsIn(open, { ...gone, statements })).toEqual(flag);
    expect(flagsIn(open, { ...gone, statements, recovery: [aRecovery()] })).toEqual(flag);
  });

  it('does not mark a closed cycle, a present witness, or a statement that is not evidence or was excluded', () => {
    expect(flagsIn(closed, { ...gone, statements })).toEqual([]);
    expect(flagsIn(open, { statements })).toEqual([]);
    expect(flagsIn(open, { ...gone, statements: [aStatement('2001-03-01', { evidential: false })] })).toEqual([]);
    expect(flagsIn(open, { ...gone, statements, testimony: [aReading('2001-05-10', { admitted: false })] })).toEqual(
      [],
    );
  });
});

describe('the flags of a foreseen departure', () => {
  const leaving = (day: string) => ({ plans: [aPlan(day)] });
  const order = {
    deportationOrders: [{ id: 'o', issuedOn: '2001-05-01', status: 'IN_FORCE', recordedOn: null }],
  } as const;

  it('DEPORTATION_ORDER marks the present and unheard, also when they are safe', () => {
    expect(flagsIn(open, order)).toEqual(['DEPARTURE_DATE_UNKNOWN', 'DEPORTATION_ORDER']);
    const dated = { ...order, plans: [aPlan('2001-07-20', { programme: 'DEPORTATION' })] };
    expect(flagsIn(open, dated, [aHearing('2001-06-20')])).toEqual(['DEPARTURE_AFTER_HEARING', 'DEPORTATION_ORDER']);
    expect(flagsIn(open, { ...order, testimony: [oralEvidence('2001-05-10')] })).toEqual([]);
    expect(flagsIn(closed, order)).toEqual([]);
    expect(flagsIn(open, { ...order, ...gone })).toEqual([]);
  });

  it('NO_HEARING_BEFORE_DEPARTURE and NOT_SUMMONED exclude each other', () => {
    const late = leaving('2001-07-20');
    expect(flagsIn(open, late)).toEqual(['NO_HEARING_BEFORE_DEPARTURE']);
    expect(flagsIn(open, late, [aHearing('2001-06-20', { phase: 'APPEAL' })])).toEqual(['NO_HEARING_BEFORE_DEPARTURE']);
    expect(flagsIn(open, late, [aHearing('2001-06-20', { summoned: [] })])).toEqual(['NOT_SUMMONED']);
    expect(flagsIn(open, late, [aHearing('2001-06-20')])).toEqual(['DEPARTURE_AFTER_HEARING']);
  });

  it('SAME_DAY marks a hearing on the day of the departure, summoned or not', () => {
    const sameDay = aHearing('2001-07-20', { summoned: [] });
    expect(flagsIn(open, leaving('2001-07-20'), [sameDay])).toEqual(['NO_HEARING_BEFORE_DEPARTURE', 'SAME_DAY']);
    const both = [aHearing('2001-07-01', { summoned: [] }), sameDay];
    expect(flagsIn(open, leaving('2001-07-20'), both)).toEqual(['NOT_SUMMONED', 'SAME_DAY']);
  });

  it.each([
    ['2001-06-20', []],
    ['2001-06-19', ['URGENT']],
    ['2001-06-05', ['URGENT']],
  ])('URGENT marks a departure 14 days ahead or fewer: %s', (day, expected) => {
    expect(flagsIn(open, leaving(day))).toEqual(['NO_HEARING_BEFORE_DEPARTURE', ...expected]);
  });

  it('DEPARTURE_OVERDUE_UNCONFIRMED marks a day that has passed', () => {
    expect(flagsIn(open, leaving('2001-06-04'), [aHearing('2001-06-06')])).toEqual([
      'DEPARTURE_OVERDUE_UNCONFIRMED',
      'NO_HEARING_BEFORE_DEPARTURE',
      'URGENT',
    ]);
  });
});
