import { describe, expect, it } from '@jest/globals';
import {
  aDocket,
  aDocketDeparture,
  aDocketReading,
  aDocketWitness,
  aScenario,
  reference,
} from '../../../test/support/docket.js';
import { BadInput } from '../../kernel/errors.js';
import { readDocket } from './read-docket.js';

const S = '$.scenarios[0]';
const W = `${S}.witnesses[0]`;

/** The faults of a document, each as `path problem`. */
function faultsOf(document: unknown): readonly string[] {
  try {
    readDocket(document, reference);
    return [];
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return error.details.fields.map(({ field, problem }) => `${field} ${problem}`);
  }
}

const inScenario = (fields: Parameters<typeof aScenario>[0]) => aDocket(aScenario(fields));
const inWitness = (fields: Parameters<typeof aDocketWitness>[0]) => inScenario({ witnesses: [aDocketWitness(fields)] });
const inMovement = (fields: Parameters<typeof aDocketDeparture>[0]) =>
  inWitness({ movements: [aDocketDeparture(fields)] });
const inTestimony = (fields: Parameters<typeof aDocketReading>[0]) =>
  inWitness({ testimony: [aDocketReading(fields)] });
const inTrial = (fields: object) => inScenario({ trial: { cycle: 1, indictedOn: '2001-02-01', ...fields } });
const inHearing = (fields: object) =>
  inScenario({ hearings: [{ id: 'H1', date: '2001-05-10', status: 'HELD', phase: 'MAIN_TRIAL', ...fields }] });
const without = (field: string) =>
  aDocket(Object.fromEntries(Object.entries(aScenario()).filter(([name]) => name !== field)));

it('a sound document is accepted', () => {
  expect(faultsOf(aDocket(aScenario()))).toEqual([]);
});

describe('what is not in the format is refused at its path', () => {
  it.each([
    ['a document that is a list', [], '$ must be an object'],
    ['a document without scenarios', { version: 1 }, '$.scenarios is required'],
    ['an unknown field of the document', { ...aDocket(), extra: 1 }, '$.extra is not a field of the format'],
    ['an unknown field of a scenario', inScenario({ judge: 'X' }), `${S}.judge is not a field of the format`],
    [
      'an unknown field deep down',
      inTestimony({ statment: 'T1' }),
      `${W}.testimony[0].statment is not a field of the format`,
    ],
    ['a field name that is no plain name', inScenario({ 'a b': 1 }), `${S}["a b"] is not a field of the format`],
    [
      'a prototype as a field',
      aDocket(JSON.parse('{"__proto__": {}}') as object as never),
      `${S}.__proto__ is not a field of the format`,
    ],
    [
      'a prototype as a code',
      inWitness({ code: '__proto__', statements: [], testimony: [] }),
      `${W}.code must not be __proto__`,
    ],
    [
      'an unknown value',
      inWitness({ materiality: 'HUGE' }),
      `${W}.materiality must be one of SOLE, DECISIVE, SIGNIFICANT, PERIPHERAL, UNKNOWN`,
    ],
    ['a text for a number', inTrial({ cycle: '1' }), `${S}.trial.cycle must be a whole number from 1 to 99`],
    [
      'a broken number',
      inTrial({ verdict: { date: '2001-05-10', result: 'CONVICTED', months: 1.5 } }),
      `${S}.trial.verdict.months must be a whole number from 0 to 1200`,
    ],
    ['a word for true or false', inWitness({ minor: 'no' }), `${W}.minor must be true or false`],
    ['a single value for a list', inWitness({ efforts: 'IOM_TRACING' }), `${W}.efforts must be a list`],
    [
      'a country in full',
      inWitness({ nationality: 'Moldova' }),
      `${W}.nationality must be a country code of two capital letters`,
    ],
    ['an empty code', inWitness({ code: '', statements: [], testimony: [] }), `${W}.code is empty`],
    [
      'a text that is too long',
      inScenario({ title: 'x'.repeat(10_001) }),
      `${S}.title is longer than 10000 characters`,
    ],
    ['a NUL', inScenario({ title: 'a\u0000b' }), `${S}.title holds a control character or half of a character`],
    [
      'a control character',
      inScenario({ outcome: 'a\u001bb' }),
      `${S}.outcome holds a control character or half of a character`,
    ],
    [
      'half of a surrogate pair',
      inScenario({ outcome: 'a\ud800b' }),
      `${S}.outcome holds a control character or half of a character`,
    ],
    [
      'a day that does not exist',
      inScenario({ asOf: '2001-02-29' }),
      `${S}.asOf must be a day that exists, as in 2001-06-05`,
    ],
    [
      'a day in another notation',
      inHearing({ date: '10.5.2001' }),
      `${S}.hearings[0].date must be a day that exists, as in 2001-06-05`,
    ],
    [
      'nesting in a value',
      inScenario({ title: JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown }),
      `${S}.title must be a text`,
    ],
  ])('%s', (_, document, fault) => {
    expect(faultsOf(document)).toContain(fault);
  });

  it('also in what an import ignores: nesting, prototypes and control characters', () => {
    const nested = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)) as unknown;
    expect(faultsOf(inScenario({ expected: nested }))).toEqual([
      `${S}.expected${'[0]'.repeat(29)}… is nested too deep`,
    ]);
    expect(faultsOf(inScenario({ expected: JSON.parse('{"__proto__": 1}') as unknown }))).toHaveLength(1);
    expect(faultsOf(inScenario({ rationale: 'a\u0007' }))).toHaveLength(1);
    expect(faultsOf(inScenario({ expected: { trial: {} }, rationale: 'why' }))).toEqual([]);
  });

  it.each(['id', 'asOf', 'court', 'defendants', 'trial', 'hearings', 'witnesses'])('a scenario without %s', (field) => {
    expect(faultsOf(without(field))).toEqual([`${S}.${field} is required`]);
  });

  it('every fault of a document, not only the first', () => {
    expect(faultsOf(aDocket(aScenario({ asOf: 1 }), aScenario({ id: 'S2', court: 'NOWHERE' })))).toHaveLength(2);
  });

  it('and a flood of faults is cut short', () => {
    const flood = faultsOf(inScenario({ hearings: Array.from({ length: 1500 }, () => null) }));
    expect(flood).toHaveLength(1001);
    expect(flood.at(-1)).toBe('$ has 500 more faults than are listed');
  });
});

describe('codes that repeat or name nothing are refused', () => {
  const hearing = { id: 'H1', date: '2001-05-10', status: 'HELD', phase: 'MAIN_TRIAL' };
  const statement = { id: 'T1', date: '2001-03-01', takenBy: 'POLICE' };
  it.each([
    ['two scenarios of one id', aDocket(aScenario(), aScenario()), '$.scenarios[1].id "S1" is used before'],
    ['two hearings of one id', inScenario({ hearings: [hearing, hearing] }), `${S}.hearings[1].id "H1" is used before`],
    [
      'two witnesses of one code',
      inScenario({ witnesses: [aDocketWitness(), aDocketWitness()] }),
      `${S}.witnesses[1].code "V1" is used before`,
    ],
    [
      'two defendants of one code',
      inScenario({ defendants: [{ code: 'D1' }, { code: 'D1' }] }),
      `${S}.defendants[1].code "D1" is used before`,
    ],
    [
      'a defendant and a witness of one code',
      inScenario({ defendants: [{ code: 'V1' }] }),
      `${W}.code "V1" is used before`,
    ],
    [
      'two statements of one id',
      inWitness({ statements: [statement, statement] }),
      `${W}.statements[1].id "T1" is used before`,
    ],
    ['a summons of nobody', inHearing({ summoned: ['V9'] }), `${S}.hearings[0].summoned[0] "V9" is no witness here`],
    [
      'a reading of no statement',
      inTestimony({ statementId: 'T9' }),
      `${W}.testimony[0].statementId "T9" is no statement of this witness`,
    ],
    ['testimony at no hearing', inTestimony({ hearing: 'H9' }), `${W}.testimony[0].hearing "H9" is no hearing here`],
    [
      'an opportunity of no defendant',
      inWitness({ statements: [{ ...statement, opportunityByDefendant: { D9: 'NONE' } }] }),
      `${W}.statements[0].opportunityByDefendant.D9 is no defendant here`,
    ],
    [
      'legal aid for nobody',
      inScenario({ legalAid: [{ client: 'V9', role: 'VICTIM_ADVOCATE' }] }),
      `${S}.legalAid[0].client "V9" is no witness or defendant here`,
    ],
    [
      'a court that is not in the reference',
      inScenario({ court: 'COURT_Z' }),
      `${S}.court "COURT_Z" is no court of the reference pack`,
    ],
    [
      'a provision that is not in the reference',
      inScenario({ defendants: [{ code: 'D1', provisions: ['P9'] }] }),
      `${S}.defendants[0].provisions[0] "P9" is no provision of the reference pack`,
    ],
    [
      'an adjournment reason that is not in the reference',
      inHearing({ reason: 'RAIN' }),
      `${S}.hearings[0].reason "RAIN" is no adjournment reason of the reference pack`,
    ],
    [
      'a protective measure that is not in the reference',
      inTestimony({ measures: ['MAGIC'] }),
      `${W}.testimony[0].measures[0] "MAGIC" is no protective measure of the reference pack`,
    ],
  ])('%s', (_, document, fault) => {
    expect(faultsOf(document)).toEqual([fault]);
  });

  it('but testimony of an earlier cycle may name a hearing that the file lacks', () => {
    const trial = { cycle: 2, indictedOn: '2001-02-01' };
    const testimony = [aDocketReading({ hearing: 'H0', cycle: 1 })];
    expect(faultsOf(inScenario({ trial, witnesses: [aDocketWitness({ testimony })] }))).toEqual([]);
  });
});

describe('dates that contradict each other are refused', () => {
  const early = { recordedOn: '2001-01-01' };
  const movedTo = (movement: object) => inWitness({ movements: [movement] });
  it.each([
    [
      'a departure recorded before it',
      inMovement(early),
      `${W}.movements[0].recordedOn is before the departure that it records, 2001-04-10`,
    ],
    [
      'a departure of a month recorded before the month',
      inMovement({ precision: 'MONTH', recordedOn: '2001-03-31' }),
      `${W}.movements[0].recordedOn is before the departure that it records, 2001-04-01`,
    ],
    [
      'a return recorded before it',
      movedTo({ kind: 'RETURN', date: '2001-05-01', ...early }),
      `${W}.movements[0].recordedOn is before the return that it records, 2001-05-01`,
    ],
    [
      'a statement recorded before it',
      inWitness({ statements: [{ id: 'T1', date: '2001-03-01', takenBy: 'TFP', ...early }] }),
      `${W}.statements[0].recordedOn is before the event that it records, 2001-03-01`,
    ],
    [
      'testimony recorded before it',
      inTestimony(early),
      `${W}.testimony[0].recordedOn is before the event that it records, 2001-05-10`,
    ],
    [
      'a reason recorded before it',
      inWitness({ otherReason: { code: 'ILL', date: '2001-05-01', ...early } }),
      `${W}.otherReason.recordedOn is before the event that it records, 2001-05-01`,
    ],
    [
      'an order recorded before it',
      inWitness({ deportationOrder: { issuedOn: '2001-05-01', status: 'IN_FORCE', ...early } }),
      `${W}.deportationOrder.recordedOn is before the event that it records, 2001-05-01`,
    ],
    [
      'an arrangement recorded before it',
      inWitness({ recovery: [{ type: 'VIDEO_LINK', status: 'ACTIVE', orderedOn: '2001-05-01', ...early }] }),
      `${W}.recovery[0].recordedOn is before the event that it records, 2001-05-01`,
    ],
    [
      'a hearing recorded as held before it',
      inHearing(early),
      `${S}.hearings[0].recordedOn is before the event that it records, 2001-05-10`,
    ],
    [
      'a judgment recorded before it',
      inTrial({ verdict: { date: '2001-05-10', result: 'CONVICTED', ...early } }),
      `${S}.trial.verdict.recordedOn is before the event that it records, 2001-05-10`,
    ],
    [
      'a termination recorded before it',
      inTrial({ terminated: { date: '2001-05-10', kind: 'REPORT_DISMISSED', ...early } }),
      `${S}.trial.terminated.recordedOn is before the event that it records, 2001-05-10`,
    ],
    [
      'a stay that ends before it begins',
      inWitness({ shelter: [{ from: '2001-03-01', to: '2001-02-28' }] }),
      `${W}.shelter[0].to is before 2001-03-01`,
    ],
    [
      'legal aid that ends before it begins',
      inScenario({ legalAid: [{ client: 'V1', role: 'VICTIM_ADVOCATE', from: '2001-03-01', to: '2001-02-28' }] }),
      `${S}.legalAid[0].to is before 2001-03-01`,
    ],
    [
      'a judgment before the indictment',
      inTrial({ verdict: { date: '2001-01-31', result: 'ACQUITTED' } }),
      `${S}.trial.verdict.date is before the indictment, 2001-02-01`,
    ],
    [
      'a close of the evidence before the indictment',
      inTrial({ evidenceClosedOn: '2001-01-31' }),
      `${S}.trial.evidenceClosedOn is before the indictment, 2001-02-01`,
    ],
  ])('%s', (_, document, fault) => {
    expect(faultsOf(document)).toEqual([fault]);
  });

  it.each([
    [
      'an unknown departure is recorded on any day',
      inMovement({ precision: 'UNKNOWN', departedOn: null, recordedOn: '2001-01-01' }),
    ],
    [
      'a departure of a month is recorded within it',
      inMovement({ precision: 'MONTH', departedOn: '2001-04-30', recordedOn: '2001-04-02' }),
    ],
    ['a hearing is scheduled ahead', inHearing({ status: 'SCHEDULED', recordedOn: '2001-05-01' })],
    [
      'a plan is recorded ahead',
      inMovement({ status: 'SCHEDULED', departedOn: null, precision: null, scheduledFor: '2001-07-01' }),
    ],
    [
      'an investigation ends without an indictment',
      inScenario({ trial: { terminated: { date: '2001-01-31', kind: 'INVESTIGATION_DISCONTINUED' } } }),
    ],
  ])('but %s', (_, document) => {
    expect(faultsOf(document)).toEqual([]);
  });
});

describe('a movement has what its kind needs', () => {
  it.each([
    ['no kind', { kind: undefined }, 'kind is required'],
    ['no record date', { recordedOn: null }, 'recordedOn is required'],
    ['no programme', { programme: null }, 'programme is required of a departure'],
    ['no status', { status: null }, 'status is required of a departure'],
    ['no precision', { precision: null }, 'precision is required of a departure that has happened'],
    ['no day', { departedOn: null }, 'departedOn is required unless the precision is UNKNOWN'],
    ['the date of a return', { date: '2001-04-10' }, 'date belongs to a return only'],
    ['the programme, as a return', { kind: 'RETURN', date: '2001-04-10' }, 'programme belongs to a departure only'],
  ])('%s', (_, fields, fault) => {
    expect(faultsOf(inMovement(fields))).toEqual([`${W}.movements[0].${fault}`]);
  });

  it('a return needs its date', () => {
    const movements = [{ kind: 'RETURN', recordedOn: '2001-05-01' }];
    expect(faultsOf(inWitness({ movements }))).toEqual([`${W}.movements[0].date is required of a return`]);
  });
});

describe('testimony', () => {
  it('of a reading cannot be refused', () => {
    expect(faultsOf(inTestimony({ completion: 'REFUSED' }))).toEqual([
      `${W}.testimony[0].completion a reading cannot be refused by the witness`,
    ]);
  });

  it('in person says whether it was completed', () => {
    expect(faultsOf(inTestimony({ mode: 'LIVE_OPEN', completion: null, statementId: null }))).toEqual([
      `${W}.testimony[0].completion is required of evidence given in person`,
    ]);
  });
});

describe('defaults', () => {
  it('fill in what is missing: lists are empty, other values null or unknown', () => {
    const { scenarios } = readDocket(
      inScenario({ trial: {}, hearings: [], witnesses: [{ code: 'V1', role: 'VICTIM' }], legalAid: undefined }),
      reference,
    );
    expect(scenarios[0]).toMatchObject({
      outcome: null,
      legalAid: [],
      trial: { cycle: 1, indictedOn: null, verdict: null },
      witnesses: [{ expected: false, materiality: 'UNKNOWN', willing: 'UNKNOWN', nationality: null, movements: [] }],
    });
    expect(scenarios[0]).not.toHaveProperty('expected');
  });

  it('take testimony as admitted and as given in the cycle of the trial', () => {
    const { scenarios } = readDocket(inTestimony({}), reference);
    expect(scenarios[0]?.witnesses[0]?.testimony[0]).toMatchObject({ admitted: true, cycle: 1, defenceExamined: 'NO' });
  });

  it.each([
    ['POLICE', false],
    ['TFP', false],
    ['INVESTIGATING_JUDGE', true],
    ['PROSECUTOR', true],
    ['TRIAL_COURT', true],
  ])('take a statement before %s as evidential: %s', (takenBy, evidential) => {
    const statements = [{ id: 'T1', date: '2001-03-01', takenBy }];
    expect(readDocket(inWitness({ statements }), reference).scenarios[0]?.witnesses[0]?.statements[0]).toMatchObject({
      evidential,
      defenceOpportunity: 'UNKNOWN',
    });
  });

  it('keep the order and kind of movements', () => {
    const movements = [
      aDocketDeparture({ status: 'REQUESTED', departedOn: null, precision: null }),
      aDocketDeparture(),
      { kind: 'RETURN', date: '2001-04-20', recordedOn: '2001-04-20' },
    ];
    const { scenarios } = readDocket(inWitness({ movements }), reference);
    expect(scenarios[0]?.witnesses[0]?.movements.map(({ kind }) => kind)).toEqual(['PLAN', 'DEPARTURE', 'RETURN']);
  });
});
