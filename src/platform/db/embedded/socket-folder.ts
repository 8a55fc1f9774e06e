import { chmodSync, chownSync, lstatSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { reachableTemporaryFolder, shortNameOf } from './data-folder.js';
import { type PostgresAccount } from './postgres-account.js';

/** Where PostgreSQL listens: a folder with a unix socket, or a loopback port. */
export interface ListenAddress {
  /** A path, or `127.0.0.1`. */
  readonly host: string;
  readonly port: number;
}

/** sun_path holds 104 bytes on macOS and 108 on Linux, with the closing NUL. */
const LONGEST_SOCKET_PATH = 103;
const SOCKET_PORT = 5432;

/**
 * A unix socket in a closed folder of the temporary folder; where none can be made, a free loopback port.
 */
export async function listenAddressFor(dataFolder: string, account: PostgresAccount | null): Promise<ListenAddress> {
  const folder = socketFolderFor(dataFolder, account);
  if (folder && makeClosed(folder, account) && (await takesSockets(folder))) return { host: folder, port: SOCKET_PORT };
  return { host: '127.0.0.1', port: await freeLoopbackPort() };
}

/** Named after the data folder, and short enough whatever that is called; null when the temporary folder is not. */
export function socketFolderFor(dataFolder: string, account: PostgresAccount | null): string | null {
  const parent = reachableTemporaryFolder(account);
  const folder = parent && join(parent, `vigil-${shortNameOf(dataFolder)}`);
  return folder && fits(folder) ? folder : null;
}

/** PostgreSQL parses the folder as a list of quoted names; only plain paths are passed on. */
function fits(folder: string): boolean {
  const socket = join(folder, `.s.PGSQL.${SOCKET_PORT}`);
  return Buffer.byteLength(socket) <= LONGEST_SOCKET_PATH && /^[\w./-]+$/.test(folder);
}

/** Anyone may write to the temporary folder: a folder that another made there under our name is not used. */
function makeClosed(folder: string, account: PostgresAccount | null): boolean {
  const owner = account?.uid ?? process.getuid?.();
  try {
    if (mkdirSync(folder, { recursive: true, mode: 0o700 }) && account) chownSync(folder, account.uid, account.gid);
    const found = lstatSync(folder);
    if (!found.isDirectory() || found.uid !== owner) return false;
    chmodSync(folder, 0o700);
    return true;
  } catch {
    return false;
  }
}

/** Some mounted file systems hold files but no sockets. */
function takesSockets(folder: string): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(false));
    server.listen(join(folder, 'try'), () => server.close(() => settle(true)));
  });
}

async function freeLoopbackPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address ? address.port : 0;
}
