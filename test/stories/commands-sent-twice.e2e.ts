import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { createdIn, everywhereOnce, rowsOf, sendCase, tracesOf } from '../support/case-traces.js';

const UPDATE = `mutation ($input: UpdateCaseInput!) { updateCase(input: $input) { case { version } } }`;

let app: TestApp;
let monitor: Client;

beforeAll(async () => {
  app = await startTestApp();
  monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
});
afterAll(() => app.close());

describe('the same command sent again', () => {
  it('gets its first result, marked as replayed, and does nothing', async () => {
    const [id, key] = [randomUUID(), randomUUID()];
    const first = await sendCase(monitor, { id, title: 'First' }, key);
    const again = await sendCase(monitor, { id, title: 'First' }, key);
    expect(first.data).toMatchObject({ createCase: { replayed: false, case: { id } } });
    expect(again.data).toMatchObject({ createCase: { replayed: true, case: { id } } });
    expect(await tracesOf(app, id)).toEqual(everywhereOnce);
  });

  it('under a key that was used with other input is IDEMPOTENCY_KEY_REUSED', async () => {
    const [id, key] = [randomUUID(), randomUUID()];
    await sendCase(monitor, { id, title: 'First' }, key);
    expect((await sendCase(monitor, { id, title: 'Second' }, key)).codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
  });

  it('under a key of somebody else is a command of its own', async () => {
    const colleague = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    const key = randomUUID();
    await sendCase(monitor, { title: 'Mine' }, key);
    expect(createdIn(await sendCase(colleague, { title: 'Theirs' }, key)).replayed).toBe(false);
  });

  it('at the same time does it once, and each gets the result', async () => {
    const [id, key] = [randomUUID(), randomUUID()];
    const answers = await Promise.all([1, 2, 3, 4].map(() => sendCase(monitor, { id }, key)));
    const told = answers.map(createdIn);
    expect(told.map((answer) => answer.case.id)).toEqual([id, id, id, id]);
    expect(told.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await tracesOf(app, id)).toEqual(everywhereOnce);
  });
});

describe('a record that somebody else changed', () => {
  const change = (id: string, version: number, outcome: string, client = monitor): Promise<Answer> =>
    client.asks(UPDATE, { input: { id, version, outcome } });

  it('is STALE to whoever read an older version, and stays as it is', async () => {
    const id = createdIn(await sendCase(monitor)).case.id;
    expect((await change(id, 1, 'First')).data).toMatchObject({ updateCase: { case: { version: 2 } } });
    expect((await change(id, 1, 'Second')).codes).toEqual(['STALE']);
    expect((await change(id, 3, 'Third')).codes).toEqual(['STALE']);
    expect(await rowsOf(app, 'SELECT version, outcome FROM vigil.trafficking_case WHERE id = $1', [id])).toEqual([
      { version: 2, outcome: 'First' },
    ]);
  });

  it('is lost to none of many monitors who change it at once: one is stored, the others are told', async () => {
    const id = createdIn(await sendCase(monitor)).case.id;
    const colleague = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    const answers = await Promise.all(
      [monitor, colleague, monitor, colleague].map((client, index) => change(id, 1, `By ${String(index)}`, client)),
    );
    expect(answers.flatMap(({ codes }) => codes)).toEqual(['STALE', 'STALE', 'STALE']);
    const stored = answers.findIndex(({ codes }) => codes.length === 0);
    const versions = await rowsOf(
      app,
      `SELECT version, row_content ->> 'outcome' AS outcome FROM vigil.record_version WHERE id = $1 ORDER BY version`,
      [id],
    );
    expect(versions).toEqual([
      { version: 1, outcome: null },
      { version: 2, outcome: `By ${String(stored)}` },
    ]);
  });

  it('cannot change any more once it was withdrawn', async () => {
    const id = createdIn(await sendCase(monitor)).case.id;
    const hearing = { caseId: id, label: 'H1', date: '2001-06-01', status: 'HELD', phase: 'MAIN_TRIAL' };
    const created = await monitor.asks(
      `mutation ($input: CreateHearingInput!) { createHearing(input: $input) { hearing { id } } }`,
      { input: { ...hearing, defenceInvited: true } },
    );
    expect(created.codes).toEqual([]);
    const { id: hearingId } = (created.data?.createHearing as unknown as { hearing: { id: string } }).hearing;
    const withdraw = `mutation ($input: WithdrawInput!) { withdrawHearing(input: $input) { replayed } }`;
    const withdrawn = await monitor.asks(withdraw, { input: { id: hearingId, version: 1 } });
    expect(withdrawn.codes).toEqual([]);
    const amend = `mutation ($input: UpdateHearingInput!) { updateHearing(input: $input) { replayed } }`;
    const amended = await monitor.asks(amend, { input: { id: hearingId, version: 2, status: 'ADJOURNED' } });
    const again = await monitor.asks(withdraw, { input: { id: hearingId, version: 2 } });
    const refusals = [amended, again].flatMap(({ errors }) => errors.map(({ extensions }) => extensions.refusal));
    expect(refusals).toEqual(['ALREADY_WITHDRAWN', 'ALREADY_WITHDRAWN']);
  });
});

describe('an id that the client chose', () => {
  it('is ID_TAKEN when it exists, in the own region or out of sight in another', async () => {
    const elsewhere = await app.signedInAs({ role: 'MONITOR', regions: ['PEJA'] });
    const own = createdIn(await sendCase(monitor)).case.id;
    const foreign = randomUUID();
    await sendCase(elsewhere, { id: foreign, court: 'DC_PEJA' });
    const answers = [await sendCase(monitor, { id: own }), await sendCase(monitor, { id: foreign })];
    expect(answers.map(({ codes }) => codes)).toEqual([['ID_TAKEN'], ['ID_TAKEN']]);
    expect(answers.map(({ errors }) => errors[0]?.message)).toEqual([
      'This id is taken. Choose another one.',
      'This id is taken. Choose another one.',
    ]);
    expect(await tracesOf(app, foreign)).toEqual(everywhereOnce);
  });
});
