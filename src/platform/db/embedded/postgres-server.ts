import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DataFolder } from './data-folder.js';
import { type PostgresAccount, runAs } from './postgres-account.js';
import { explainFailure, PLAIN_ENVIRONMENT } from './postgres-failure.js';
import { forgetKilledPostmaster, readPostmasterFile } from './postmaster-file.js';
import { isAlive } from './process-identity.js';
import { type ListenAddress } from './socket-folder.js';

/** A PostgreSQL that answers. */
export interface RunningServer {
  readonly pid: number;
  /** Settles when the process is gone, whoever ended it, with how it ended in words. */
  readonly ended: Promise<string>;
}

export interface LaunchOptions {
  readonly folder: DataFolder;
  readonly program: string;
  readonly account: PostgresAccount | null;
  readonly address: ListenAddress;
  readonly durable: boolean;
  readonly log: (line: string) => void;
}

/** Backends of a killed server notice within moments that it is gone; until then its memory is in use. */
const LEFTOVERS = /pre-existing shared memory block|lock file "postmaster.pid" already exists/;
const LAUNCH_ATTEMPTS = 40;
const ATTEMPT_PAUSE_MS = 250;
const READY_POLL_MS = 20;
const STILL_STARTING_MS = 5_000;

/**
 * Starts PostgreSQL and waits until it takes connections; after a crash that includes its recovery, however long.
 * @throws EmbeddedPostgresError with PostgreSQL's own last lines
 */
export async function launch(options: LaunchOptions): Promise<RunningServer> {
  for (let attempt = 1; ; attempt++) {
    const result = await tryLaunch(options);
    if (typeof result === 'object') return result;
    if (attempt === LAUNCH_ATTEMPTS || !LEFTOVERS.test(result)) {
      throw explainFailure('PostgreSQL did not start', result);
    }
    await sleep(ATTEMPT_PAUSE_MS);
  }
}

/** A server that is not our child: that of a process of ours that was killed. */
export function runningServer(pid: number): RunningServer {
  return { pid, ended: untilGone(pid, { keepAlive: false }).then(() => 'it ended') };
}

/** PostgreSQL's fast and immediate shutdown, and the end of a process that hangs, each with the patience for it. */
const STOPS = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
] as const;

/** Ends open transactions and stops, harder after a while. `at once` leaves what is in memory to recovery. */
export async function stopServer({ pid }: { readonly pid: number }, how?: 'at once'): Promise<void> {
  for (const [signal, patience] of how === 'at once' ? STOPS.slice(1) : STOPS) {
    if (!send(pid, signal)) return;
    if (await untilGone(pid, { keepAlive: true, patience })) return;
  }
}

/** False when there is no such process any more. */
function send(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return isAlive(pid) && process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** The running server, or what it wrote before it ended. */
async function tryLaunch(options: LaunchOptions): Promise<RunningServer | string> {
  const { folder, program, account, log } = options;
  forgetKilledPostmaster(folder.cluster);
  const output = openSync(folder.log, 'a', 0o600);
  const before = statSync(folder.log).size;
  // Detached: Ctrl-C in a terminal reaches the whole process group, and PostgreSQL must outlive our last transaction.
  const child = spawn(program, argumentsFor(options), {
    cwd: '/',
    detached: true,
    env: PLAIN_ENVIRONMENT,
    stdio: ['ignore', output, output],
    ...runAs(account),
  });
  closeSync(output);
  child.unref();
  const ended = new Promise<string>((end) => {
    child.once('exit', (code, signal) => end(signal ? `it was killed by ${signal}` : `it ended with code ${code}`));
    child.once('error', (error) => end(error.message));
  });
  let reason: string | null = null;
  void ended.then((text) => (reason = text));
  for (let waited = 0; reason === null; waited += READY_POLL_MS) {
    const file = readPostmasterFile(folder.cluster);
    if (child.pid !== undefined && file?.pid === child.pid && file.status === 'ready') return { pid: child.pid, ended };
    if (waited > 0 && waited % STILL_STARTING_MS === 0) log('PostgreSQL is still starting: it repairs after a crash.');
    await sleep(READY_POLL_MS);
  }
  return `${readFileSync(folder.log).subarray(before).toString('utf8')}\n${reason}`;
}

function argumentsFor({ folder, address, durable }: LaunchOptions): string[] {
  const onSocket = address.host.startsWith('/');
  const settings: Record<string, string> = {
    listen_addresses: onSocket ? '' : address.host,
    unix_socket_directories: onSocket ? address.host : '',
    port: String(address.port),
    max_connections: '60',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '%m [%p] ',
    // No value of a record reaches the log: no statements, no parameters, no "Key (code)=(…)" details.
    log_statement: 'none',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    fsync: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
  };
  return ['-D', folder.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** False when patience ends first. Without `keepAlive` the wait alone does not keep this process running. */
async function untilGone(pid: number, wait: { keepAlive: boolean; patience?: number }): Promise<boolean> {
  const pause = wait.keepAlive ? READY_POLL_MS : 500;
  for (let waited = 0; isAlive(pid); waited += pause) {
    if (waited >= (wait.patience ?? Infinity)) return false;
    await sleep(pause, undefined, { ref: wait.keepAlive });
  }
  return true;
}
