import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { type Created, rowsOf, sendCase } from '../support/case-traces.js';

const CREATE_CASE = `mutation ($input: CreateCaseInput!, $key: ID) {
  createCase(input: $input, idempotencyKey: $key) { replayed case { id code region stage version court { code } cycles { nodes { id number } } } }
}`;

describe('a monitor records a trial', () => {
  let app: TestApp;
  let monitor: Client;

  beforeAll(async () => {
    app = await startTestApp();
    monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
  });
  afterAll(() => app.close());

  it('opens a case in the own region, with its first cycle', async () => {
    const { data, codes } = await monitor.asks(CREATE_CASE, {
      input: { court: 'DC_PRIZREN', title: 'A bar near the border' },
    });
    expect(codes).toEqual([]);
    expect(data?.createCase).toMatchObject({
      replayed: false,
      case: { code: 'PRZ-0001/01', region: 'PRIZREN', stage: 'BEFORE_INDICTMENT', court: { code: 'DC_PRIZREN' } },
    });
  });

  it('cannot open one in another region', async () => {
    const { codes } = await monitor.asks(CREATE_CASE, { input: { court: 'DC_PEJA' } });
    expect(codes).toEqual(['NOT_FOUND']);
  });

  it('takes one back as entered in error, and the trail tells it of the case', async () => {
    const { data } = await sendCase(monitor);
    const { id, version } = (data?.createCase as unknown as Created).case;
    const WITHDRAW = 'mutation ($input: WithdrawInput!) { withdrawCase(input: $input) { case { withdrawn } } }';
    const answer = await monitor.asks(WITHDRAW, { input: { id, version } });
    expect(answer.data?.withdrawCase).toEqual({ case: { withdrawn: true } });
    const told = `SELECT case_id FROM vigil.audit_entry WHERE 'CaseWithdrawn' = ANY (types)`;
    expect(await rowsOf(app, told)).toEqual([{ case_id: id }]);
  });
});
