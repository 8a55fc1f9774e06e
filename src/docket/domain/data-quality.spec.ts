import { expect, it } from '@jest/globals';
import {
  aDocket,
  aDocketDeparture,
  aDocketReading,
  aDocketWitness,
  aScenario,
  reference,
} from '../../../test/support/docket.js';
import { readDocket } from './read-docket.js';

const W = '$.scenarios[0].witnesses[0]';
const findingsOf = (document: unknown) =>
  readDocket(document, reference).findings.map(({ path, problem }) => `${path} ${problem}`);
const inScenario = (fields: Parameters<typeof aScenario>[0]) => aDocket(aScenario(fields));
const inWitness = (fields: Parameters<typeof aDocketWitness>[0]) => inScenario({ witnesses: [aDocketWitness(fields)] });
const moved = (...movements: readonly object[]) => inWitness({ movements, testimony: [] });
const testified = (fields: Parameters<typeof aDocketReading>[0]) => inWitness({ testimony: [aDocketReading(fields)] });
const live = { mode: 'LIVE_OPEN', statementId: null };
const back = { kind: 'RETURN', date: '2001-04-20', recordedOn: '2001-04-20' };
const verdict = { date: '2001-05-10', result: 'CONVICTED' };
const terminated = { date: '2001-05-12', kind: 'INDICTMENT_WITHDRAWN' };

it('an ordinary document has no findings', () => {
  expect(findingsOf(aDocket(aScenario()))).toEqual([]);
});

it.each([
  [
    'heard in person while recorded as gone',
    testified(live),
    `${W}.testimony[0] records evidence in person on a day when the witness is recorded as gone`,
  ],
  [
    'departed twice',
    moved(aDocketDeparture(), aDocketDeparture({ departedOn: '2001-04-12' })),
    `${W}.movements[1] is a departure of one who had left already`,
  ],
  ['back without having left', moved(back), `${W}.movements[0] is a return of one who is not known to have left`],
  [
    'a reading without its objection',
    testified({ objection: null }),
    `${W}.testimony[0].objection is missing: it is not known whether there was an objection`,
  ],
  [
    'a reading without its statement',
    testified({ statementId: null }),
    `${W}.testimony[0].statementId is missing: the reading counts as one of an untested statement`,
  ],
  [
    'a reading of a later statement',
    inWitness({ statements: [{ id: 'T1', date: '2001-05-11', takenBy: 'POLICE' }] }),
    `${W}.testimony[0].statementId names a statement taken after the reading`,
  ],
  [
    'a statement named by oral evidence',
    inWitness({ movements: [], testimony: [aDocketReading({ mode: 'LIVE_OPEN' })] }),
    `${W}.testimony[0].statementId is not used, because nothing was read`,
  ],
  [
    'testimony on another day than its hearing',
    testified({ date: '2001-05-09' }),
    `${W}.testimony[0].date is not the day of its hearing, 2001-05-10`,
  ],
  [
    'testimony of a later cycle',
    testified({ cycle: 2 }),
    `${W}.testimony[0].cycle is later than the cycle of the trial, and does not count`,
  ],
  [
    'a judgment beside a termination',
    inScenario({ trial: { verdict, terminated } }),
    '$.scenarios[0].trial.verdict stands beside a termination of the same cycle',
  ],
  [
    'a judgment before the close of the evidence',
    inScenario({ trial: { verdict, evidenceClosedOn: '2001-05-11' } }),
    '$.scenarios[0].trial.verdict.date is before the close of the evidence',
  ],
  [
    'an adjournment reason without an adjournment',
    inScenario({
      hearings: [{ id: 'H1', date: '2001-05-10', status: 'HELD', phase: 'MAIN_TRIAL', reason: 'JUDGE_ABSENT' }],
    }),
    '$.scenarios[0].hearings[0].reason is the reason of an adjournment, but the hearing was not adjourned',
  ],
  [
    'seen after the departure',
    moved(aDocketDeparture({ lastConfirmedPresence: '2001-04-11' })),
    `${W}.movements[0].lastConfirmedPresence is after the departure`,
  ],
  [
    'a day beside an unknown precision',
    moved(aDocketDeparture({ precision: 'UNKNOWN' })),
    `${W}.movements[0].departedOn is not used, because it does not fit the status or the precision`,
  ],
  [
    'scheduled without a day',
    moved(aDocketDeparture({ status: 'SCHEDULED', departedOn: null, precision: null })),
    `${W}.movements[0].scheduledFor is missing: the day counts as unknown`,
  ],
  [
    'moved after death',
    inWitness({ otherReason: { code: 'DECEASED', date: '2001-03-01' } }),
    `${W}.otherReason is followed by a movement`,
  ],
  [
    'an effort named twice',
    inWitness({ efforts: ['IOM_TRACING', 'IOM_TRACING'] }),
    `${W}.efforts names the same thing more than once`,
  ],
])('%s is accepted and remarked', (_, document, finding) => {
  expect(findingsOf(document)).toEqual([finding]);
});

it('leaving, coming back and leaving again is nothing odd', () => {
  expect(
    findingsOf(
      moved(aDocketDeparture(), back, aDocketDeparture({ departedOn: '2001-05-20', recordedOn: '2001-05-20' })),
    ),
  ).toEqual([]);
});
