import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type RefusalCode, refusalTexts } from '../../src/kernel/refusal.js';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { aTrial, creates, type Region, sends, type Stored, type Trial, withdraws } from '../support/given.js';

/** What somebody tries: the record's name, and what is wrong with it beside the case. */
interface Attempt {
  readonly what: string;
  readonly by?: keyof Region;
  readonly name: string;
  readonly input: () => object;
  readonly refusal: RefusalCode;
  readonly field: string | null;
}

describe('the domain refuses', () => {
  let app: TestApp;
  let region: Region;
  let headquarters: Client;
  let trial: Trial;

  const refusalOf = ({ errors }: Answer): object | undefined => errors[0]?.extensions;

  beforeAll(async () => {
    app = await startTestApp();
    region = {
      monitor: await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN', 'PRISTINA'] }),
      focalPoint: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
    };
    headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
    trial = await aTrial(region);
  });
  afterAll(() => app.close());

  const ofWitness = (fields: object): object => ({ caseId: trial.caseId, witnessId: trial.witness.id, ...fields });
  const departure = (fields: object): object =>
    ofWitness({ kind: 'DEPARTURE', programme: 'IOM', date: '2001-05-01', ...fields });
  const evidence = (fields: object): object =>
    ofWitness({
      hearingId: trial.hearing.id,
      date: '2001-05-10',
      mode: 'LIVE_OPEN',
      completion: 'COMPLETED',
      defenceExamined: 'YES',
      ...fields,
    });
  const statement = (fields: object): object =>
    ofWitness({ label: 'T1', takenOn: '2001-05-01', takenBy: 'POLICE', ...fields });

  const attempts: readonly Attempt[] = [
    {
      what: 'a protective measure that the pack does not have',
      name: 'Testimony',
      input: () => evidence({ measures: ['SCREEN', 'INVISIBILITY'] }),
      refusal: 'UNKNOWN_REFERENCE_CODE',
      field: 'input.measures',
    },
    {
      what: 'a court that the pack does not have',
      name: 'Case',
      input: () => ({ court: 'COURT_OF_ATLANTIS' }),
      refusal: 'UNKNOWN_REFERENCE_CODE',
      field: 'input.court',
    },
    {
      what: 'a case in a court that sits above the regions',
      name: 'Case',
      input: () => ({ court: 'SC_KOSOVO' }),
      refusal: 'COURT_HAS_NO_REGION',
      field: 'input.court',
    },
    ...(
      [
        ['Statement', () => statement({ recordedOn: '2001-04-30' })],
        ['Movement', () => departure({ recordedOn: '2001-04-30' })],
        ['Testimony', () => evidence({ recordedOn: '2001-05-09' })],
        ['DeportationOrder', () => ofWitness({ issuedOn: '2001-05-01', status: 'IN_FORCE', recordedOn: '2001-04-30' })],
        ['Indictment', () => ({ caseId: trial.caseId, filedOn: '2001-05-01', recordedOn: '2001-04-30' })],
        ['Judgment', () => ({ caseId: trial.caseId, pronouncedOn: '2001-06-06', result: 'ACQUITTED' })],
        ['Termination', () => ({ caseId: trial.caseId, endedOn: '2001-06-06', kind: 'REPORT_DISMISSED' })],
      ] as const
    ).map(([name, input]): Attempt => ({
      what: `a record that is older than what it records (${name})`,
      name,
      input,
      refusal: 'RECORDED_BEFORE_EVENT',
      field: 'input.recordedOn',
    })),
    {
      what: 'a departure in a month that had not begun when it was recorded',
      name: 'Movement',
      input: () => departure({ precision: 'MONTH', date: '2001-05-31', recordedOn: '2001-04-30' }),
      refusal: 'RECORDED_BEFORE_EVENT',
      field: 'input.recordedOn',
    },
    {
      what: 'a stay that ends before it begins',
      by: 'focalPoint',
      name: 'ShelterStay',
      input: () => ofWitness({ enteredOn: '2001-05-02', leftOn: '2001-05-01' }),
      refusal: 'ENDS_BEFORE_IT_BEGINS',
      field: 'input.leftOn',
    },
    {
      what: 'conduct that ends before it begins',
      name: 'Charge',
      input: () => ({
        caseId: trial.caseId,
        accusedId: trial.accused.id,
        provision: 'R01-4:2.1',
        conductFrom: '2001-02-02',
        conductTo: '2001-02-01',
      }),
      refusal: 'ENDS_BEFORE_IT_BEGINS',
      field: 'input.conductTo',
    },
    {
      what: 'an indictment that is served before it is filed',
      name: 'Indictment',
      input: () => ({ caseId: trial.caseId, filedOn: '2001-02-02', servedOn: '2001-02-01' }),
      refusal: 'BEFORE_INDICTMENT',
      field: 'input.servedOn',
    },
    {
      what: 'a judgment that lies before the indictment of its cycle',
      name: 'Judgment',
      input: () => ({ caseId: trial.caseId, pronouncedOn: '2000-01-01', result: 'CONVICTED' }),
      refusal: 'BEFORE_INDICTMENT',
      field: 'input.pronouncedOn',
    },
    {
      what: 'a close of the evidence that lies before the indictment of its cycle',
      name: 'EvidenceClosing',
      input: () => ({ caseId: trial.caseId, closedOn: '2000-01-01' }),
      refusal: 'BEFORE_INDICTMENT',
      field: 'input.closedOn',
    },
    {
      what: 'a scheduled return without its day',
      by: 'focalPoint',
      name: 'PlannedReturn',
      input: () => ({ caseId: trial.caseId, witnessId: trial.witness.id, programme: 'IOM', status: 'SCHEDULED' }),
      refusal: 'PLAN_DAY_MISSING',
      field: 'input.scheduledFor',
    },
    {
      what: 'a reading that the witness refused',
      name: 'Testimony',
      input: () => evidence({ mode: 'STATEMENT_READ', completion: 'REFUSED', defenceExamined: 'NO' }),
      refusal: 'READING_CANNOT_BE_REFUSED',
      field: 'input.completion',
    },
    {
      what: 'a departure under no programme',
      name: 'Movement',
      input: () => departure({ programme: null }),
      refusal: 'DEPARTURE_NEEDS_PROGRAMME',
      field: 'input.programme',
    },
    {
      what: 'a return under a programme',
      name: 'Movement',
      input: () => departure({ kind: 'RETURN' }),
      refusal: 'RETURN_HAS_NO_PROGRAMME',
      field: 'input.programme',
    },
    {
      what: 'an exact departure without a day',
      name: 'Movement',
      input: () => departure({ date: null }),
      refusal: 'DATE_NEEDS_PRECISION',
      field: 'input.date',
    },
    {
      what: 'a day of which nothing is known',
      name: 'Movement',
      input: () => departure({ precision: 'UNKNOWN' }),
      refusal: 'DATE_NEEDS_PRECISION',
      field: 'input.date',
    },
    {
      what: 'a reason without the day on which it arose',
      name: 'Witness',
      input: () => ({ caseId: trial.caseId, code: 'V8', role: 'VICTIM', otherReason: 'ILL' }),
      refusal: 'REASON_AND_DAY_TOGETHER',
      field: 'input.otherReasonOn',
    },
    {
      what: 'a lawyer for nobody',
      by: 'focalPoint',
      name: 'Assignment',
      input: () => ({ caseId: trial.caseId, role: 'VICTIM_ADVOCATE' }),
      refusal: 'ONE_CLIENT',
      field: 'input.witnessId',
    },
    {
      what: 'one assignment for two clients',
      by: 'focalPoint',
      name: 'Assignment',
      input: () => ofWitness({ accusedId: trial.accused.id, role: 'VICTIM_ADVOCATE' }),
      refusal: 'ONE_CLIENT',
      field: 'input.witnessId',
    },
    {
      what: 'a second witness under the same code',
      name: 'Witness',
      input: () => ({ caseId: trial.caseId, code: 'V1', role: 'VICTIM' }),
      refusal: 'CODE_IN_USE',
      field: 'input.code',
    },
    {
      what: 'a second cycle under the same number',
      name: 'Cycle',
      input: () => ({ caseId: trial.caseId, number: 1, opening: 'RESTART' }),
      refusal: 'CODE_IN_USE',
      field: 'input.number',
    },
    {
      what: 'a charge against an accused of no case',
      name: 'Charge',
      input: () => ({ caseId: trial.caseId, accusedId: randomUUID(), provision: 'R01-4:2.1' }),
      refusal: 'NOT_IN_THIS_CASE',
      field: 'input.accusedId',
    },
    {
      what: 'the reading of a statement that nobody gave',
      name: 'Testimony',
      input: () => evidence({ mode: 'STATEMENT_READ', defenceExamined: 'NO', statementId: randomUUID() }),
      refusal: 'NOT_IN_THIS_CASE',
      field: 'input.statementId',
    },
  ];

  it.each(attempts)('$what, and names the field', async ({ by = 'monitor', name, input, refusal, field }) => {
    const answer = await sends(region[by], 'create', name, input());
    expect(refusalOf(answer)).toEqual({ code: 'REFUSED', refusal, field });
    expect(answer.errors[0]?.message).toBe(refusalTexts[refusal]);
  });

  it('a hearing of a case whose only cycle was taken back', async () => {
    const { id: caseId } = await creates(region.monitor, 'Case', { court: 'DC_PRIZREN' });
    const { data } = await region.monitor.asks(
      'query ($id: ID!) { case(id: $id) { cycles { nodes { id version } } } }',
      {
        id: caseId,
      },
    );
    const { cycles } = data?.case as unknown as { readonly cycles: { readonly nodes: readonly [Stored] } };
    await withdraws(region.monitor, 'Cycle', cycles.nodes[0]);
    const hearing = {
      caseId,
      label: 'H1',
      date: '2001-06-20',
      status: 'SCHEDULED',
      phase: 'MAIN_TRIAL',
      defenceInvited: true,
    };
    expect(refusalOf(await sends(region.monitor, 'create', 'Hearing', hearing))).toMatchObject({
      refusal: 'CASE_HAS_NO_CYCLE',
      field: 'input.cycleId',
    });
  });

  it('anything more in a case that was taken back', async () => {
    const opened = await creates(region.monitor, 'Case', { court: 'DC_PRIZREN' });
    await withdraws(region.monitor, 'Case', opened);
    const accused = { caseId: opened.id, code: 'D1' };
    expect(refusalOf(await sends(region.monitor, 'create', 'Accused', accused))).toMatchObject({
      refusal: 'ALREADY_WITHDRAWN',
      field: 'input.caseId',
    });
  });

  it.each<[RefusalCode, string, string]>([
    ['PERIOD_TOO_LONG', '1999-01-01', '2001-01-01'],
    ['ENDS_BEFORE_IT_BEGINS', '2001-02-01', '2001-01-31'],
  ])('%s of a report', async (refusal, periodFrom, periodTo) => {
    const request = 'mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }';
    expect(refusalOf(await headquarters.asks(request, { input: { periodFrom, periodTo } }))).toMatchObject({
      refusal,
      field: 'input.periodTo',
    });
  });

  it('to empty what a record cannot be without, and takes an empty day of record for none', async () => {
    const { errors } = await sends(region.monitor, 'update', 'Hearing', { ...trial.hearing, date: null, status: null });
    expect(errors[0]?.extensions).toEqual({
      code: 'BAD_INPUT',
      fields: [
        { field: 'input.date', problem: 'cannot be emptied' },
        { field: 'input.status', problem: 'cannot be emptied' },
      ],
    });
    const plain = await sends(region.monitor, 'create', 'Accused', {
      caseId: trial.caseId,
      code: 'D2',
      id: null,
      recordedOn: null,
      personId: null,
    });
    expect(plain.codes).toEqual([]);
  });

  it('without changing anything: what was refused left no trace', async () => {
    const before = await region.monitor.asks(
      'query ($id: ID!) { case(id: $id) { witnesses { nodes { code movements { totalCount } testimony { totalCount } } } charges { totalCount } } }',
      { id: trial.caseId },
    );
    expect(before.data?.case).toEqual({
      witnesses: { nodes: [{ code: 'V1', movements: { totalCount: 0 }, testimony: { totalCount: 0 } }] },
      charges: { totalCount: 0 },
    });
  });

  it('for no reason that no test meets through the API', () => {
    const stories = readdirSync('test', { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.e2e.ts'))
      .map((file) => readFileSync(`test/${file}`, 'utf8'));
    const unmet = Object.keys(refusalTexts).filter((code) => !stories.some((story) => story.includes(`'${code}'`)));
    expect(unmet).toEqual([]);
  });
});
