import { type Inspection } from '../db/inspection.js';
import { loginRoles } from '../db/roles.js';
import { type Check, ok, type Outcome, problem, warning } from './check.js';

/** `security_invoker` views came with 15. */
const OLDEST_MAJOR = 15;

/** What this version of Vigil expects of its database. */
export interface ExpectedDatabase {
  /** Names as TypeORM keeps them in `vigil.migration`, in the order in which they run. */
  readonly migrations: readonly string[];
  /** Tables of the schema `vigil` beside those with a `case_id` that must show rows by policy alone. */
  readonly rowSecured: readonly string[];
}

/** What can be wrong inside a database that answers. */
export function databaseChecks(database: Inspection, expected: ExpectedDatabase): Check[] {
  return [
    { name: 'server version', run: () => serverVersion(database) },
    { name: 'roles', run: () => roles(database) },
    { name: 'migrations', run: () => migrations(database, expected.migrations) },
    { name: 'row policies', run: () => rowPolicies(database, expected.rowSecured) },
  ];
}

/** Whether this database knows the key of an identity vault; a role that may not look knows of none. */
export async function isVaultInUse(database: Inspection): Promise<boolean> {
  const [table] = await database.rows<{ readable: boolean }>(
    `SELECT CASE WHEN has_schema_privilege(to_regnamespace('sec'), 'USAGE')
            THEN COALESCE(has_table_privilege(to_regclass('sec.vault_key'), 'SELECT'), false) ELSE false END AS readable`,
  );
  return (table?.readable ?? false) && (await database.rows('SELECT version FROM sec.vault_key')).length > 0;
}

async function serverVersion(database: Inspection): Promise<Outcome> {
  const [row] = await database.rows<{ number: number; text: string }>(
    `SELECT current_setting('server_version_num')::int AS number, current_setting('server_version') AS text`,
  );
  const { number, text } = row ?? { number: 0, text: 'unknown' };
  if (number >= OLDEST_MAJOR * 10_000) return ok(`PostgreSQL ${text}.`);
  return problem(
    `The server is PostgreSQL ${text}, and Vigil needs ${OLDEST_MAJOR} or newer.`,
    'Update that server, or take the embedded one: unset DATABASE_URL.',
  );
}

async function roles(database: Inspection): Promise<Outcome> {
  const needed = ['vigil_owner', ...loginRoles.map((role) => `vigil_${role}`)];
  const found = await database.rows<{ name: string; seesAll: boolean }>(
    `SELECT rolname AS name, rolbypassrls AS "seesAll" FROM pg_roles WHERE rolname = ANY ($1)`,
    [needed],
  );
  const missing = needed.filter((name) => !found.some((role) => role.name === name));
  if (missing.length > 0) return missingRoles(database, missing);
  if (!found.some(({ name, seesAll }) => name === 'vigil_backup' && seesAll)) {
    return warning(
      'vigil_backup may not see every row (BYPASSRLS), so a backup runs as the owner of the tables, and the service waits meanwhile.',
      'Let a superuser run ALTER ROLE vigil_backup BYPASSRLS, where that is allowed.',
    );
  }
  return ok('All roles of the service are there.');
}

async function missingRoles(database: Inspection, missing: readonly string[]): Promise<Outcome> {
  const [row] = await database.rows<{ name: string; may: boolean }>(
    `SELECT rolname AS name, rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user`,
  );
  const what = `These roles are missing: ${missing.join(', ')}.`;
  if (row?.may) return warning(what, 'Start Vigil: it makes them.');
  return problem(
    `${what} ${row?.name ?? 'This role'} is not allowed to make them.`,
    'Let someone who may make roles run the SQL that npm start prints, or put such a role into DATABASE_URL once.',
  );
}

async function migrations(database: Inspection, known: readonly string[]): Promise<Outcome> {
  const [reader] = await database.rows<{ name: string; may: boolean }>(
    `SELECT current_user AS name, COALESCE(has_schema_privilege(to_regnamespace('vigil'), 'USAGE'), true) AS may`,
  );
  if (!reader?.may) {
    return warning(
      `${reader?.name ?? 'This role'} may not look which migrations have run.`,
      'Start Vigil: it runs what is missing, and refuses a database of a newer Vigil.',
    );
  }
  const [table] = await database.rows<{ there: boolean }>(`SELECT to_regclass('vigil.migration') IS NOT NULL AS there`);
  const done = table?.there
    ? (await database.rows<{ name: string }>('SELECT name FROM vigil.migration ORDER BY id')).map(({ name }) => name)
    : [];
  const unknown = done.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    return problem(
      `A newer Vigil changed this database: ${unknown.join(', ')}.`,
      'Start that newer Vigil. This one must not write here.',
    );
  }
  const pending = known.filter((name) => !done.includes(name));
  if (pending.length > 0) {
    return warning(
      `${pending.length} of ${known.length} migrations have not run: ${pending.join(', ')}.`,
      'Start Vigil: it runs them.',
    );
  }
  return ok(`All ${known.length} migrations have run.`);
}

async function rowPolicies(database: Inspection, rowSecured: readonly string[]): Promise<Outcome> {
  const tables = await database.rows<{ name: string; open: boolean }>(
    `SELECT c.relname AS name,
            NOT (c.relrowsecurity AND c.relforcerowsecurity
                 AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)) AS open
       FROM pg_class c
      WHERE c.relnamespace = to_regnamespace('vigil') AND c.relkind IN ('r', 'p')
        AND (c.relname = ANY ($1) OR EXISTS (
              SELECT 1 FROM pg_attribute a
               WHERE a.attrelid = c.oid AND a.attname = 'case_id' AND NOT a.attisdropped))
      ORDER BY c.relname`,
    [rowSecured],
  );
  const open = tables.filter((table) => table.open).map(({ name }) => name);
  if (open.length === 0) return ok(`All ${tables.length} tables with rows of a case show them by policy alone.`);
  return problem(
    `These tables do not limit who sees their rows: ${open.join(', ')}.`,
    'Stop Vigil. Put back what a migration set: ENABLE and FORCE ROW LEVEL SECURITY, and the policies (sec.protect).',
  );
}
