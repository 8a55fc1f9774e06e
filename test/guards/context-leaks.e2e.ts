import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sql, { raw } from 'sql-template-tag';
import type { Actor } from '../../src/access/domain/actor.js';
import { Readings } from '../../src/access/reading.js';
import { UnitOfWork } from '../../src/access/unit-of-work.js';
import { caseRecord } from '../../src/cases/case.tables.js';
import { Database } from '../../src/platform/db/database.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { creates } from '../support/given.js';
import { openSession, type Session } from '../support/session.js';

const REQUESTS = 10_000;
/** Four for each connection of the pool. */
const AT_ONCE = 32;
const REGIONS = ['PRIZREN', 'PEJA', 'GJILAN', 'MITROVICA'] as const;

/** How a request may go wrong, or leave its transaction in a state in which it must not reach the next. */
type Fault = (run: (text: string) => Promise<unknown>) => Promise<unknown>;
const faults: Readonly<Record<string, Fault>> = {
  'throws after its query': () => Promise.reject(new Error('planned')),
  'fails in SQL': (run) => run('SELECT 1 / (SELECT 0)'),
  'is refused by row-level security': (run) =>
    run(`INSERT INTO vigil.lawyer (id, region, code) VALUES (gen_random_uuid(), 'NOWHERE', 'X')`),
  'begins another transaction': (run) => run('BEGIN'),
  'commits by itself, and begins anew': (run) => run('COMMIT; BEGIN'),
  'has its connection ended': (run) => run('SELECT pg_terminate_backend(pg_backend_pid())'),
};
const planned = Object.values(faults);

let app: TestApp;
let superuser: Session;
let actors: readonly Actor[];

beforeAll(async () => {
  app = await startTestApp();
  superuser = await openSession(app.database.superuserUrl);
  const people: (readonly [string, Client])[] = [];
  for (const region of REGIONS) {
    const monitor = await app.signedInAs({ role: 'MONITOR', regions: [region] });
    await creates(monitor, 'Case', { court: `DC_${region}` });
    people.push([region, monitor]);
  }
  actors = people.map(([region, { token, accountId }]) => ({
    ...{ token, accountId, role: 'MONITOR', regions: [region], lawyerId: null, displayName: 'Monitor' },
  }));
});
afterAll(async () => {
  await superuser.close();
  await app.close();
});

interface Tally {
  served: number;
  failed: number;
  readonly leaks: string[];
}

/** What somebody sees who is signed in: the cases of the own region, and nothing else. */
async function look(number: number, tally: Tally): Promise<void> {
  const actor = actors[number % actors.length] as Actor;
  const fault = number % 5 === 0 ? planned[(number / 5) % planned.length] : undefined;
  const own = actor.regions.join();
  const see = async (run: Parameters<Parameters<Database['reading']>[0]>[0], from = sql`vigil.trafficking_case`) => {
    const { rows } = await run<{ region: string }>(sql`SELECT DISTINCT region FROM ${from} row`);
    const seen = rows.map(({ region }) => region).join();
    if (seen !== own) tally.leaks.push(`${own} saw ${seen}`);
    await fault?.((text) => run(raw(text)));
  };
  try {
    if (number % 7 === 0) {
      const work = app.nest.get(UnitOfWork, { strict: false });
      await work.perform(actor, 'CASE_PUBLIC:CREATE', async (change) => {
        await see((statement) => change.run(statement));
        throw new Error('planned');
      });
    } else {
      const readings = app.nest.get(Readings, { strict: false });
      await readings.reading(actor, ({ run, from }) => see(run, from(caseRecord)));
    }
    tally.served += 1;
  } catch {
    tally.failed += 1;
  }
}

/** A look by nobody, on whatever connection is free: it must find no sign-in left. */
async function lookAsNobody(tally: Tally): Promise<void> {
  const left = sql`SELECT NULLIF(current_setting('app.login', true), '') AS token, count(*)::int AS cases
    FROM vigil.trafficking_case`;
  const found = await app.nest
    .get(Database)
    .once<{ token: string | null; cases: number }>(left)
    .catch(() => null);
  for (const { token, cases } of found?.rows ?? []) {
    if (token !== null || cases > 0) tally.leaks.push(`nobody saw ${String(cases)} cases`);
  }
}

describe('connections that requests share', () => {
  it('carry no sign-in from one request to the next, in 10,000 of which every fifth fails', async () => {
    const tally: Tally = { served: 0, failed: 0, leaks: [] };
    let next = 0;
    const work = async (): Promise<void> => {
      while (next < REQUESTS) {
        const number = next;
        next += 1;
        await look(number, tally);
        if (number % 10 === 3) await lookAsNobody(tally);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    expect(tally.leaks).toEqual([]);
    expect(tally.served + tally.failed).toBe(REQUESTS);
    expect(tally.served).toBeGreaterThan(REQUESTS / 2);
    expect(tally.failed).toBeGreaterThan(REQUESTS / 5);
    const [connections] = await superuser.rows<{ count: number }>(
      `SELECT count(*)::int AS count FROM pg_stat_activity WHERE usename = 'vigil_app' AND datname = current_database()`,
    );
    expect(connections?.count).toBeLessThanOrEqual(8);
  }, 180_000);
});
