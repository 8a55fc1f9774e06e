import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contents, connectionsBy } from '../../dist/src/first-run.js';
import { startEmbeddedPostgres } from '../../dist/src/platform/db/embedded-postgres.js';
import { withClient } from '../../dist/src/platform/db/connect.js';
import { prepareDatabase } from '../../dist/src/platform/db/prepare-database.js';
import { loginRoles } from '../../dist/src/platform/db/roles.js';
import { newSecret } from '../../dist/src/platform/secrets.js';

/** One throw-away server for all test files, with a migrated database that each of them clones. */
export default async function startCluster() {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-tests-'));
  const postgres = await startEmbeddedPostgres({
    dataFolder: folder,
    log: () => undefined,
    durable: false,
    throwAway: true,
  });
  const { user, password, database } = postgres.superuser;
  const passphrases = Object.fromEntries(loginRoles.map((role) => [role, newSecret()]));
  const template = 'vigil_template';
  await withClient(postgres.url(user, password, database), (client) => client.query(`CREATE DATABASE ${template}`));
  await prepareDatabase({
    adminUrl: postgres.url(user, password, template),
    connections: connectionsBy((role) => postgres.url(`vigil_${role}`, passphrases[role], template)),
    passphrases,
    ...contents,
    progress: () => undefined,
  });
  const url = (name) => (role) => postgres.url(`vigil_${role}`, passphrases[role], name);
  process.env.VIGIL_TEST_CLUSTER = JSON.stringify({
    template,
    superuser: postgres.url(user, password, 'DATABASE'),
    roles: connectionsBy(url('DATABASE')),
  });
  globalThis.vigilTestCluster = postgres;
}
