import { randomUUID } from 'node:crypto';
import { withClient } from '../../src/platform/db/connect.js';
import { type Connections } from '../../src/platform/db/prepare-database.js';

interface Cluster {
  readonly template: string;
  readonly superuser: string;
  readonly roles: Connections;
}

/** A database of a test file's own: a clone of the migrated template. */
export interface TestDatabase {
  readonly connections: Connections;
  /** Sees everything: for tests that look at rows. */
  readonly superuserUrl: string;
  drop(): Promise<void>;
}

/** A clone of the migrated template. */
export function cloneDatabase(): Promise<TestDatabase> {
  return makeDatabase(cluster().template);
}

/** A database in which nothing has been made yet, on a server that knows the roles already. */
export function emptyDatabase(): Promise<TestDatabase> {
  return makeDatabase('template0');
}

function cluster(): Cluster {
  return JSON.parse(process.env.VIGIL_TEST_CLUSTER ?? '{}') as Cluster;
}

async function makeDatabase(template: string): Promise<TestDatabase> {
  const { superuser, roles } = cluster();
  const name = `vigil_${randomUUID().replaceAll('-', '')}`;
  const at = (url: string, database: string): string => url.replace('DATABASE', database);
  const maintenance = at(superuser, 'postgres');
  await withClient(maintenance, async (client) => {
    // Only one clone at a time: a template that is being copied may have no other session.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY file_copy`);
  });
  return {
    connections: Object.fromEntries(
      Object.entries(roles).map(([role, url]) => [role, at(url, name)]),
    ) as unknown as Connections,
    superuserUrl: at(superuser, name),
    drop: () =>
      withClient(maintenance, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}
