import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';

/** An unprivileged account of this machine. */
export interface PostgresAccount {
  readonly uid: number;
  readonly gid: number;
}

const CUSTOMARY = ['postgres', 'node', 'nobody'];

/**
 * PostgreSQL refuses to run as root. Started by root, it therefore runs as whoever owns the database already, else as
 * the first customary account of this machine, else as the owner of the data folder. Null: an ordinary user started
 * us, and PostgreSQL runs as that user.
 */
export function postgresAccount(clusterFolder: string, dataFolder: string): PostgresAccount | null {
  if (process.getuid?.() !== 0) return null;
  const account = ownerOf(clusterFolder) ?? firstOf(CUSTOMARY) ?? ownerOf(dataFolder);
  if (account) return account;
  throw new EmbeddedPostgresError(
    'no-account',
    'PostgreSQL refuses to run as root, and this machine has no account postgres, node or nobody to run it as.',
    'Make one (useradd --system postgres), or start Vigil as an ordinary user.',
  );
}

/** For `spawn`: run as that account, or as ourselves. */
export function runAs(account: PostgresAccount | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

/** Asks the system itself, since access lists and mounts decide beside the mode bits. */
export function canEnter(account: PostgresAccount | null, folder: string): boolean {
  return succeedsAs(account, 'cd "$1"', folder);
}

/** Whether the account can run the programs and load the libraries of a folder with PostgreSQL in it. */
export function canRunFrom(account: PostgresAccount | null, native: string): boolean {
  return succeedsAs(account, 'cd "$1/share/postgresql" && test -x "$1/bin/postgres" -a -r "$1/lib/libpq.so.5"', native);
}

function succeedsAs(account: PostgresAccount | null, script: string, path: string): boolean {
  const run = spawnSync('/bin/sh', ['-c', script, 'sh', path], { cwd: '/', stdio: 'ignore', ...runAs(account) });
  return run.status === 0;
}

function firstOf(names: readonly string[]): PostgresAccount | null {
  for (const name of names) {
    const [uid, gid] = [idOf('-u', name), idOf('-g', name)];
    if (uid && gid) return { uid, gid };
  }
  return null;
}

function idOf(which: '-u' | '-g', name: string): number | null {
  const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}

function ownerOf(folder: string): PostgresAccount | null {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found && found.uid !== 0 ? { uid: found.uid, gid: found.gid } : null;
}
