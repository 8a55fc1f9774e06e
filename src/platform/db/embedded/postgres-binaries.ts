import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { canRunFrom, type PostgresAccount } from './postgres-account.js';

/** The programs of one PostgreSQL release. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  /** `18.4.0-beta.17`: PostgreSQL's version and the package's own suffix. */
  readonly version: string;
  /** As it stands in `PG_VERSION` of a data folder: `18`. */
  readonly major: string;
}

interface Package {
  readonly folder: string;
  readonly version: string;
}

/**
 * The PostgreSQL of the npm package for this machine, made whole: its install script makes links, and install scripts
 * may be off. Where `account` cannot read `node_modules`, or the links cannot be made there, a copy in `copyFolder`.
 * @throws EmbeddedPostgresError `no-binaries`
 */
export function postgresBinaries(account: PostgresAccount | null, copyFolder: string): PostgresBinaries {
  const installed = installedPackage();
  const native = join(installed.folder, 'native');
  const usable = tryLinking(installed.folder) && canRunFrom(account, native);
  const from = usable ? native : copied(installed, copyFolder, account);
  const { version } = installed;
  return {
    initdb: join(from, 'bin', 'initdb'),
    postgres: join(from, 'bin', 'postgres'),
    version,
    major: majorOf(version),
  };
}

/** The major version of the installed PostgreSQL. */
export function installedMajor(): string {
  return majorOf(installedPackage().version);
}

function majorOf(version: string): string {
  return version.split('.')[0] ?? '';
}

function installedPackage(): Package {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const folder = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..');
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch {
    throw new EmbeddedPostgresError(
      'no-binaries',
      `The package ${name} is not installed, so there is no PostgreSQL for this machine.`,
      'Run npm ci without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own (15 or newer).',
    );
  }
}

/** Makes the links that are missing; false when the folder does not let us. */
function tryLinking(folder: string): boolean {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  try {
    for (const { source, target } of links) {
      const link = join(folder, target);
      if (!existsSync(link)) symlinkSync(basename(source), link);
    }
    return true;
  } catch {
    return false;
  }
}

/** One copy for each version, renamed into place when whole. */
function copied({ folder, version }: Package, copyFolder: string, account: PostgresAccount | null): string {
  const copy = join(copyFolder, version);
  if (!existsSync(copy)) {
    const half = `${copy}.half-written`;
    rmSync(half, { recursive: true, force: true });
    cpSync(join(folder, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true });
    // The copy of a folder that may not be written may not be written either, and would not take the links.
    spawnSync('chmod', ['-R', 'u+rwX', half]);
    tryLinking(half);
    renameSync(half, copy);
    if (account) spawnSync('chown', ['-R', `${account.uid}:${account.gid}`, copyFolder]);
  }
  return join(copy, 'native');
}
