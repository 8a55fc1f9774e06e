import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';

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
});
