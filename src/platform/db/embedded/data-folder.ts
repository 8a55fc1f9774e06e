import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canEnter, type PostgresAccount } from './postgres-account.js';

/** Where each thing lies in the data folder; whatever else Vigil keeps lies beside them. */
export interface DataFolder {
  /** Real path, free of links. */
  readonly path: string;
  readonly cluster: string;
  /** The cluster while initdb writes it; found at a start, it is the half of a crash. */
  readonly halfWritten: string;
  readonly secrets: string;
  readonly superuserPassword: string;
  readonly lock: string;
  readonly log: string;
  readonly binaries: string;
}

const LONGEST_TEMPORARY_PATH = 64;
/** For folders that root's PostgreSQL cannot reach where they should be. */
const SYSTEM_FOLDER = '/var/lib/vigil';
const NAME_ANOTHER = 'Set VIGIL_DATA_DIR to an empty folder or to one that does not exist yet.';
/** What a file system or a repository puts into a folder that counts as empty. */
const IGNORED = /^(\..*|lost\+found)$/;

/** The place of each part of a data folder. */
export function layoutOf(path: string): DataFolder {
  return {
    path,
    cluster: join(path, 'postgres'),
    halfWritten: join(path, 'postgres.half-written'),
    secrets: join(path, 'secrets'),
    superuserPassword: join(path, 'secrets', 'postgres-superuser'),
    lock: join(path, 'vigil.lock'),
    log: join(path, 'postgres.log'),
    binaries: join(path, 'postgres-binaries'),
  };
}

/**
 * Where the data lies: in the intended folder, or where an earlier start as root had to put it. Writes nothing.
 * @throws EmbeddedPostgresError `foreign-folder` when a file lies there
 */
export function findDataFolder(intended: string): DataFolder {
  const wanted = layoutOf(realPath(intended));
  if (statSync(wanted.path, { throwIfNoEntry: false })?.isDirectory() === false) {
    throw new EmbeddedPostgresError('foreign-folder', `${wanted.path} is not a folder.`, NAME_ANOTHER);
  }
  const elsewhere = layoutOf(systemFolderFor(wanted.path));
  return !existsSync(wanted.cluster) && existsSync(elsewhere.cluster) ? elsewhere : wanted;
}

/**
 * Makes the data folder where PostgreSQL's account can enter it. Under a closed folder (a project in /root) that is
 * /var/lib/vigil, and `notice` says so.
 * @throws EmbeddedPostgresError `foreign-folder` when something else than Vigil's data lies there
 */
export function makeDataFolder(
  intended: string,
  account: PostgresAccount | null,
): { folder: DataFolder; notice: string | null } {
  const found = findDataFolder(intended);
  makeOwn(found, account);
  const reached = canEnter(account, found.path);
  const folder = layoutOf(reached ? realPath(found.path) : systemFolderFor(found.path));
  if (!reached) makeOwn(folder, account);
  return { folder, notice: moveNotice(realPath(intended), folder.path) };
}

/**
 * The same for data that is deleted at the end: an empty folder or a new one, and where PostgreSQL's account cannot
 * enter that, one in the temporary folder.
 * @throws EmbeddedPostgresError `foreign-folder` when it is not empty, since all in it would be deleted
 */
export function makeThrowAwayFolder(
  intended: string,
  account: PostgresAccount | null,
): { folder: DataFolder; notice: string | null } {
  const wanted = layoutOf(realPath(intended));
  if (existsSync(wanted.path) && readdirSync(wanted.path).length > 0) {
    throw new EmbeddedPostgresError(
      'foreign-folder',
      `${wanted.path} is not empty, and a throw-away database would be deleted with all that lies there.`,
      'Name a folder that does not exist yet.',
    );
  }
  makeOwn(wanted, account);
  if (canEnter(account, wanted.path)) return { folder: layoutOf(realPath(wanted.path)), notice: null };
  rmdirSync(wanted.path);
  const folder = layoutOf(mkdtempSync(join(reachableTemporaryFolder(account) ?? tmpdir(), 'vigil-')));
  makeOwn(folder, account);
  return { folder, notice: moveNotice(wanted.path, folder.path) };
}

function moveNotice(wanted: string, path: string): string | null {
  if (wanted === path) return null;
  return `PostgreSQL does not run as root, and its account cannot enter ${wanted}: the data lies in ${path}.`;
}

/** A folder for short-lived files whose path the account can walk, or null. A long one makes no room for a socket. */
export function reachableTemporaryFolder(account: PostgresAccount | null): string | null {
  const fits = (folder: string): boolean => folder.length <= LONGEST_TEMPORARY_PATH && existsSync(folder);
  return [tmpdir(), '/tmp', '/var/tmp'].find((folder) => fits(folder) && canEnter(account, folder)) ?? null;
}

/** The same short name for the same path, always. */
export function shortNameOf(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 12);
}

function systemFolderFor(path: string): string {
  return join(SYSTEM_FOLDER, `${basename(path)}-${shortNameOf(path)}`);
}

/** Others may walk through to the cluster, which is closed to all but its account, but not list what is there. */
function makeOwn(folder: DataFolder, account: PostgresAccount | null): void {
  const before = existsSync(folder.path);
  refuseForeign(folder);
  if (mkdirSync(dirname(folder.path), { recursive: true })) {
    // A strict umask would close the new parent to PostgreSQL's account.
    chmodSync(dirname(folder.path), account ? 0o711 : 0o700);
  }
  mkdirSync(folder.path, { recursive: true });
  if (!before) chmodSync(folder.path, account ? 0o711 : 0o700);
  const closed = account && !canEnter(account, folder.path) && canEnter(account, dirname(folder.path));
  if (closed) chmodSync(folder.path, 0o711);
}

/** @throws EmbeddedPostgresError `foreign-folder` when something else than Vigil's data lies there */
export function refuseForeign(folder: DataFolder): void {
  if (!existsSync(folder.path)) return;
  const entries = readdirSync(folder.path).filter((name) => !IGNORED.test(name));
  const { cluster, halfWritten, secrets, lock } = folder;
  const ours = [cluster, halfWritten, secrets, lock].some((path) => entries.includes(basename(path)));
  if (entries.length === 0 || ours) return;
  throw new EmbeddedPostgresError(
    'foreign-folder',
    `${folder.path} is not empty and is not a data folder of Vigil (it holds ${entries.slice(0, 3).join(', ')}).`,
    NAME_ANOTHER,
  );
}

/** Of the longest part that exists; the rest as written. */
function realPath(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole) || dirname(whole) === whole) return realpathSync(whole);
  return join(realPath(dirname(whole)), basename(whole));
}
