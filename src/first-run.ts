import { migrations } from '../migrations/all.js';
import { policyRows } from './access/domain/may.js';
import { systemPolicyRows } from './access/domain/system-actors.js';
import type { Config } from './platform/config.js';
import {
  type EmbeddedPostgres,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from './platform/db/embedded-postgres.js';
import { sqlState } from './platform/db/database.js';
import { DatabaseUnreachable, withClient } from './platform/db/connect.js';
import { vaultKeyPath } from './platform/crypto/key-file.js';
import { type Connections, type Preparation, prepareDatabase } from './platform/db/prepare-database.js';
import { type LoginRole, loginRoles } from './platform/db/roles.js';
import { refuseWrongVaultKey } from './platform/db/unlock-vault.js';
import { rolePassphrases } from './platform/secrets.js';

/** The database inside the embedded server. */
export const EMBEDDED_DATABASE = 'vigil';

/** A database that is ready for the service. */
export interface ReadyDatabase {
  readonly connections: Connections;
  /** Where secrets lie, and with the embedded server the data. */
  readonly dataFolder: string;
  stop(): Promise<void>;
}

export interface Start {
  readonly config: Config;
  readonly progress: (line: string) => void;
  /** Deletes everything at the end. */
  readonly throwAway?: boolean;
  /** Fills the database before it is brought up to date. */
  readonly restore?: (preparation: Preparation) => Promise<unknown>;
}

/** Starts the embedded server, or uses the own one, and brings its database up to date. */
export async function readyDatabase(start: Start): Promise<ReadyDatabase> {
  const { config, progress, throwAway = false } = start;
  if (config.databaseUrl) return readyExternal(config.databaseUrl, start);
  const postgres = await startEmbeddedPostgres({ dataFolder: config.dataFolder, log: progress, throwAway });
  postgres.notices.forEach(progress);
  try {
    return await readyEmbedded(postgres, start);
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function readyEmbedded(postgres: EmbeddedPostgres, start: Start): Promise<ReadyDatabase> {
  const passphrases = await rolePassphrases(postgres.dataFolder, loginRoles);
  const { user, password, database } = postgres.superuser;
  await withClient(postgres.url(user, password, database), async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [EMBEDDED_DATABASE]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${EMBEDDED_DATABASE}`);
  });
  const connections = embeddedConnections(postgres, passphrases);
  const adminUrl = postgres.url(user, password, EMBEDDED_DATABASE);
  await refuseForeignVault(postgres.dataFolder, [connections.migrator, adminUrl]);
  await prepare(start, { adminUrl, connections, passphrases });
  return { connections, dataFolder: postgres.dataFolder, stop: () => postgres.stop() };
}

function embeddedConnections(
  { url }: Pick<EmbeddedPostgres, 'url'>,
  passphrases: Readonly<Record<LoginRole, string>>,
): Connections {
  return connectionsBy((role) => url(`vigil_${role}`, passphrases[role], EMBEDDED_DATABASE));
}

async function readyExternal(adminUrl: string, start: Start): Promise<ReadyDatabase> {
  const { config } = start;
  const { connections, passphrases } = await externalConnections(config, adminUrl);
  await refuseForeignVault(config.dataFolder, [connections.migrator, adminUrl]);
  await prepare(start, { adminUrl, connections, passphrases });
  return { connections, dataFolder: config.dataFolder, stop: () => Promise.resolve() };
}

async function prepare(
  { restore, progress }: Start,
  access: Pick<Preparation, 'adminUrl' | 'connections' | 'passphrases'>,
): Promise<void> {
  const preparation = { ...access, ...contents, progress };
  await restore?.(preparation);
  await prepareDatabase(preparation);
}

async function externalConnections(
  config: Config,
  adminUrl: string,
): Promise<{ readonly connections: Connections; readonly passphrases: Readonly<Partial<Record<LoginRole, string>>> }> {
  const given: Partial<Record<LoginRole, string>> = {
    ...config.roleUrls,
    ...(new URL(adminUrl).username === 'vigil_migrator' ? { migrator: adminUrl } : {}),
  };
  const passphrases = await rolePassphrases(
    config.dataFolder,
    loginRoles.filter((role) => !given[role]),
  );
  return {
    connections: connectionsBy((role) => given[role] ?? asRole(adminUrl, role, passphrases[role] ?? '')),
    passphrases,
  };
}

/**
 * The database as it stands, for a command that looks at it: of the service while it runs, else of a server that is
 * started for the command alone. Nothing is made ready in it.
 */
export async function storedDatabase(config: Config, progress: Start['progress']): Promise<ReadyDatabase> {
  const stop = (): Promise<void> => Promise.resolve();
  if (config.databaseUrl) {
    const { connections } = await externalConnections(config, config.databaseUrl);
    return { connections, dataFolder: config.dataFolder, stop };
  }
  const running = runningEmbeddedPostgres(config.dataFolder);
  const postgres = running
    ? { ...running, stop }
    : await startEmbeddedPostgres({ dataFolder: config.dataFolder, log: progress });
  const passphrases = await rolePassphrases(postgres.dataFolder, loginRoles);
  return {
    connections: embeddedConnections(postgres, passphrases),
    dataFolder: postgres.dataFolder,
    stop: () => postgres.stop(),
  };
}

/**
 * Before a migration runs, and before the roles get the passphrases of this data folder: those of another folder would
 * be lost to a service that works with them. `urls`: the first that may look decides; nobody may, and there is no vault.
 * @throws VaultKeyMissing, VaultKeyWrong.
 */
async function refuseForeignVault(dataFolder: string, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    try {
      return await withClient(url, (owner) => refuseWrongVaultKey(vaultKeyPath(dataFolder), owner));
    } catch (error) {
      if (!(error instanceof DatabaseUnreachable) && sqlState(error) !== '42501') throw error;
    }
  }
}

/** What every database of Vigil holds. */
export const contents = { migrations, permissions: [...policyRows(), ...systemPolicyRows()] };

export function connectionsBy(url: (role: LoginRole) => string): Connections {
  return Object.fromEntries(loginRoles.map((role) => [role, url(role)])) as Connections;
}

function asRole(adminUrl: string, role: LoginRole, passphrase: string): string {
  const url = new URL(adminUrl);
  url.username = `vigil_${role}`;
  url.password = passphrase;
  return url.href;
}
