import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { contents } from '../../src/first-run.js';
import { withClient } from '../../src/platform/db/connect.js';
import { inspectDatabase } from '../../src/platform/db/inspection.js';
import { type Migration, MigrationFailed, NewerDatabase } from '../../src/platform/db/migrate.js';
import { prepareDatabase } from '../../src/platform/db/prepare-database.js';
import { type Outcome, runChecks } from '../../src/platform/doctor/check.js';
import { databaseChecks } from '../../src/platform/doctor/database-checks.js';
import { cloneDatabase, emptyDatabase, type TestDatabase } from '../support/template-database.js';

const names = contents.migrations.map(({ name }) => name);
const down = (): Promise<void> => Promise.reject(new Error('Migrations go forward only.'));

class AddsAColumn1900000000001 implements MigrationInterface {
  readonly down = down;
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`ALTER TABLE vigil.trafficking_case ADD priority text NOT NULL DEFAULT 'ORDINARY'`);
  }
}

class FailsHalfway1900000000002 implements MigrationInterface {
  readonly down = down;
  async up(queries: QueryRunner): Promise<void> {
    await queries.query('CREATE TABLE vigil.half (id uuid PRIMARY KEY); DROP TABLE vigil.summons');
    await queries.query('ALTER TABLE vigil.hearing ADD CHECK (no_such_column > 0)');
  }
}

const databases: TestDatabase[] = [];
async function using(making: Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await making;
  databases.push(database);
  return database;
}
afterAll(() => Promise.all(databases.map((database) => database.drop())));

function prepare(
  { superuserUrl, connections }: TestDatabase,
  migrations: readonly Migration[] = contents.migrations,
): Promise<readonly string[]> {
  const { permissions } = contents;
  return prepareDatabase({
    adminUrl: superuserUrl,
    connections,
    passphrases: {},
    migrations,
    permissions,
    progress: () => undefined,
  });
}

async function ask<Row extends object>({ superuserUrl }: TestDatabase, sql: string): Promise<Row[]> {
  return withClient(superuserUrl, async (client) => (await client.query<Row>(sql)).rows);
}

/** Every column, constraint, policy and function, as text. */
async function shapeOf(database: TestDatabase): Promise<readonly string[]> {
  const rows = await ask<{ part: string }>(
    database,
    `SELECT format('%s.%s %s %s', table_schema, table_name, column_name, data_type) AS part
       FROM information_schema.columns WHERE table_schema IN ('vigil', 'sec')
     UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint
     UNION ALL SELECT format('%s %s %s', tablename, policyname, qual) FROM pg_policies
     UNION ALL SELECT format('%s %s', oid::regprocedure, md5(prosrc)) FROM pg_proc WHERE pronamespace = to_regnamespace('sec')
     UNION ALL SELECT format('ran %s', name) FROM vigil.migration
     ORDER BY 1`,
  );
  return rows.map(({ part }) => part);
}

async function doctorOn(database: TestDatabase, migrations: readonly string[]): Promise<Map<string, Outcome>> {
  const inspection = await inspectDatabase(database.superuserUrl);
  const checks = databaseChecks(inspection, { migrations, rowSecured: ['trafficking_case', 'person', 'lawyer'] });
  const findings = await runChecks(checks);
  await inspection.close();
  return new Map(findings.map(({ name, outcome }) => [name, outcome]));
}

describe('the migrations, from an empty database', () => {
  let database: TestDatabase;
  let ran: readonly string[];
  beforeAll(async () => {
    database = await using(emptyDatabase());
    ran = await prepare(database);
  });

  it('run in order, and once', async () => {
    expect(ran).toEqual(names);
    expect(await prepare(database)).toEqual([]);
  });

  it('leave nothing for the doctor to find', async () => {
    const outcomes = await doctorOn(database, names);
    expect([...outcomes.values()].map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok', 'ok']);
  });

  it('let no role that signs in own a table, a function, a sequence or a schema of the record', async () => {
    const owners = await ask<{ owner: string }>(
      database,
      `SELECT DISTINCT pg_get_userbyid(owner) AS owner FROM (
         SELECT relowner AS owner, relnamespace AS schema FROM pg_class
         UNION ALL SELECT proowner, pronamespace FROM pg_proc
         UNION ALL SELECT nspowner, oid FROM pg_namespace) thing
       WHERE schema IN (to_regnamespace('vigil'), to_regnamespace('sec'))`,
    );
    expect(owners).toEqual([{ owner: 'vigil_owner' }]);
  });

  it('give the service no right to make, empty or delete anything', async () => {
    const rights = await ask<{ who: string; what: string }>(
      database,
      `SELECT role AS who, format('%s on %s', right_, c.oid::regclass) AS what
         FROM pg_class c, unnest('{vigil_app,vigil_auth}'::text[]) role, unnest('{DELETE,TRUNCATE,TRIGGER}'::text[]) right_
        WHERE c.relkind = 'r' AND c.relnamespace IN (to_regnamespace('vigil'), to_regnamespace('sec'))
          AND has_table_privilege(role, c.oid, right_)
       UNION ALL
       SELECT role, format('CREATE in %s', n.nspname)
         FROM pg_namespace n, unnest('{vigil_app,vigil_auth}'::text[]) role
        WHERE has_schema_privilege(role, n.oid, 'CREATE')
       UNION ALL
       SELECT role, 'CREATE on the database' FROM unnest('{vigil_app,vigil_auth}'::text[]) role
        WHERE has_database_privilege(role, current_database(), 'CREATE')`,
    );
    expect(rights).toEqual([]);
  });

  it('run once when two starts come at the same time', async () => {
    const shared = await using(emptyDatabase());
    const both = await Promise.all([prepare(shared), prepare(shared)]);
    expect(both.flat()).toEqual(names);
    expect(await ask(shared, 'SELECT name FROM vigil.migration ORDER BY id')).toEqual(names.map((name) => ({ name })));
  });

  it('leave nothing behind when one of them fails', async () => {
    const failing = await using(emptyDatabase());
    await expect(prepare(failing, [...contents.migrations, FailsHalfway1900000000002])).rejects.toThrow(
      MigrationFailed,
    );
    const tables = await ask(
      failing,
      `SELECT relname FROM pg_class WHERE relnamespace = to_regnamespace('vigil') AND relkind = 'r' AND relname <> 'migration'`,
    );
    expect(tables).toEqual([]);
    expect(await ask(failing, 'SELECT * FROM vigil.migration')).toEqual([]);
    expect(await prepare(failing)).toEqual(names);
  });
});

describe('a further migration, on a database with records', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await using(cloneDatabase());
    await ask(
      database,
      `INSERT INTO vigil.reference_entry (kind, code, labels, mark) VALUES
         ('REGION', 'NORTH', '{}', 'VERIFIED'), ('COURT', 'DC_NORTH', '{}', 'VERIFIED');
       INSERT INTO vigil.trafficking_case (id, region, recorded_on, code, court)
         SELECT gen_random_uuid(), 'NORTH', '2001-06-05', 'N-' || number, 'DC_NORTH' FROM generate_series(1, 50) number;
       INSERT INTO vigil.cycle (id, case_id, region, recorded_on, number, opening)
         SELECT gen_random_uuid(), id, region, recorded_on, 1, 'FIRST_INSTANCE' FROM vigil.trafficking_case`,
    );
  });

  it('leaves the database as it was when it fails, and says which it was and why', async () => {
    const before = await shapeOf(database);
    const failure = await prepare(database, [
      ...contents.migrations,
      AddsAColumn1900000000001,
      FailsHalfway1900000000002,
    ]).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      message:
        'The migration FailsHalfway1900000000002 failed: column "no_such_column" does not exist. The database is as it was before.',
      cure: expect.stringContaining('Go on with the Vigil that ran before'),
    });
    expect(await shapeOf(database)).toEqual(before);
    expect(await ask(database, 'SELECT count(*)::int FROM vigil.cycle')).toEqual([{ count: 50 }]);
  });

  it('is named by the doctor while it has not run', async () => {
    const outcomes = await doctorOn(database, [...names, AddsAColumn1900000000001.name]);
    expect(outcomes.get('migrations')).toMatchObject({
      kind: 'warning',
      what: expect.stringContaining('AddsAColumn1900000000001'),
    });
  });

  it('keeps every record', async () => {
    expect(await prepare(database, [...contents.migrations, AddsAColumn1900000000001])).toEqual([
      'AddsAColumn1900000000001',
    ]);
    const [count] = await ask(
      database,
      `SELECT count(*)::int AS cases, count(*) FILTER (WHERE priority = 'ORDINARY')::int AS new
         FROM vigil.trafficking_case JOIN vigil.cycle ON cycle.case_id = trafficking_case.id`,
    );
    expect(count).toEqual({ cases: 50, new: 50 });
  });

  it('keeps an older Vigil from starting on the database, and the doctor says why', async () => {
    await ask(database, 'DELETE FROM sec.permission');
    await expect(prepare(database)).rejects.toThrow(new NewerDatabase(['AddsAColumn1900000000001']));
    expect(await ask(database, 'SELECT * FROM sec.permission')).toEqual([]);
    const outcomes = await doctorOn(database, names);
    expect(outcomes.get('migrations')).toMatchObject({
      kind: 'problem',
      what: 'A newer Vigil changed this database: AddsAColumn1900000000001.',
    });
  });
});
