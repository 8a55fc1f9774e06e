import type { Client } from 'pg';
import { prepareQueue } from '../jobs/queue.js';
import { connect, DatabaseUnreachable, withClient } from './connect.js';
import { sqlState } from './database.js';
import { type Migration, migrate } from './migrate.js';
import { letBackupSeeAll, type LoginRole, rolesSql, schemasAreThere, schemasSql } from './roles.js';

/** The connection of each role. */
export type Connections = Readonly<Record<LoginRole, string>>;

/** A thing that the policy allows, as row-level security reads it. */
export interface PermissionRow {
  readonly role: string;
  readonly scope: string;
  readonly dataClass: string;
  readonly action: string;
  /** It happens only after a second person's decision. */
  readonly secondPerson?: boolean;
}

export interface Preparation {
  /** A connection that may make roles; used only while they are missing. */
  readonly adminUrl: string;
  readonly connections: Connections;
  /** Of the roles that sign in with a passphrase of ours; a role whose connection was given has its own. */
  readonly passphrases: Readonly<Partial<Record<LoginRole, string>>>;
  readonly migrations: readonly Migration[];
  readonly permissions: readonly PermissionRow[];
  /** One line for each step, for the person who waits. */
  readonly progress: (line: string) => void;
}

/** The roles can neither be used nor made: says the SQL that a person with the right to it must run. */
export class RolesMissing extends Error {
  override readonly name = 'RolesMissing';
  readonly cure: string;

  constructor(user: string, sql: string) {
    super(`The database roles of Vigil are missing, and ${user} may not make them in this database.`);
    this.cure = `Let the owner of the database, with the right to make roles, run this SQL in it, and start Vigil again:\n\n${sql}`;
  }
}

/** Two starts at once prepare a database one after the other. The end of the session gives the lock back. */
const PREPARATION_LOCK = 'SELECT pg_advisory_lock(7483201)';

/** Roles, schemas, migrations, permissions and queue: what a database needs before the service can use it. Repeatable. */
export async function prepareDatabase(preparation: Preparation): Promise<readonly string[]> {
  const { connections, migrations, permissions, progress } = preparation;
  await prepareRoles(preparation);
  return withClient(connections.migrator, async (migrator) => {
    await migrator.query(PREPARATION_LOCK);
    const ran = await migrate(connections.migrator, migrations);
    if (ran.length > 0) progress(`Migrated the database: ${ran.join(', ')}.`);
    await migrator.query('SET ROLE vigil_owner');
    await writePermissions(migrator, permissions);
    await withClient(connections.queue, (queue) =>
      prepareQueue(connections.queue, async (sql) => void (await queue.query(sql))),
    );
    return ran;
  });
}

/** The roles and the schemas that belong to them, where they are missing. @throws RolesMissing. */
export async function prepareRoles(preparation: Preparation): Promise<void> {
  if (!(await rolesAreReady(preparation.connections))) await makeRoles(preparation);
}

/** Codes with which PostgreSQL turns a role away that is missing, or not yet set up in this database. */
const TURNED_AWAY = ['28P01', '28000', '42501'];

/** Whether each role of the service may sign in and finds its schemas. @throws DatabaseUnreachable for any other reason. */
async function rolesAreReady({ migrator, app, auth, queue }: Connections): Promise<boolean> {
  try {
    for (const url of [app, auth, queue]) await (await connect(url)).end();
    return await withClient(migrator, schemasAreThere);
  } catch (error) {
    if (error instanceof DatabaseUnreachable && TURNED_AWAY.includes(error.code ?? '')) return false;
    throw error;
  }
}

async function makeRoles({ adminUrl, passphrases }: Preparation): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const sql = `${rolesSql(passphrases, (text) => admin.escapeLiteral(text))}\n${schemasSql}`;
    try {
      await admin.query(PREPARATION_LOCK);
      await admin.query(sql);
    } catch (error) {
      if (sqlState(error) === '42501') throw new RolesMissing(String(admin.user), sql);
      throw error;
    }
    await letBackupSeeAll(admin);
  });
}

/** The policy as rows: exactly those that it has now. */
async function writePermissions(client: Client, permissions: readonly PermissionRow[]): Promise<void> {
  await client.query('BEGIN');
  await client.query('LOCK TABLE sec.permission IN EXCLUSIVE MODE');
  await client.query('DELETE FROM sec.permission');
  await client.query(
    `INSERT INTO sec.permission (role, scope, data_class, action, second_person)
     SELECT row ->> 'role', row ->> 'scope', row ->> 'dataClass', row ->> 'action',
            COALESCE((row ->> 'secondPerson')::boolean, false) FROM jsonb_array_elements($1::jsonb) row`,
    [JSON.stringify(permissions)],
  );
  await client.query('COMMIT');
}
