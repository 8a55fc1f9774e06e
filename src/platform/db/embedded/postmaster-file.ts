import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, isZombie } from './process-identity.js';

/** What `postmaster.pid` in the cluster says of the running server. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
  /** Empty when it does not listen on a unix socket. */
  readonly socketFolder: string;
  readonly status: 'starting' | 'stopping' | 'ready' | 'standby' | '';
}

/** Lines of the file: process id, data folder, start time, port, socket folder, address, shared memory, status. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(fileIn(cluster), 'utf8').split('\n');
    const status = (lines[7]?.trim() ?? '') as PostmasterFile['status'];
    return { pid: Number(lines[0]), port: Number(lines[3] ?? 0), socketFolder: lines[4]?.trim() ?? '', status };
  } catch {
    return null;
  }
}

/** The server that runs on this cluster, if one does; a file left by a killed one names a process that is gone. */
export function runningPostmaster(cluster: string): PostmasterFile | null {
  const file = readPostmasterFile(cluster);
  return file && runsOn(file.pid, cluster) ? file : null;
}

/** Whether the process is a PostgreSQL on this cluster. */
export function runsOn(pid: number, cluster: string): boolean {
  return commandOf(pid)?.includes(`-D ${cluster} `) ?? false;
}

/**
 * Removes the file of a killed server whose process id belongs to another process by now, or to its own uncollected
 * remains: PostgreSQL would take that for a running server and refuse to start. Backends that a killed server left are
 * found by their shared memory all the same.
 */
export function forgetKilledPostmaster(cluster: string): void {
  const file = readPostmasterFile(cluster);
  if (!file || runsOn(file.pid, cluster)) return;
  if (commandOf(file.pid) !== null || isZombie(file.pid)) rmSync(fileIn(cluster), { force: true });
}

function fileIn(cluster: string): string {
  return join(cluster, 'postmaster.pid');
}
