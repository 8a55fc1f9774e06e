import { Client } from 'pg';
import { prepareQueue } from '../jobs/queue.js';
import { type Migration, migrate } from './migrate.js';
import { letBackupSeeAll, type LoginRole, rolesSql, schemasSql } from './roles.js';

/** The connection of each role. */
export type Connections = Readonly<Record<LoginRole, string>>;

/** A thing that the policy allows, as row-level security reads it. */
export interface PermissionRow {
  readonly role: string;
  readonly scope: string;
  readonly dataClass: string;
  readonly action: string;
}

export interface Preparation {
  /** A connection that may make roles, or the migrator's own where they exist. */
  readonly adminUrl: string;
  readonly connections: Connections;
  readonly passphrases: Readonly<Record<LoginRole, string>>;
  readonly migrations: readonly Migration[];
  readonly permissions: readonly PermissionRow[];
  /** One line for each step, for the person who waits. */
  readonly progress: (line: string) => void;
}

/** Thrown where the roles can neither be made nor used: says the SQL that a person with the right to it must run. */
export class RolesMissing extends Error {
  constructor(readonly sql: string) {
    super('The database roles of Vigil are missing and this connection may not make them.');
  }
}

/** Roles, schemas, migrations, permissions and queue: what a database needs before the service can use it. Repeatable. */
export async function prepareDatabase(preparation: Preparation): Promise<readonly string[]> {
  const { adminUrl, connections, migrations, permissions, progress } = preparation;
  await prepareRoles(preparation);
  const ran = await migrate(connections.migrator, migrations);
  if (ran.length > 0) progress(`Migrated the database: ${ran.join(', ')}.`);
  await withClient(connections.migrator, async (client) => {
    await client.query('SET ROLE vigil_owner');
    await writePermissions(client, permissions);
  });
  await withClient(connections.queue, (queue) =>
    prepareQueue(connections.queue, async (sql) => void (await queue.query(sql))),
  );
  await withClient(adminUrl, letBackupSeeAll);
  return ran;
}

async function prepareRoles({ adminUrl, connections, passphrases }: Preparation): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const { rows } = await admin.query<{ may: boolean }>(
      'SELECT rolsuper OR rolcreaterole AS may FROM pg_roles WHERE rolname = current_user',
    );
    const sql = `${rolesSql(passphrases, (text) => admin.escapeLiteral(text))}\n${schemasSql}`;
    if (rows[0]?.may) {
      // Two starts at once would make the same roles.
      await admin.query('SELECT pg_advisory_lock(7483202)');
      await admin.query(sql);
      await admin.query('SELECT pg_advisory_unlock(7483202)');
    } else {
      await withClient(connections.app, () => Promise.resolve()).catch(() => {
        throw new RolesMissing(sql);
      });
    }
  });
}

/** The policy as rows: exactly those that it has now. */
async function writePermissions(client: Client, permissions: readonly PermissionRow[]): Promise<void> {
  await client.query('BEGIN');
  await client.query('LOCK TABLE sec.permission IN EXCLUSIVE MODE');
  await client.query('DELETE FROM sec.permission');
  await client.query(
    `INSERT INTO sec.permission (role, scope, data_class, action)
     SELECT row ->> 'role', row ->> 'scope', row ->> 'dataClass', row ->> 'action' FROM jsonb_array_elements($1::jsonb) row`,
    [JSON.stringify(permissions)],
  );
  await client.query('COMMIT');
}

export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
