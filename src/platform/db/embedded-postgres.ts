import { readFileSync, rmSync } from 'node:fs';
import { findDataFolder, makeDataFolder } from './data-folder.js';
import { takeFolderLock } from './folder-lock.js';
import { postgresAccount } from './postgres-account.js';
import { postgresBinaries } from './postgres-binaries.js';
import { clusterState, createCluster, demandUsable, SUPERUSER } from './postgres-cluster.js';
import { launch, stopServer } from './postgres-server.js';
import { listenAddressFor } from './socket-folder.js';

export interface EmbeddedPostgresOptions {
  readonly dataFolder: string;
  readonly log: (line: string) => void;
  readonly durable?: boolean;
  readonly throwAway?: boolean;
}

export interface EmbeddedPostgres {
  readonly superuser: {
    readonly host: string;
    readonly port: number;
    readonly user: string;
    readonly password: string;
  };
  readonly dataFolder: string;
  readonly adopted: boolean;
  readonly notices: readonly string[];
  url(user: string, password?: string, database?: string): string;
  stop(): Promise<void>;
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataFolder, log, durable = true, throwAway = false } = options;
  const found = findDataFolder(dataFolder);
  const account = postgresAccount(found.cluster, found.path);
  const folder = makeDataFolder(dataFolder, account, throwAway);
  const release = takeFolderLock(folder.lock);
  try {
    const notices: string[] = [];
    const binaries = postgresBinaries(account, folder.binaries);
    const cluster = { binaries, account, durable };
    if (clusterState(folder) === 'absent') await createCluster(folder, cluster);
    else demandUsable(folder, cluster);
    const address = await listenAddressFor(folder.path, account);
    const server = await launch({ folder, program: binaries.postgres, account, address, durable, log });
    const password = readFileSync(folder.superuserPassword, 'utf8').trim();
    return {
      superuser: { ...address, user: SUPERUSER, password },
      dataFolder: folder.path,
      adopted: false,
      notices,
      url: (user, secret = '', database = 'postgres') => urlOf(address, [user, secret, database]),
      stop: async () => {
        await stopServer(server);
        release();
        if (address.host.startsWith('/')) rmSync(address.host, { recursive: true, force: true });
        if (throwAway) rmSync(folder.path, { recursive: true, force: true });
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

function urlOf(address: { host: string; port: number }, [user, password, database]: [string, string, string]): string {
  const who = [user, password].map(encodeURIComponent).join(':');
  return `postgres://${who}@${encodeURIComponent(address.host)}:${address.port}/${encodeURIComponent(database)}`;
}
