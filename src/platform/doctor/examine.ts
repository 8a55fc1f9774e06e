import { vaultKeyPath } from '../crypto/key-file.js';
import { startEmbeddedPostgres } from '../db/embedded-postgres.js';
import { type DataFolder, findDataFolder } from '../db/embedded/data-folder.js';
import { lockState } from '../db/embedded/folder-lock.js';
import { postgresAccount } from '../db/embedded/postgres-account.js';
import { clusterState, superuserConnection } from '../db/embedded/postgres-cluster.js';
import { runningPostmaster } from '../db/embedded/postmaster-file.js';
import { type Inspection, inspectDatabase } from '../db/inspection.js';
import { type Finding, ok, problem, runChecks, warning } from './check.js';
import { dataFolderChecks } from './data-folder-checks.js';
import { databaseChecks, type ExpectedDatabase, isVaultInUse } from './database-checks.js';
import { diskSpaceCheck, keyFileCheck, portCheck } from './machine-checks.js';

/** Which installation to look at, and what it should be like. */
export interface Installation extends ExpectedDatabase {
  readonly dataFolder: string;
  /** An own PostgreSQL; null: the embedded one. */
  readonly databaseUrl: string | null;
  /** The database inside the embedded server that holds Vigil's tables. */
  readonly embeddedDatabase: string;
  readonly port: number;
}

/**
 * Looks at everything that commonly goes wrong and names it with its cure. Changes nothing; an embedded server that
 * does not run is started to look inside, and stopped again.
 */
export async function examine(installation: Installation): Promise<Finding[]> {
  const { dataFolder, databaseUrl, port } = installation;
  const folder = findDataFolder(dataFolder);
  const findings = await runChecks([
    diskSpaceCheck(folder.path),
    portCheck(port, databaseUrl !== null || lockState(folder.lock).kind === 'held'),
    ...(databaseUrl === null ? dataFolderChecks(folder, postgresAccount(folder.cluster, folder.path)) : []),
  ]);
  const inside =
    databaseUrl === null
      ? await examineEmbedded(folder, installation, findings)
      : await examineDatabase(folder, installation, () => inspectDatabase(databaseUrl));
  return [...findings, ...inside];
}

async function examineEmbedded(
  folder: DataFolder,
  installation: Installation,
  before: readonly Finding[],
): Promise<Finding[]> {
  if (before.some(({ name, outcome }) => name === 'data folder' && outcome.kind === 'problem')) {
    return [{ name: 'database', outcome: warning('It was not looked into.', 'Mend the data folder first.') }];
  }
  if (clusterState(folder) === 'absent') return [];
  const running = runningPostmaster(folder.cluster);
  const { embeddedDatabase: database } = installation;
  if (running) {
    const superuser = superuserConnection(folder, { host: running.socketFolder || '127.0.0.1', port: running.port });
    return examineDatabase(folder, installation, () => inspectDatabase({ ...superuser, database }));
  }
  const lock = lockState(folder.lock);
  if (lock.kind === 'held') {
    const what = `Vigil runs (process ${lock.holder.pid}), but its PostgreSQL does not.`;
    return [{ name: 'database', outcome: problem(what, `Read the end of ${folder.log}, and start Vigil anew.`) }];
  }
  let stop = async (): Promise<void> => undefined;
  try {
    return await examineDatabase(folder, installation, async () => {
      const server = await startEmbeddedPostgres({ dataFolder: installation.dataFolder, log: () => undefined });
      stop = () => server.stop();
      return inspectDatabase({ ...server.superuser, database });
    });
  } finally {
    await stop();
  }
}

async function examineDatabase(
  folder: DataFolder,
  expected: ExpectedDatabase,
  open: () => Promise<Inspection>,
): Promise<Finding[]> {
  let database: Inspection | undefined;
  const reached = await runChecks([
    {
      name: 'database',
      run: async () => {
        database = await open();
        return ok('It answers.');
      },
    },
  ]);
  if (!database) return reached;
  try {
    const keyFile = keyFileCheck(vaultKeyPath(folder.path), await isVaultInUse(database));
    return [...reached, ...(await runChecks([...databaseChecks(database, expected), keyFile]))];
  } finally {
    await database.close();
  }
}
