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

export async function cloneDatabase(): Promise<TestDatabase> {
  const cluster = JSON.parse(process.env.VIGIL_TEST_CLUSTER ?? '{}') as Cluster;
  const name = `vigil_${randomUUID().replaceAll('-', '')}`;
  const at = (url: string, database: string): string => url.replace('DATABASE', database);
  const maintenance = at(cluster.superuser, 'postgres');
  await withClient(maintenance, async (client) => {
    // Only one clone at a time: a template that is being copied may have no other session.
    await client.query('SELECT pg_advisory_lock(1)');
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${cluster.template} STRATEGY file_copy`);
  });
  const roles = Object.entries(cluster.roles).map(([role, url]) => [role, at(url, name)]);
  return {
    connections: Object.fromEntries(roles) as Connections,
    superuserUrl: at(cluster.superuser, name),
    drop: () =>
      withClient(maintenance, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`))),
  };
}
