import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type DataFolder } from './data-folder.js';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { type PostgresAccount, runAs } from './postgres-account.js';
import { type PostgresBinaries } from './postgres-binaries.js';
import { explainFailure, PLAIN_ENVIRONMENT } from './postgres-failure.js';
import { type ListenAddress } from './socket-folder.js';

const SUPERUSER = 'postgres';
const DELETE = { recursive: true, force: true, maxRetries: 5 };

/** How `pg` reaches the server as its superuser; `host` is the folder of a unix socket, or loopback. */
export interface SuperuserConnection extends ListenAddress {
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

/** With the password that `createCluster` left in the data folder. */
export function superuserConnection(folder: DataFolder, address: ListenAddress): SuperuserConnection {
  const password = readFileSync(folder.superuserPassword, 'utf8').trim();
  return { ...address, user: SUPERUSER, password, database: 'postgres' };
}

export interface ClusterOptions {
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount | null;
  readonly durable: boolean;
}

/** How a cluster folder stands. */
export type ClusterState = 'absent' | 'whole' | 'damaged' | 'foreign';

export function clusterState({ cluster }: DataFolder): ClusterState {
  if (!existsSync(cluster)) return 'absent';
  const entries = readdirSync(cluster);
  if (entries.length === 0) return 'absent';
  if (!entries.includes('PG_VERSION')) return 'foreign';
  return existsSync(join(cluster, 'global', 'pg_control')) ? 'whole' : 'damaged';
}

/** Major version that wrote the cluster. */
function clusterMajor({ cluster }: DataFolder): string {
  return readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
}

/**
 * Refuses a cluster that this PostgreSQL must not touch.
 * @throws EmbeddedPostgresError `foreign-folder`, `damaged-folder`, `other-version`, `wrong-owner`, `password-missing`
 */
export function demandUsable(folder: DataFolder, by: { major: string; account: PostgresAccount | null }): void {
  const state = clusterState(folder);
  if (state === 'foreign') {
    throw new EmbeddedPostgresError(
      'foreign-folder',
      `${folder.cluster} is not empty and holds no PostgreSQL database.`,
      'Set VIGIL_DATA_DIR to an empty folder or to one that does not exist yet.',
    );
  }
  if (state === 'damaged') {
    throw new EmbeddedPostgresError(
      'damaged-folder',
      `The database in ${folder.cluster} lacks its control file, so it is not whole.`,
      'Put the folder back from a backup, or move it away to start with an empty database.',
    );
  }
  const major = clusterMajor(folder);
  if (major !== by.major) {
    throw new EmbeddedPostgresError(
      'other-version',
      `PostgreSQL ${major} wrote the database in ${folder.cluster}, and this Vigil brings PostgreSQL ${by.major}.`,
      'Start the Vigil that made it, make a backup, and restore that into a new folder here.',
    );
  }
  demandOwner(folder, by.account);
  if (!existsSync(folder.superuserPassword)) {
    throw new EmbeddedPostgresError(
      'password-missing',
      `The password of the database is missing: ${folder.superuserPassword}.`,
      'Put that file back from where the data folder was copied.',
    );
  }
}

function demandOwner({ cluster }: DataFolder, account: PostgresAccount | null): void {
  const owner = statSync(cluster).uid;
  const needed = account?.uid ?? process.getuid?.();
  if (owner === needed) return;
  throw new EmbeddedPostgresError(
    'wrong-owner',
    `The database in ${cluster} belongs to account number ${owner}, but PostgreSQL would run as number ${needed}.`,
    `Start Vigil as its owner, or give it away: chown -R ${needed} ${cluster}`,
  );
}

/**
 * Creates an empty database cluster, under a temporary name until it is whole, so that a crash in between leaves
 * nothing that could be taken for one. Text sorts by code point everywhere, whatever the machine's locales.
 */
export async function createCluster(folder: DataFolder, options: ClusterOptions): Promise<void> {
  const { account, durable } = options;
  const password = randomBytes(24).toString('base64url');
  mkdirSync(folder.secrets, { recursive: true, mode: 0o700 });
  writeDurably(folder.superuserPassword, password);

  rmSync(folder.halfWritten, DELETE);
  mkdirSync(folder.halfWritten, { mode: 0o700 });
  // A name of its own each time: the initdb of a process that was killed may still be writing.
  const cluster = join(folder.halfWritten, randomBytes(4).toString('hex'));
  const passwordCopy = join(folder.halfWritten, 'password');
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(passwordCopy, password, { mode: 0o600 });
  if (account) {
    for (const path of [folder.halfWritten, cluster, passwordCopy]) chownSync(path, account.uid, account.gid);
  }
  await initdb(cluster, passwordCopy, options);
  rmSync(folder.cluster, DELETE);
  renameSync(cluster, folder.cluster);
  rmSync(folder.halfWritten, DELETE);
  if (durable) syncFolder(folder.path);
}

async function initdb(cluster: string, passwordFile: string, options: ClusterOptions): Promise<void> {
  const { binaries, account, durable } = options;
  const child = spawn(
    binaries.initdb,
    [
      `--pgdata=${cluster}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      '--no-instructions',
      ...(durable ? [] : ['--no-sync']),
    ],
    { cwd: '/', env: PLAIN_ENVIRONMENT, stdio: ['ignore', 'pipe', 'pipe'], ...runAs(account) },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => output.push(text));
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw explainFailure('PostgreSQL could not create its database', output.join(''));
}

function writeDurably(path: string, text: string): void {
  writeFileSync(path, text, { mode: 0o600, flush: true });
  chmodSync(path, 0o600);
  syncFolder(dirname(path));
}

function syncFolder(path: string): void {
  const handle = openSync(path, 'r');
  fsyncSync(handle);
  closeSync(handle);
}
