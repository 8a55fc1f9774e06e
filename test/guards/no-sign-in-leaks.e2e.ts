import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import sql from 'sql-template-tag';
import { Database, type Statements } from '../../src/platform/db/database.js';
import { PlantedWorld } from '../support/planted-world.js';

const REQUESTS = 2_000;
const AT_ONCE = 16;

/** What a request found before it signed in, and then: regions that were not its own. */
interface Found {
  readonly before: number;
  readonly foreign: number;
}

describe('a pool of connections under a storm of faults', () => {
  let world: PlantedWorld;
  let database: Database;

  beforeAll(async () => {
    world = await PlantedWorld.make();
    database = await Database.connect(world.app.database.connections.app, []);
  });
  afterAll(async () => {
    await database.close();
    await world.close();
  });

  const visible = async (run: Statements): Promise<readonly string[]> =>
    (await run<{ region: string }>(sql`SELECT region FROM vigil.trafficking_case`)).rows.map(({ region }) => region);

  it(`carries no sign-in from one request to the next in ${String(REQUESTS)} of them`, async () => {
    const regions = ['PRIZREN', 'PEJA'];
    const tokens = await Promise.all(
      regions.map(async (region) => (await world.app.signedInAs({ role: 'MONITOR', regions: [region] })).token),
    );
    const pool = (database as unknown as { readonly pool: Pool }).pool;
    const found: Found[] = [];
    const connections = new Set<number>();

    const work =
      (number: number) =>
      async (run: Statements): Promise<void> => {
        const own = number % regions.length;
        const before = (await visible(run)).length;
        await run(sql`SELECT * FROM sec.sign_in(${tokens[own]})`);
        const rows = await visible(run);
        found.push({
          before,
          foreign: rows.filter((region) => region !== regions[own]).length + (rows.length === 0 ? 1 : 0),
        });
        if (number % 5 === 1) throw new Error('the request failed half-way');
        if (number % 5 === 2) await run(sql`SELECT 1 / 0`);
      };

    async function forgotten(number: number): Promise<void> {
      const client = await pool.connect();
      connections.add((client as unknown as { readonly processID: number }).processID);
      await client.query('BEGIN');
      await work(number)((statement) => client.query(statement.text, statement.values)).catch(() => undefined);
      client.release();
    }

    async function unsigned(): Promise<void> {
      const { rows } = await database.once<{ region: string }>(sql`SELECT region FROM vigil.trafficking_case`);
      found.push({ before: rows.length, foreign: 0 });
    }

    const kinds = [
      (number: number) => database.reading(work(number)),
      (number: number) => database.writing(({ run }) => work(number)(run)),
      forgotten,
      unsigned,
    ];
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < REQUESTS) {
        const number = (next += 1);
        await kinds[number % kinds.length]?.(number).catch(() => undefined);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));

    expect(found).toHaveLength(REQUESTS);
    expect(found.filter(({ before, foreign }) => before > 0 || foreign > 0)).toEqual([]);
    expect(connections.size).toBe(REQUESTS / kinds.length);
    expect(pool.totalCount).toBeLessThanOrEqual(8);
  });
});
