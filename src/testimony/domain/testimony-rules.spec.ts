import { describe, expect, it } from '@jest/globals';
import { assessedWitness } from '../../../test/support/assessed.js';
import {
  aDeparture,
  aHearing,
  aPlan,
  aReading,
  aRecovery,
  aRefusal,
  aReturn,
  aStatement,
  aTrial,
  closedCycle,
  openCycle,
  oralEvidence,
} from '../../../test/support/trial-facts.js';
import type { TestimonyFacts, TrialFacts, WitnessFacts } from './trial-facts.js';

const classOf = (facts: TrialFacts) => assessedWitness(facts).class;
const openWith = (witness: Partial<WitnessFacts>, rest: Partial<TrialFacts> = {}) => aTrial({ witness, ...rest });
const closedWith = (witness: Partial<WitnessFacts>) => aTrial({ witness, cycle: closedCycle('2001-05-20') });
const gone = { departures: [aDeparture('2001-05-01')] };
const untested = (date: string, facts: Partial<TestimonyFacts> = {}) =>
  oralEvidence(date, { defenceExamined: 'NO', ...facts });

describe('rule 1: heard live', () => {
  it.each(['YES', 'WAIVED'] as const)('when the defence examined her in open court: %s', (defenceExamined) => {
    expect(classOf(openWith({ testimony: [oralEvidence('2001-05-10', { defenceExamined })] }))).toBe('HEARD_LIVE');
  });

  it('stays whatever departure follows', () => {
    const facts = { testimony: [oralEvidence('2001-04-10')], ...gone };
    expect(assessedWitness(openWith(facts))).toMatchObject({ class: 'HEARD_LIVE', final: true, cause: null });
  });

  it('wins over protected evidence, readings and refusals in the same cycle', () => {
    const testimony = [
      oralEvidence('2001-05-08', { mode: 'VIDEO_LINK' }),
      aReading('2001-05-09'),
      aRefusal('2001-05-09'),
      oralEvidence('2001-05-10', { completion: 'PARTIAL' }),
    ];
    expect(classOf(openWith({ testimony }))).toBe('HEARD_LIVE');
  });
});

describe('rule 2: heard with protection', () => {
  it.each([
    ['by video link', { mode: 'VIDEO_LINK' }],
    ['protected in court', { mode: 'LIVE_PROTECTED' }],
    ['in open court with a measure', { measures: ['SCREEN'] }],
  ] as const)('when she was examined %s', (_, facts) => {
    expect(assessedWitness(openWith({ testimony: [oralEvidence('2001-05-10', facts)] }))).toMatchObject({
      class: 'HEARD_PROTECTED',
      final: true,
    });
  });
});

describe('rule 3: a confronted record was read', () => {
  it.each(['QUESTIONED', 'WAIVED_WITH_COUNSEL'] as const)('and the defence had %s', (defenceOpportunity) => {
    const statements = [aStatement('2001-03-01', { defenceOpportunity, evidential: false })];
    expect(assessedWitness(openWith({ statements, testimony: [aReading('2001-05-10')], ...gone }))).toMatchObject({
      class: 'DEPOSITION_CONFRONTED',
      final: true,
      cause: null,
      basis: null,
      lostToRepatriation: 'NO',
    });
  });

  it('wins over an unconfronted reading and over untested oral evidence', () => {
    const statements = [
      aStatement('2001-03-01'),
      aStatement('2001-03-02', { label: 'T2', defenceOpportunity: 'QUESTIONED' }),
    ];
    const testimony = [aReading('2001-05-10'), aReading('2001-05-11', { statement: 'T2' }), untested('2001-05-12')];
    expect(assessedWitness(closedWith({ statements, testimony }))).toMatchObject({
      class: 'DEPOSITION_CONFRONTED',
      flags: [],
    });
  });
});

describe('rule 4: evidence that the defence could not test', () => {
  it.each(['NOTIFIED_ABSENT', 'NONE', 'UNKNOWN'] as const)('from a statement with opportunity %s', (opportunity) => {
    const statements = [aStatement('2001-03-01', { defenceOpportunity: opportunity })];
    expect(assessedWitness(openWith({ statements, testimony: [aReading('2001-05-10')] }))).toMatchObject({
      class: 'STATEMENT_READ',
      final: false,
      basis: 'UNCONFRONTED_STATEMENT',
    });
  });

  it('from a reading whose statement is not on record, or was recorded later', () => {
    expect(classOf(openWith({ testimony: [aReading('2001-05-10', { statement: null })] }))).toBe('STATEMENT_READ');
    const statements = [aStatement('2001-03-01', { defenceOpportunity: 'QUESTIONED', recordedOn: '2001-06-20' })];
    expect(classOf(openWith({ statements, testimony: [aReading('2001-05-10')] }))).toBe('STATEMENT_READ');
  });

  it.each([
    ['closed', closedWith({ testimony: [untested('2001-05-10')] }), 'STATEMENT_READ'],
    ['open and she has gone', openWith({ testimony: [untested('2001-04-10')], ...gone }), 'STATEMENT_READ'],
    ['open and she is present', openWith({ testimony: [untested('2001-05-10')] }), 'PENDING'],
  ])('from oral evidence never tested, once it cannot be completed: %s', (_, facts, expected) => {
    expect(classOf(facts)).toBe(expected);
  });

  it('has the basis of the reading when there is one, else of the oral evidence', () => {
    expect(assessedWitness(closedWith({ testimony: [untested('2001-05-10')] })).basis).toBe('UNTESTED_ORAL');
    const both = closedWith({ testimony: [untested('2001-05-10'), aReading('2001-05-11')] });
    expect(assessedWitness(both).basis).toBe('UNCONFRONTED_STATEMENT');
  });
});

describe('what was excluded does not exist', () => {
  const excluded = [{ admitted: false }, { objection: 'SUSTAINED' }] as const;
  it.each(excluded)('in oral evidence and readings: %j', (facts) => {
    const statements = [aStatement('2001-03-01', { defenceOpportunity: 'QUESTIONED' })];
    for (const testimony of [
      oralEvidence('2001-05-10', facts),
      untested('2001-05-10', facts),
      aReading('2001-05-10', facts),
    ]) {
      expect(assessedWitness(closedWith({ statements, testimony: [testimony] }))).toMatchObject({
        class: 'NOT_HEARD_OTHER',
        cause: 'NOT_CALLED',
        flags: [],
      });
    }
  });

  it.each(excluded)('but a refusal always counts: %j', (facts) => {
    expect(assessedWitness(closedWith({ testimony: [aRefusal('2001-05-10', facts)] })).cause).toBe('REFUSED');
  });

  it('a statement excluded once and admitted once is read, and recovers nothing', () => {
    const statements = [aStatement('2001-03-01', { defenceOpportunity: 'QUESTIONED' })];
    const testimony = [aReading('2001-05-10', { admitted: false }), aReading('2001-05-11')];
    expect(classOf(openWith({ statements, testimony }))).toBe('DEPOSITION_CONFRONTED');
    expect(classOf(openWith({ statements, testimony: testimony.slice(0, 1), ...gone }))).toBe('LOST');
  });
});

describe('an earlier cycle', () => {
  const earlier = { cycle: 1 };
  const retrial = openCycle({ number: 2 });
  it('does not lend its testimony, refusals or exclusions to the retrial', () => {
    const of = (witness: Partial<WitnessFacts>) => classOf(aTrial({ witness, cycle: retrial }));
    expect(of({ testimony: [oralEvidence('2001-02-10', earlier)] })).toBe('PENDING');
    expect(of({ testimony: [aRefusal('2001-02-10', earlier)] })).toBe('PENDING');
    const statements = [aStatement('2001-01-20', { defenceOpportunity: 'QUESTIONED' })];
    const testimony = [aReading('2001-02-10', { ...earlier, admitted: false })];
    expect(of({ statements, testimony, ...gone })).toBe('RECOVERABLE');
  });
});

describe('rules 5 and 8: a reason that arose while she was present', () => {
  const ill = (date: string) => ({ otherReason: { code: 'ILL', date, recordedOn: null } as const });

  it.each([
    ['closed', closedWith(ill('2001-05-10')), true],
    ['open', openWith(ill('2001-05-10')), false],
  ])('makes her not heard for that reason in a %s cycle', (_, facts, final) => {
    expect(assessedWitness(facts)).toMatchObject({
      class: 'NOT_HEARD_OTHER',
      final,
      cause: 'ILL',
      lostToRepatriation: 'NO',
    });
  });

  it('wins over a later departure, and loses to an earlier one', () => {
    expect(classOf(closedWith({ ...ill('2001-04-30'), ...gone }))).toBe('NOT_HEARD_OTHER');
    expect(classOf(closedWith({ ...ill('2001-05-01'), ...gone }))).toBe('LOST');
    expect(classOf(openWith({ ...ill('2001-05-02'), ...gone }))).toBe('LOST');
  });

  it('does not count when it cannot be proved that she was still present', () => {
    const departures = [aDeparture(null, { precision: 'UNKNOWN', recordedOn: '2001-05-15' })];
    expect(classOf(closedWith({ ...ill('2001-05-10'), departures }))).toBe('LOST');
  });

  it('takes a refusal in person as proof of presence, but not one by video link', () => {
    for (const mode of ['LIVE_OPEN', 'LIVE_PROTECTED'] as const) {
      expect(assessedWitness(closedWith({ testimony: [aRefusal('2001-05-10', { mode })], ...gone })).cause).toBe(
        'REFUSED',
      );
    }
    const byVideo = { testimony: [aRefusal('2001-05-10', { mode: 'VIDEO_LINK' })] };
    expect(assessedWitness(closedWith({ ...byVideo, ...gone }))).toMatchObject({ class: 'LOST', cause: 'IOM' });
    expect(assessedWitness(closedWith(byVideo)).cause).toBe('REFUSED');
  });

  it('is the earliest that qualifies when there are several', () => {
    const testimony = [aRefusal('2001-05-12'), aRefusal('2001-05-09', { id: 'first' })];
    expect(assessedWitness(closedWith({ testimony, ...ill('2001-05-08') })).cause).toBe('ILL');
    expect(assessedWitness(closedWith({ testimony, ...ill('2001-05-10') })).cause).toBe('REFUSED');
  });

  it('does not count when it arose after the close', () => {
    expect(assessedWitness(closedWith(ill('2001-05-21'))).cause).toBe('NOT_CALLED');
    expect(assessedWitness(closedWith(ill('2001-05-20'))).cause).toBe('ILL');
    expect(assessedWitness(closedWith({ testimony: [aRefusal('2001-05-21')] })).cause).toBe('NOT_CALLED');
  });
});

describe('rules 6 and 7: closed without her', () => {
  it('is lost when she had gone, or may have gone, by the close', () => {
    expect(assessedWitness(closedWith(gone))).toMatchObject({ class: 'LOST', final: true });
    expect(classOf(closedWith({ departures: [aDeparture('2001-05-20')] }))).toBe('LOST');
    const departures = [aDeparture('2001-05-01', { precision: 'MONTH', recordedOn: '2001-05-31' })];
    expect(classOf(closedWith({ departures }))).toBe('LOST');
  });

  it('is not heard for another reason when she was there: she was not called', () => {
    expect(assessedWitness(closedWith({ departures: [aDeparture('2001-05-21')] }))).toMatchObject({
      class: 'NOT_HEARD_OTHER',
      final: true,
      cause: 'NOT_CALLED',
    });
  });

  it('closes on the earliest of evidence, judgment and termination', () => {
    const cycle = openCycle({
      evidenceClosed: { id: 'e', date: '2001-05-20', recordedOn: null },
      verdict: { id: 'v', date: '2001-05-22', result: 'ACQUITTED', recordedOn: null },
      terminated: { id: 't', date: '2001-05-18', kind: 'INDICTMENT_WITHDRAWN', recordedOn: null },
    });
    const witness = { departures: [aDeparture('2001-05-19')] };
    expect(assessedWitness(aTrial({ cycle, witness }))).toMatchObject({ cause: 'NOT_CALLED' });
    expect(assessedWitness(aTrial({ cycle: { ...cycle, terminated: null }, witness }))).toMatchObject({ cause: 'IOM' });
  });
});

describe('rules 9 and 10: open and gone', () => {
  const running = aRecovery();
  const contact = { willing: 'WILLING', contactVerifiedOn: '2001-05-01' } as const;
  const record = { statements: [aStatement('2001-03-01', { defenceOpportunity: 'QUESTIONED' })] };

  it.each([
    ['a running arrangement', { recovery: [running] }, 'VIDEO_LINK'],
    ['an arrangement due this very day', { recovery: [aRecovery({ targetDate: '2001-06-05' })] }, 'VIDEO_LINK'],
    ['a confronted record on file', record, 'CONFRONTED_RECORD_ON_FILE'],
    ['a willing contact', contact, 'CONTACTABLE_AND_WILLING'],
    ['an arrangement before a record', { recovery: [running], ...record, ...contact }, 'VIDEO_LINK'],
    ['a record before a contact', { ...record, ...contact }, 'CONFRONTED_RECORD_ON_FILE'],
    [
      'the first kind of several',
      { recovery: [aRecovery({ type: 'LETTER_ROGATORY' }), aRecovery({ type: 'RETURN_TRAVEL' })] },
      'RETURN_TRAVEL',
    ],
  ] as const)('is recoverable through %s', (_, facts, basis) => {
    expect(assessedWitness(openWith({ ...gone, ...facts }))).toMatchObject({
      class: 'RECOVERABLE',
      final: false,
      cause: 'IOM',
      lostToRepatriation: 'NO',
      basis,
    });
  });

  it.each([
    ['an arrangement past its target date', { recovery: [aRecovery({ targetDate: '2001-06-04' })] }],
    ['an arrangement ordered later', { recovery: [aRecovery({ orderedOn: '2001-06-06' })] }],
    ['an arrangement only requested', { recovery: [aRecovery({ status: 'REQUESTED' })] }],
    ['an unconfronted record', { statements: [aStatement('2001-03-01')] }],
    [
      'a record that is no evidence',
      { statements: [aStatement('2001-03-01', { defenceOpportunity: 'QUESTIONED', evidential: false })] },
    ],
    ['a contact who is not known to be willing', { ...contact, willing: 'UNKNOWN' }],
    ['a contact verified 181 days ago', { ...contact, contactVerifiedOn: '2000-12-06' }],
  ] as const)('is lost so far with nothing but %s', (_, facts) => {
    expect(assessedWitness(openWith({ ...gone, ...facts }))).toMatchObject({
      class: 'LOST',
      final: false,
      basis: null,
    });
  });

  it('takes a contact verified 180 days ago', () => {
    expect(classOf(openWith({ ...gone, ...contact, contactVerifiedOn: '2000-12-07' }))).toBe('RECOVERABLE');
  });

  it('leaves only a record on file once she has died', () => {
    const died = { otherReason: { code: 'DECEASED', date: '2001-05-20', recordedOn: null } } as const;
    expect(classOf(openWith({ ...gone, ...died, ...contact, recovery: [running] }))).toBe('LOST');
    expect(assessedWitness(openWith({ ...gone, ...died, ...record, recovery: [running] })).basis).toBe(
      'CONFRONTED_RECORD_ON_FILE',
    );
  });
});

describe('rules 11 and 12: open and present', () => {
  const leaving = { plans: [aPlan('2001-06-20')] };

  it('is pending when nothing foresees a departure', () => {
    expect(assessedWitness(openWith({}))).toMatchObject({ class: 'PENDING', final: false, cause: null, flags: [] });
  });

  it.each([
    ['a summons to a main trial hearing before it', aHearing('2001-06-19'), 'PENDING'],
    ['a summons for this very day', aHearing('2001-06-05'), 'PENDING'],
    ['a summons for the day of the departure', aHearing('2001-06-20'), 'AT_RISK'],
    ['a hearing to which she is not summoned', aHearing('2001-06-19', { summoned: ['V2'] }), 'AT_RISK'],
    ['a hearing that was adjourned', aHearing('2001-06-19', { status: 'ADJOURNED' }), 'AT_RISK'],
    ['a hearing that should have been held yesterday', aHearing('2001-06-04'), 'AT_RISK'],
    ['a hearing for the judgment', aHearing('2001-06-19', { phase: 'JUDGMENT' }), 'AT_RISK'],
    [
      'an examination with the defence invited',
      aHearing('2001-06-19', { phase: 'INVESTIGATIVE_EXAMINATION', defenceInvited: true }),
      'PENDING',
    ],
    ['an examination without the defence', aHearing('2001-06-19', { phase: 'INVESTIGATIVE_EXAMINATION' }), 'AT_RISK'],
  ])('before a foreseen departure, with %s', (_, hearing, expected) => {
    expect(classOf(openWith(leaving, { hearings: [hearing] }))).toBe(expected);
  });

  it('is never safe when the day of the departure is unknown', () => {
    const plans = [aPlan('2001-06-20', { status: 'REQUESTED' })];
    expect(classOf(openWith({ plans }, { hearings: [aHearing('2001-06-06')] }))).toBe('AT_RISK');
  });

  it('is at risk when the foreseen day has passed and nobody confirmed it', () => {
    expect(classOf(openWith({ plans: [aPlan('2001-05-30')] }, { hearings: [aHearing('2001-06-10')] }))).toBe('AT_RISK');
  });

  it('is pending again once she is back and no new departure is foreseen', () => {
    expect(classOf(openWith({ ...leaving, ...gone, returns: [aReturn('2001-05-25')] }))).toBe('PENDING');
  });
});
