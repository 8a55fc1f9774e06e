import { existsSync, lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { type DataFolder, refuseForeign } from '../db/embedded/data-folder.js';
import { lockState } from '../db/embedded/folder-lock.js';
import { type PostgresAccount } from '../db/embedded/postgres-account.js';
import { installedMajor } from '../db/embedded/postgres-binaries.js';
import { clusterState, demandUsable } from '../db/embedded/postgres-cluster.js';
import { runningPostmaster } from '../db/embedded/postmaster-file.js';
import { socketFolderFor } from '../db/embedded/socket-folder.js';
import { type Check, ok, type Outcome, warning } from './check.js';

/** What can be wrong with the embedded server's folder, looked at without starting it. */
export function dataFolderChecks(folder: DataFolder, account: PostgresAccount | null): Check[] {
  return [
    { name: 'data folder', run: () => databaseFolder(folder, account) },
    { name: 'half-written data', run: () => halfWritten(folder) },
    { name: 'second instance', run: () => instance(folder) },
    { name: 'socket', run: () => socket(folder, account) },
  ];
}

function databaseFolder(folder: DataFolder, account: PostgresAccount | null): Outcome {
  refuseForeign(folder);
  if (clusterState(folder) === 'absent') return ok(`${folder.path} holds no database yet; the first start makes it.`);
  const major = installedMajor();
  demandUsable(folder, { major, account });
  return ok(`${folder.path} holds a database of PostgreSQL ${major}.`);
}

function halfWritten(folder: DataFolder): Outcome {
  if (!existsSync(folder.halfWritten)) return ok('No start was cut short.');
  if (lockState(folder.lock).kind === 'held') return ok('The database is being made right now.');
  return warning(
    `A first start was cut short and left ${folder.halfWritten}, in which nothing was stored yet.`,
    'Start Vigil: it makes the database anew.',
  );
}

function instance(folder: DataFolder): Outcome {
  const state = lockState(folder.lock);
  const server = runningPostmaster(folder.cluster);
  if (state.kind === 'held') {
    return ok(`Vigil is running as process ${state.holder.pid} on ${folder.path}; a second start would be refused.`);
  }
  if (server) {
    return warning(
      `PostgreSQL (process ${server.pid}) runs without Vigil, which was killed.`,
      'Start Vigil: it takes the server over with everything that was stored.',
    );
  }
  if (state.kind === 'stale') {
    return warning(
      `${folder.lock} was left by process ${state.pid ?? 'unknown'}, which is gone.`,
      'Start Vigil: it takes the lock over. Nothing that was stored is lost.',
    );
  }
  return ok('No other Vigil runs on this folder.');
}

function socket(folder: DataFolder, account: PostgresAccount | null): Outcome {
  const path = socketFolderFor(folder.path, account);
  if (path === null) {
    return warning(
      'No temporary folder takes a unix socket, so PostgreSQL listens on a loopback port.',
      'Set TMPDIR to a folder with a short path that the account of PostgreSQL can enter.',
    );
  }
  const found = lstatSync(path, { throwIfNoEntry: false });
  const owner = account?.uid ?? process.getuid?.();
  if (found && (found.uid !== owner || !found.isDirectory())) {
    return warning(
      `${path} belongs to another account, so PostgreSQL listens on a loopback port.`,
      `Remove ${path}, after looking at who made it, and start Vigil again.`,
    );
  }
  return ok(`PostgreSQL listens on a unix socket in ${dirname(path)}, closed to other accounts.`);
}
