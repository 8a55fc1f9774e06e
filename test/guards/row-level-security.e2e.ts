import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { may } from '../../src/access/domain/may.js';
import { propertiesOf, type RecordDefinition, type Row } from '../../src/access/record.js';
import { columnName } from '../../src/platform/db/define-table.js';
import type { Client } from '../support/app.js';
import { definitions } from '../support/planted-cases.js';
import { PlantedWorld } from '../support/planted-world.js';
import { openSession, type Session } from '../support/session.js';

const caseBound = definitions.filter(({ caseColumn }) => caseColumn !== null);
const nameOf = ({ table }: RecordDefinition<Row>): string => `vigil.${table.name}`;
const caseOf = ({ caseColumn }: RecordDefinition<Row>): string => columnName(caseColumn ?? '');

let world: PlantedWorld;
let monitor: Client;
/** As the role of the application, without the application. */
let app: Session;

beforeAll(async () => {
  world = await PlantedWorld.make();
});
afterAll(() => world.close());

beforeEach(async () => {
  monitor = await world.app.signedInAs({ role: 'MONITOR', regions: [world.cases.home.witness.region] });
  app = await openSession(world.app.database.connections.app);
});
afterEach(() => app.close());

const begin = async (token: string): Promise<number> => {
  await app.rows('BEGIN');
  return (await app.rows('SELECT * FROM sec.sign_in($1)', [token])).length;
};

const count = async (session: Session, table: string, where = 'true'): Promise<number> => {
  const [row] = await session.rows<{ found: number }>(`SELECT count(*) AS found FROM ${table} WHERE ${where}`);
  return row?.found ?? 0;
};

/** How many rows of each table the session sees, for the tables where it sees some. */
async function seen(where = 'true'): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const record of definitions) {
    const rows = await count(app, nameOf(record), where);
    if (rows > 0) found[nameOf(record)] = rows;
  }
  return found;
}

const cases = (): Promise<number> => count(app, 'vigil.trafficking_case');

/** The SQLSTATE with which a statement is refused, with the transaction as it was before. */
async function refused(statement: string, values: readonly unknown[] = []): Promise<string> {
  await app.rows('SAVEPOINT before');
  const outcome = await app.rows(statement, values).then(
    (rows) => `done, ${String(rows.length)} rows`,
    (error: Error & { code?: string }) => error.code ?? error.message,
  );
  await app.rows('ROLLBACK TO SAVEPOINT before');
  return outcome;
}

describe('the role of the application, without a sign-in', () => {
  it('sees no row of any record, of the reference data, the trail or the reports', async () => {
    for (const record of definitions) expect(await count(world.superuser, nameOf(record))).toBeGreaterThan(0);
    expect(await seen()).toEqual({});
    for (const table of ['vigil.reference_entry', 'vigil.audit_entry', 'vigil.report', 'sec.account']) {
      expect(await count(world.superuser, table)).toBeGreaterThan(0);
      expect([table, await count(app, table)]).toEqual([table, 0]);
    }
  });

  it('is not signed in by a token that is none', async () => {
    expect(await begin(randomBytes(32).toString('hex'))).toBe(0);
    expect(await seen()).toEqual({});
  });
});

describe('the role of the application, signed in as a monitor', () => {
  it('sees the rows of the region, of the classes that a monitor may list, and no other', async () => {
    expect(await begin(monitor.token)).toBe(1);
    const listed = definitions.filter(({ dataClass }) => may('MONITOR', 'OWN_REGION', `${dataClass}:LIST`));
    expect(Object.keys(await seen()).sort()).toEqual(listed.map(nameOf).sort());
    expect(await seen(`region <> '${world.cases.home.witness.region}'`)).toEqual({});
  });

  it.each(['COMMIT', 'ROLLBACK'])('sees nothing on the same connection after %s', async (end) => {
    await begin(monitor.token);
    expect(await cases()).toBeGreaterThan(0);
    await app.rows(end);
    expect(await seen()).toEqual({});
    await app.rows('BEGIN');
    expect(await seen()).toEqual({});
  });

  it.each([
    ['the session is revoked', 'UPDATE sec.login SET revoked_at = now() WHERE account_id = $1'],
    ['the session is over', "UPDATE sec.login SET expires_at = now() - interval '1 second' WHERE account_id = $1"],
    ['the session was idle', "UPDATE sec.login SET idle_until = now() - interval '1 second' WHERE account_id = $1"],
    ['the account is closed', 'UPDATE sec.account SET active = false WHERE id = $1'],
    ['the region is taken away', "UPDATE sec.account SET regions = '{}' WHERE id = $1"],
  ])('sees nothing from the next statement on once %s', async (_, statement) => {
    await begin(monitor.token);
    expect(await cases()).toBeGreaterThan(0);
    await world.superuser.rows(statement, [monitor.accountId]);
    expect(await cases()).toBe(0);
  });

  it('cannot add a row to a case of another region, to any table', async () => {
    await begin(monitor.token);
    const outcomes: Record<string, string> = {};
    for (const record of caseBound) {
      const [row] = await world.superuser.rows<{ content: object }>(
        `SELECT to_jsonb(stored) || jsonb_build_object('id', gen_random_uuid()) AS content
         FROM ${nameOf(record)} stored WHERE ${caseOf(record)} = $1 LIMIT 1`,
        [world.cases.away.witness.caseId],
      );
      const columns = propertiesOf(record.table).map(columnName).join(', ');
      outcomes[nameOf(record)] = await refused(
        `INSERT INTO ${nameOf(record)} (${columns}) SELECT ${columns} FROM jsonb_populate_record(NULL::${nameOf(record)}, $1::jsonb)`,
        [JSON.stringify(row?.content)],
      );
    }
    expect(outcomes).toEqual(Object.fromEntries(caseBound.map((record) => [nameOf(record), '42501'])));
  });

  it('changes no row of another region, and moves none of its own there', async () => {
    await begin(monitor.token);
    const { caseId, region } = world.cases.away.witness;
    for (const record of caseBound) {
      const touch = `UPDATE ${nameOf(record)} SET version = version + 1`;
      expect(await refused(`${touch} WHERE ${caseOf(record)} = $1 RETURNING id`, [caseId])).toBe('done, 0 rows');
      const writable = may('MONITOR', 'OWN_REGION', `${record.dataClass}:UPDATE`) && !record.changedUnder;
      const moved = await refused(`UPDATE ${nameOf(record)} SET region = $1 RETURNING id`, [region]);
      expect([nameOf(record), moved]).toEqual([nameOf(record), writable ? '42501' : 'done, 0 rows']);
    }
  });

  it('is helped by no setting but the token of another session', async () => {
    await begin(monitor.token);
    const own = await cases();
    for (const [name, value] of [
      ['app.regions', '{PEJA}'],
      ['app.role', 'HQ_ANALYST'],
      ['role', 'none'],
      ['row_security', 'on'],
    ]) {
      await refused(`SELECT set_config('${String(name)}', '${String(value)}', true)`);
      expect(await cases()).toBe(own);
    }
    await app.rows("SELECT set_config('app.login', $1, true)", [randomBytes(32).toString('hex')]);
    expect(await cases()).toBe(0);
    const analyst = await world.as('HQ_ANALYST');
    await app.rows("SELECT set_config('app.login', $1, true)", [analyst.token]);
    expect(await cases()).toBe(3);
  });

  it('cannot turn row-level security off, take another role, write permissions or forge an entry of the trail', async () => {
    await begin(monitor.token);
    const attempts = {
      'SET LOCAL ROLE vigil_owner': '42501',
      'ALTER TABLE vigil.witness DISABLE ROW LEVEL SECURITY': '42501',
      'DROP POLICY see ON vigil.witness': '42501',
      "INSERT INTO sec.permission VALUES ('MONITOR', 'ANY', 'CASE_PUBLIC', 'LIST')": '42501',
      'DELETE FROM vigil.witness': '42501',
      'TRUNCATE vigil.audit_entry': '42501',
      'UPDATE vigil.audit_entry SET account_id = NULL': '42501',
      "UPDATE vigil.record_version SET row_content = '{}'": '42501',
      'SELECT token_hash FROM sec.login': '42501',
    };
    for (const [statement, state] of Object.entries(attempts)) {
      expect([statement, await refused(statement)]).toEqual([statement, state]);
    }
    expect(await refused('SET LOCAL row_security = off; SELECT * FROM vigil.witness')).toBe('42501');
  });
});

describe('a lawyer behind a conflict wall', () => {
  it('sees no row of the case in any table, though the assignment is active', async () => {
    const lawyer = await world.as('LAWYER_VICTIM_SIDE');
    await begin(lawyer.token);
    const { caseId } = world.cases.walled.witness;
    for (const record of caseBound) {
      expect([nameOf(record), await count(app, nameOf(record), `${caseOf(record)} = '${caseId}'`)]).toEqual([
        nameOf(record),
        0,
      ]);
    }
    expect(await cases()).toBe(1);
  });
});
