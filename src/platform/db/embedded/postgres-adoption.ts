import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { type DataFolder } from './data-folder.js';
import { superuserConnection } from './postgres-cluster.js';
import { type RunningServer, runningServer, stopServer } from './postgres-server.js';
import { runningPostmaster, runsOn } from './postmaster-file.js';
import { type ListenAddress } from './socket-folder.js';

const POLL_MS = 50;
const CONNECT_MS = 5_000;

/** What a server that runs already must be like to be taken over. */
export interface Expected {
  /** `18.4.0-beta.17`: a server of an older release is stopped, so that an update takes effect. */
  readonly version: string;
  readonly durable: boolean;
}

export interface AdoptedServer {
  readonly server: RunningServer;
  /** Where it has been listening all the time. */
  readonly address: ListenAddress;
}

/**
 * Takes over the server that a killed process of ours left running on this data folder. One that is on its way out is
 * waited for, and one that does not fit is stopped, which loses nothing; then there is none.
 */
export async function adoptRunningServer(folder: DataFolder, expected: Expected): Promise<AdoptedServer | null> {
  let found = runningPostmaster(folder.cluster);
  while (found && found.status !== 'ready') {
    if (found.status === 'stopping') await stopServer(found);
    await sleep(POLL_MS);
    found = runningPostmaster(folder.cluster);
  }
  if (!found) return null;
  const address = { host: found.socketFolder || '127.0.0.1', port: found.port };
  if (await fits(folder, address, expected)) return { server: runningServer(found.pid), address };
  await stopServer(found);
  return null;
}

/**
 * Empties the socket folder of a server that is gone. One whose data was deleted under it may still run; it is
 * ended at once, since a last checkpoint of it would go by its path into a new database there.
 */
export async function clearLeftSocket(socketFolder: string, cluster: string): Promise<void> {
  if (!socketFolder.startsWith('/')) return;
  for (const name of readdirSync(socketFolder)) {
    const path = join(socketFolder, name);
    const pid = name.endsWith('.lock') ? Number.parseInt(readFileSync(path, 'utf8'), 10) : NaN;
    if (runsOn(pid, cluster)) await stopServer({ pid }, 'at once');
    rmSync(path, { force: true });
  }
}

/** Signs in with the kept password and asks; whatever goes wrong with that, the server does not fit. */
async function fits(folder: DataFolder, address: ListenAddress, expected: Expected): Promise<boolean> {
  const client = new Client({ ...superuserConnection(folder, address), connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string; version: string; fsync: string }>(
      `SELECT current_setting('data_directory') AS folder,
              current_setting('server_version') AS version,
              current_setting('fsync') AS fsync`,
    );
    const [is] = rows;
    return (
      is !== undefined &&
      is.folder === folder.cluster &&
      expected.version.startsWith(`${is.version}.`) &&
      (is.fsync === 'on') === expected.durable
    );
  } catch {
    return false;
  } finally {
    await client.end();
  }
}
