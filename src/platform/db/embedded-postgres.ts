import { existsSync, rmSync } from 'node:fs';
import { type DataFolder, findDataFolder, makeDataFolder, makeThrowAwayFolder } from './embedded/data-folder.js';
import { takeFolderLock } from './embedded/folder-lock.js';
import { type PostgresAccount, postgresAccount } from './embedded/postgres-account.js';
import { type AdoptedServer, adoptRunningServer, clearLeftSocket } from './embedded/postgres-adoption.js';
import { type PostgresBinaries, postgresBinaries } from './embedded/postgres-binaries.js';
import {
  clusterState,
  createCluster,
  demandUsable,
  type SuperuserConnection,
  superuserConnection,
} from './embedded/postgres-cluster.js';
import { explainSystemError } from './embedded/postgres-failure.js';
import { keepLogShort } from './embedded/postgres-log.js';
import { launch, type RunningServer } from './embedded/postgres-server.js';
import { type PostgresExit, supervise } from './embedded/postgres-supervisor.js';
import { runningPostmaster } from './embedded/postmaster-file.js';
import { type ListenAddress, listenAddressFor } from './embedded/socket-folder.js';
import { clearAwayAfterUs } from './embedded/throw-away-watch.js';

export interface EmbeddedPostgresOptions {
  /** Where the database and its password are to lie; made when absent. */
  readonly dataFolder: string;
  /** One line at a time, for the person who started us. */
  readonly log: (line: string) => void;
  /** Whether a commit survives a power cut. Off in tests alone, which then run faster. Default on. */
  readonly durable?: boolean;
  /** Delete server and folder at the end, even when this process is killed. Default off. */
  readonly throwAway?: boolean;
  /** Told when PostgreSQL ends unasked; it is being started again meanwhile. */
  readonly onExit?: (exit: PostgresExit) => void;
}

/** A running PostgreSQL 18 of our own. */
export interface EmbeddedPostgres {
  readonly superuser: SuperuserConnection;
  /** Where the data really lies; `notices` says so when that is not where it was wanted. */
  readonly dataFolder: string;
  /** Whether it ran already, left by a process of ours that was killed. */
  readonly adopted: boolean;
  /** What a person should know about this start, a sentence each. */
  readonly notices: readonly string[];
  /** A connection URL as `pg`, TypeORM and graphile-worker read it, also for a unix socket. */
  url(user: string, password?: string, database?: string): string;
  /** Ends open transactions, stops the server and gives the data folder free. May be called twice. */
  stop(): Promise<void>;
}

interface Start extends Required<Omit<EmbeddedPostgresOptions, 'dataFolder'>> {
  readonly folder: DataFolder;
  readonly account: PostgresAccount | null;
  readonly notices: string[];
  /** Undo steps, run last to first. */
  readonly undo: (() => void)[];
}

/**
 * Starts the PostgreSQL that npm installed, on a data folder that is created when absent, for this process alone.
 * After a crash of this process it takes over the server that still runs, after one of PostgreSQL's it recovers.
 * @throws EmbeddedPostgresError that says what is wrong and how to mend it
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, log, durable = true, throwAway = false, onExit = () => undefined } = options;
  const undo: Start['undo'] = [];
  try {
    const found = findDataFolder(dataFolder);
    const account = postgresAccount(found.cluster, found.path);
    const make = throwAway ? makeThrowAwayFolder : makeDataFolder;
    const { folder, notice } = make(dataFolder, account);
    const notices = notice === null ? [] : [notice];
    undo.push(takeFolderLock(folder.lock));
    return await begin({ folder, account, log, durable, throwAway, onExit, notices, undo });
  } catch (error) {
    undoAll(undo);
    throw explainSystemError(error);
  }
}

async function begin(start: Start): Promise<EmbeddedPostgres> {
  const { folder, account, durable, notices, undo, log } = start;
  let address = await listenAddressFor(folder.path, account);
  undo.push(() => removeSocketFolder(address));
  if (start.throwAway) {
    undo.push(clearAwayAfterUs(folder, address.host), () => rmSync(folder.path, { recursive: true, force: true }));
  }
  const binaries = postgresBinaries(account, folder.binaries);
  if (existsSync(folder.halfWritten)) {
    notices.push('An earlier start was cut short: its half-written database was replaced.');
  }
  const left = await takeOver(start, binaries);
  if (left) address = left.address;
  else await clearLeftSocket(address.host, folder.cluster);
  if (clusterState(folder) === 'absent') await createCluster(folder, { binaries, account, durable });
  const relaunch = (): Promise<RunningServer> =>
    launch({ folder, program: binaries.postgres, account, address, durable, log });
  undo.push(keepLogShort(folder.log));
  const stopServer = supervise(left?.server ?? (await relaunch()), { relaunch, log, onExit: start.onExit });
  let stopped: Promise<void> | undefined;
  return {
    superuser: superuserConnection(folder, address),
    dataFolder: folder.path,
    adopted: left !== null,
    notices,
    url: (user, password, database) => urlOf(address, { user, password, database }),
    stop: () => (stopped ??= stopServer().then(() => undoAll(undo))),
  };
}

/** The server that a killed process of ours left, if there is one. */
async function takeOver(
  { folder, account, durable, notices }: Start,
  binaries: PostgresBinaries,
): Promise<AdoptedServer | null> {
  if (clusterState(folder) === 'absent') return null;
  demandUsable(folder, { major: binaries.major, account });
  const left = await adoptRunningServer(folder, { version: binaries.version, durable });
  if (left) {
    notices.push(`PostgreSQL (process ${left.server.pid}) was left running by a process that was killed: taken over.`);
  }
  return left;
}

function undoAll(steps: (() => void)[]): void {
  for (const step of steps.reverse()) step();
}

function removeSocketFolder({ host }: ListenAddress): void {
  if (host.startsWith('/')) rmSync(host, { recursive: true, force: true });
}

/** The server that runs on this data folder already, for a second process that only looks; null when none does. */
export function runningEmbeddedPostgres(dataFolder: string): Pick<EmbeddedPostgres, 'dataFolder' | 'url'> | null {
  const folder = findDataFolder(dataFolder);
  const running = runningPostmaster(folder.cluster);
  if (!running) return null;
  const address = { host: running.socketFolder || '127.0.0.1', port: running.port };
  return { dataFolder: folder.path, url: (user, password, database) => urlOf(address, { user, password, database }) };
}

function urlOf(address: ListenAddress, who: { user: string; password?: string; database?: string }): string {
  const { user, password = '', database = 'postgres' } = who;
  const [name, secret, host, path] = [user, password, address.host, database].map(encodeURIComponent);
  return `postgres://${name}:${secret}@${host}:${address.port}/${path}`;
}
