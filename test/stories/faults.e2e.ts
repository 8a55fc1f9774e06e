import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import sql from 'sql-template-tag';
import { Sessions } from '../../src/access/sessions.js';
import { Readings } from '../../src/access/reading.js';
import { Busy } from '../../src/kernel/errors.js';
import { Database } from '../../src/platform/db/database.js';
import { Admission } from '../../src/platform/http/admission.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { creates } from '../support/given.js';
import { openSession, type Session } from '../support/session.js';

let app: TestApp;
let monitor: Client;
let superuser: Session;
let port: number;

beforeAll(async () => {
  app = await startTestApp();
  monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
  superuser = await openSession(app.database.superuserUrl);
  await app.nest.listen(0, '127.0.0.1');
  port = (app.nest.getHttpServer().address() as AddressInfo).port;
});
afterAll(async () => {
  await superuser.close();
  await app.close();
});

const url = (path: string): string => `http://127.0.0.1:${String(port)}${path}`;
const post = (body: string): Promise<Response> =>
  fetch(url('/graphql'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Cookie: `sid=${monitor.token}` },
    body,
  });

/** Requests that have come in and do not go on, because their bodies do not end. */
async function unfinished(count: number): Promise<() => Promise<void>> {
  const requests = Array.from({ length: count }, () => {
    const started = httpRequest(url('/graphql'), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': '100' },
    });
    started.on('error', () => undefined);
    started.write('{');
    return started;
  });
  await sleep(300);
  return async () => {
    for (const started of requests) started.destroy();
    await sleep(300);
  };
}

describe('with 24 requests under way', () => {
  it('the next is BUSY before anything of it is read, and health answers at once', async () => {
    const end = await unfinished(24);
    try {
      const answer = await post('this is no JSON');
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'BUSY' } }] });
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      expect((await fetch(url('/healthz'))).status).toBe(200);
      expect((await fetch(url('/readyz'))).status).toBe(200);
    } finally {
      await end();
    }
    expect((await post(JSON.stringify({ query: '{ me { id } }' }))).status).toBe(200);
  });

  it('and not with 23', async () => {
    const end = await unfinished(23);
    expect((await post(JSON.stringify({ query: '{ me { id } }' }))).status).toBe(200);
    await end();
  });
});

describe('a statement that takes too long', () => {
  it('is ended after 4 seconds, and the client is told to try again', async () => {
    const started = performance.now();
    const slow = app.nest.get(Database).reading((run) => run(sql`SELECT pg_sleep(30)`));
    await expect(slow).rejects.toBeInstanceOf(Busy);
    expect(performance.now() - started).toBeGreaterThanOrEqual(3_900);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('has a minute where a job runs it', async () => {
    const reporter = await app.nest.get(Sessions, { strict: false }).ofSystemActor('REPORTER');
    const [limits] = await app.nest.get(Readings, { strict: false }).reading(reporter, async ({ run }) => {
      const shown = sql`SELECT current_setting('statement_timeout') AS statement,
        current_setting('idle_in_transaction_session_timeout') AS idle`;
      return (await run<{ statement: string; idle: string }>(shown)).rows;
    });
    expect(limits).toEqual({ statement: '1min', idle: '1min' });
    const { rows } = await app.nest.get(Database).once(sql`SELECT current_setting('statement_timeout') AS statement,
      current_setting('idle_in_transaction_session_timeout') AS idle`);
    expect(rows).toEqual([{ statement: '4s', idle: '8s' }]);
  });
});

/** The database says what it says when its disk is full: nothing here can make a disk so small. */
describe('with a full disk', () => {
  beforeAll(async () => {
    await superuser.rows(`CREATE FUNCTION public.no_room() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$`);
    await superuser.rows(`CREATE TRIGGER no_room BEFORE INSERT ON vigil.trafficking_case
      FOR EACH STATEMENT EXECUTE FUNCTION public.no_room()`);
  });

  it('a mutation says so, a reading goes on, and with room again so does everything', async () => {
    const full = await monitor.asks('mutation { createCase(input: { court: "DC_PRIZREN" }) { case { id } } }');
    expect(full.errors).toMatchObject([{ extensions: { code: 'UNAVAILABLE', reason: 'DISK_FULL' } }]);
    expect((await monitor.asks('{ cases(first: 5) { nodes { code } } }')).codes).toEqual([]);
    expect((await fetch(url('/readyz'))).status).toBe(200);
    await superuser.rows('DROP TRIGGER no_room ON vigil.trafficking_case');
    await creates(monitor, 'Case', { court: 'DC_PRIZREN' });
  });
});

describe('once it was asked to stop', () => {
  it('the service is not ready and lets nobody in, but lives until it has finished', async () => {
    app.nest.get(Admission).close();
    const ready = await fetch(url('/readyz'));
    expect([ready.status, await ready.json()]).toEqual([503, { status: 'stopping' }]);
    expect((await post('{}')).status).toBe(503);
    expect((await fetch(url('/healthz'))).status).toBe(200);
  });
});
