import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordDefinition, Row } from '../../src/access/record.js';
import { type Column, columnName } from '../../src/platform/db/define-table.js';
import { records } from '../../src/records.js';
import { openSession, type Session } from '../support/session.js';
import { cloneDatabase, type TestDatabase } from '../support/template-database.js';

const definitions = records as unknown as readonly RecordDefinition<Row>[];
const caseBound = definitions.filter(({ caseColumn }) => caseColumn !== null);
const belowACase = caseBound.filter(({ caseColumn }) => caseColumn !== 'id');
const tableOf = ({ table }: RecordDefinition<Row>): string => table.name;

/** As `format_type` writes it. */
const spelled = (type: string): string => (type === 'timestamptz' ? 'timestamp with time zone' : type);

const shapeOf = (column: string, type: string, nullable: boolean): string =>
  `${column} ${spelled(type)}${nullable ? '' : ' NOT NULL'}`;

interface StoredColumn {
  readonly relation: string;
  readonly column: string;
  readonly type: string;
  readonly nullable: boolean;
}

interface Policy {
  readonly relation: string;
  readonly policy: string;
  readonly restrictive: boolean;
  readonly command: string;
  readonly roles: string;
}

interface ForeignKey {
  readonly relation: string;
  readonly columns: readonly string[];
  readonly target: string;
}

const STORED_COLUMNS = `
  SELECT relation.relname::text AS relation, attribute.attname::text AS column,
         format_type(attribute.atttypid, NULL) AS type, NOT attribute.attnotnull AS nullable
  FROM pg_attribute attribute JOIN pg_class relation ON relation.oid = attribute.attrelid
  WHERE relation.relnamespace = 'vigil'::regnamespace AND relation.relkind = 'r'
    AND attribute.attnum > 0 AND NOT attribute.attisdropped AND attribute.attgenerated = ''`;

const POLICIES = `
  SELECT relation.relname::text AS relation, polname::text AS policy, NOT polpermissive AS restrictive,
         polcmd::text AS command, (SELECT string_agg(role::regrole::text, ',') FROM unnest(polroles) role) AS roles
  FROM pg_policy JOIN pg_class relation ON relation.oid = polrelid`;

const FOREIGN_KEYS = `
  SELECT conrelid::regclass::text AS relation, confrelid::regclass::text AS target,
         ARRAY(SELECT attname::text FROM unnest(conkey) WITH ORDINALITY AS key (number, place)
               JOIN pg_attribute ON attrelid = conrelid AND attnum = number ORDER BY place) AS columns
  FROM pg_constraint WHERE contype = 'f' AND connamespace = 'vigil'::regnamespace`;

describe('the tables of the records', () => {
  let database: TestDatabase;
  let superuser: Session;

  beforeAll(async () => {
    database = await cloneDatabase();
    superuser = await openSession(database.superuserUrl);
  });
  afterAll(async () => {
    await superuser.close();
    await database.drop();
  });

  it('have the columns, types and nullability that the declarations say', async () => {
    const stored = await superuser.rows<StoredColumn>(STORED_COLUMNS);
    const shapes = (table: string): string[] =>
      stored
        .filter(({ relation }) => relation === table)
        .map(({ column, type, nullable }) => shapeOf(column, type, nullable))
        .sort();
    const declared = ({ table }: RecordDefinition<Row>): string[] =>
      Object.entries<Column>(table.columns)
        .map(([property, { type, nullable }]) => shapeOf(columnName(property), type, nullable))
        .sort();
    expect(Object.fromEntries(definitions.map((record) => [tableOf(record), shapes(tableOf(record))]))).toEqual(
      Object.fromEntries(definitions.map((record) => [tableOf(record), declared(record)])),
    );
  });

  it('carry, when they belong to a case, what every one of them carries', async () => {
    const stored = await superuser.rows<StoredColumn>(STORED_COLUMNS);
    const common = ['id', 'case_id', 'region', 'version', 'recorded_on', 'ordinal', 'withdrawn'];
    const missing = belowACase.flatMap((record) =>
      common
        .filter((name) => !stored.some(({ relation, column }) => relation === tableOf(record) && column === name))
        .map((name) => `${tableOf(record)}.${name}`),
    );
    expect(belowACase.length).toBeGreaterThanOrEqual(18);
    expect(missing).toEqual([]);
  });

  it('stand behind row-level security, for their owner too', async () => {
    const open = await superuser.rows<{ relation: string }>(`
      SELECT relname::text AS relation FROM pg_class WHERE relnamespace = 'vigil'::regnamespace AND relkind = 'r'
        AND relname <> 'migration' AND NOT (relrowsecurity AND relforcerowsecurity)`);
    expect(open).toEqual([]);
  });

  it('have a policy for seeing, adding and changing, and a wall around each case', async () => {
    const policies = await superuser.rows<Policy>(POLICIES);
    const of = (table: string): readonly string[] =>
      policies
        .filter(({ relation, roles }) => relation === table && roles === 'vigil_app')
        .map(({ policy, command, restrictive }) => `${policy} ${command}${restrictive ? ' restrictive' : ''}`)
        .sort();
    const usual = ['add a', 'change w', 'see r'];
    for (const record of definitions) {
      const expected = record.caseColumn === null ? usual : [...usual, 'wall * restrictive'];
      expect([tableOf(record), of(tableOf(record))]).toEqual([tableOf(record), expected]);
    }
  });

  it('name the class and the anchor of their declaration in their policies', async () => {
    const stored = await superuser.rows<{ relation: string; condition: string }>(`
      SELECT polrelid::regclass::text AS relation, pg_get_expr(polqual, polrelid) AS condition
      FROM pg_policy WHERE polname = 'see' AND polroles = ARRAY['vigil_app'::regrole::oid]`);
    const anchors = { CASE: 'my_cases', WITNESS: 'my_clients', ASSIGNMENT: 'my_assignments', LAWYER: 'my_lawyer' };
    for (const record of definitions) {
      const condition = stored.find(({ relation }) => relation === `vigil.${tableOf(record)}`)?.condition ?? '';
      expect(condition).toContain(`everywhere('${record.dataClass}'::text, 'LIST'::text)`);
      const named = Object.entries(anchors).filter(([, call]) => condition.includes(call));
      const expected = record.anchor === 'WITNESS' ? ['CASE', 'WITNESS'] : [record.anchor];
      expect(named.map(([anchor]) => anchor)).toEqual(expected.filter((anchor) => anchor !== 'NONE'));
    }
  });

  it('point within one case only by keys that carry the case', async () => {
    const keys = await superuser.rows<ForeignKey>(FOREIGN_KEYS);
    const tables = new Set(belowACase.map((record) => `vigil.${tableOf(record)}`));
    const amongRecords = keys.filter(({ relation, target }) => tables.has(relation) && tables.has(target));
    expect(amongRecords.length).toBeGreaterThan(18);
    expect(amongRecords.filter(({ columns }) => columns[0] !== 'case_id' || columns.length !== 2)).toEqual([]);
    const toTheCase = keys.filter(({ target }) => target === 'vigil.trafficking_case');
    expect(toTheCase.map(({ relation, columns }) => [relation, columns]).sort()).toEqual(
      [...tables].map((relation) => [relation, ['case_id', 'region']]).sort(),
    );
  });
});

describe('the role of the application', () => {
  let database: TestDatabase;
  let superuser: Session;

  beforeAll(async () => {
    database = await cloneDatabase();
    superuser = await openSession(database.superuserUrl);
  });
  afterAll(async () => {
    await superuser.close();
    await database.drop();
  });

  const services = ['vigil_app', 'vigil_auth'];

  it('is no superuser, passes no row-level security, makes no roles or databases, and inherits nothing', async () => {
    const roles = await superuser.rows(`
      SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit, rolreplication,
             (SELECT count(*) FROM pg_auth_members WHERE member = pg_roles.oid) AS memberships
      FROM pg_roles WHERE rolname IN ('vigil_app', 'vigil_auth') ORDER BY rolname`);
    const harmless = {
      ...{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false },
      ...{ rolinherit: false, rolreplication: false, memberships: 0 },
    };
    expect(roles).toEqual(services.map((rolname) => ({ rolname, ...harmless })));
  });

  it('owns nothing', async () => {
    const owned = await superuser.rows(`
      SELECT relname::text AS name FROM pg_class WHERE relowner IN ('vigil_app'::regrole, 'vigil_auth'::regrole)
      UNION ALL SELECT proname::text FROM pg_proc WHERE proowner IN ('vigil_app'::regrole, 'vigil_auth'::regrole)
      UNION ALL SELECT nspname::text FROM pg_namespace WHERE nspowner IN ('vigil_app'::regrole, 'vigil_auth'::regrole)`);
    expect(owned).toEqual([]);
  });

  it('can delete, truncate, refer to or attach triggers to no table', async () => {
    const rights = await superuser.rows(
      `
      SELECT role, relation.oid::regclass::text AS relation, privilege
      FROM pg_class relation, unnest($1::text[]) role, unnest('{DELETE,TRUNCATE,REFERENCES,TRIGGER}'::text[]) privilege
      WHERE relkind IN ('r', 'p') AND relnamespace IN ('vigil'::regnamespace, 'sec'::regnamespace, 'graphile_worker'::regnamespace)
        AND has_table_privilege(role, relation.oid, privilege)`,
      [services],
    );
    expect(rights).toEqual([]);
  });

  it('can create in no schema, and nothing in the database, not even for a moment', async () => {
    const rights = await superuser.rows(
      `
      SELECT role, nspname::text AS place FROM pg_namespace, unnest($1::text[]) role
      WHERE has_schema_privilege(role, pg_namespace.oid, 'CREATE')
      -- A clone has not the grants of its template.
      UNION ALL SELECT role, datname::text FROM unnest($1::text[]) role, pg_database WHERE datname = 'vigil_template'
        AND (has_database_privilege(role, oid, 'CREATE') OR has_database_privilege(role, oid, 'TEMP'))`,
      [services],
    );
    expect(rights).toEqual([]);
  });

  it('never reads a passphrase, a session or a one-time link', async () => {
    const readable = await superuser.rows<{ column: string }>(`
      SELECT format('%s.%s', relation.relname, attname) AS column
      FROM pg_attribute JOIN pg_class relation ON relation.oid = attrelid
      WHERE relnamespace = 'sec'::regnamespace AND relkind = 'r' AND attnum > 0
        AND relname IN ('account', 'login', 'one_time_link', 'conflict_wall', 'permission')
        AND has_column_privilege('vigil_app', relation.oid, attnum, 'SELECT')`);
    const account = ['id', 'email', 'display_name', 'role', 'regions', 'lawyer_id', 'active', 'version', 'created_at'];
    expect(readable.map(({ column }) => column).sort()).toEqual(account.map((column) => `account.${column}`).sort());
  });

  it('reads of the vault neither a sealed value nor a key of it', async () => {
    const readable = await superuser.rows<{ column: string }>(`
      SELECT format('%s.%s', relation.relname, attname) AS column
      FROM pg_attribute JOIN pg_class relation ON relation.oid = attrelid
      WHERE relation.oid IN ('vigil.identity'::regclass, 'sec.vault_key'::regclass) AND attnum > 0
        AND has_column_privilege('vigil_app', relation.oid, attnum, 'SELECT') ORDER BY attnum`);
    expect(readable.map(({ column }) => column)).toEqual(['identity.person_id', 'identity.region', 'identity.version']);
  });

  it('runs no function as its owner but those that read the sign-in, and the doors of the vault', async () => {
    const callable = await superuser.rows<{ name: string }>(`
      SELECT DISTINCT proname::text AS name FROM pg_proc
      WHERE pronamespace IN ('vigil'::regnamespace, 'sec'::regnamespace) AND has_function_privilege('vigil_app', pg_proc.oid, 'EXECUTE')
      ORDER BY 1`);
    expect(callable.map(({ name }) => name)).toEqual([
      // Finds ids of entries by an index that row-level security keeps the planner from; which of them it sees, the policy says.
      'audit_entries_about',
      ...['client_agrees', 'erase_identity', 'erasure_subject', 'erasures_undone', 'everywhere', 'identity_of'],
      ...['is_independent_of', 'kept_identities', 'my_assignments'],
      ...['my_cases', 'my_client_persons', 'my_clients', 'my_lawyer', 'my_regions', 'my_scope_of_person'],
      ...[
        'my_walled_cases',
        'open_identity',
        'reapply_erasure',
        'reveal_needs_second_person',
        'sign_in',
        'signed_in',
        'signed_in_account',
        'stepped_up',
      ],
      'vault_key_version',
    ]);
  });
});
