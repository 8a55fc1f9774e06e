import { createHash, type Hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Client } from 'pg';
import { connect } from '../connect.js';
import type { Connections } from '../prepare-database.js';
import { END_OF_TABLE, FORMAT, type Manifest, type Trailer } from './backup-file.js';
import { type BackupSecret, newBackupKey } from './backup-key.js';
import { sealed } from './chunks.js';
import { CopyOut } from './copy.js';
import { forcedTables, ranMigrations, setForce, storedSequences, storedTables } from './tables.js';
import { type Verified, verifyBackup } from './verify-backup.js';

export interface Backup {
  readonly path: string;
  readonly secret: BackupSecret;
  /** Of Vigil, for whoever finds the file. */
  readonly version: string;
  readonly takenAt: string;
  /** One line for each step, for the person who waits. */
  readonly progress: (line: string) => void;
}

/**
 * Writes everything that is stored into one file, as it stood at one moment, and reads the file again before it gets its
 * name. The service may run meanwhile.
 * @throws BackupUnusable when what was written is not what was read: then there is no file.
 */
export async function writeBackup(
  connections: Pick<Connections, 'backup' | 'migrator'>,
  backup: Backup,
): Promise<Verified> {
  const draft = `${backup.path}.${String(process.pid)}`;
  try {
    await fromSnapshot(connections, backup, (client, manifest) => write(client, manifest, { ...backup, path: draft }));
    backup.progress('Reading it again …');
    const verified = await verifyBackup(draft, backup.secret);
    await rename(draft, backup.path);
    await sync(dirname(backup.path));
    return verified;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Reads in one snapshot, past row-level security: as the backup's role, or where no role may pass it as the owner, for
 * whom it is lifted inside this transaction alone. Writers wait then.
 */
async function fromSnapshot(
  { backup, migrator }: Pick<Connections, 'backup' | 'migrator'>,
  { version, takenAt, progress }: Backup,
  work: (client: Client, manifest: Manifest) => Promise<void>,
): Promise<void> {
  const seesAll = await maySeeAll(backup);
  const client = await connect(seesAll ? backup : migrator, { application_name: 'vigil backup' });
  try {
    await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL row_security = off`);
    if (!seesAll) {
      progress('The role vigil_backup may not see every row: the service waits until the backup is made.');
      await client.query(`SET LOCAL ROLE vigil_owner; SET LOCAL lock_timeout = '10s'`);
      await setForce(client, await forcedTables(client), 'NO FORCE');
    }
    await work(client, await manifestOf(client, { version, takenAt }));
  } finally {
    await client.query('ROLLBACK').catch(() => undefined);
    await client.end();
  }
}

async function maySeeAll(url: string): Promise<boolean> {
  const client = await connect(url);
  try {
    const { rows } = await client.query<{ all: boolean }>(
      'SELECT rolsuper OR rolbypassrls AS all FROM pg_roles WHERE rolname = current_user',
    );
    return rows[0]?.all ?? false;
  } finally {
    await client.end();
  }
}

async function manifestOf(client: Client, told: Pick<Manifest, 'version' | 'takenAt'>): Promise<Manifest> {
  const tables = [];
  for (const table of await storedTables(client)) {
    const { rows } = await client.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${table.name}`);
    tables.push({ ...table, rows: Number(rows[0]?.rows) });
  }
  const [migrations, sequences] = [await ranMigrations(client), await storedSequences(client)];
  return { ...told, migrations, tables, sequences };
}

async function write(client: Client, manifest: Manifest, { path, secret, progress }: Backup): Promise<void> {
  const { key, told } = await newBackupKey(secret);
  const line = Buffer.from(`${JSON.stringify({ format: FORMAT, key: told })}\n`);
  const file = createWriteStream(path, { mode: 0o600, flush: true });
  file.write(line);
  await pipeline(
    Readable.from(contentOf(client, manifest, progress)),
    createGzip(),
    (packed: AsyncIterable<Buffer>) => sealed(packed, key, line),
    file,
  );
}

async function* contentOf(client: Client, manifest: Manifest, progress: Backup['progress']): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  yield hashed(hash, Buffer.from(`${JSON.stringify(manifest)}\n`));
  for (const { name, columns, rows } of manifest.tables) {
    const copy = client.query(new CopyOut(`COPY ${name} (${columns.join(', ')}) TO STDOUT`));
    for await (const piece of copy) yield hashed(hash, piece as Buffer);
    yield hashed(hash, END_OF_TABLE);
    if (rows > 0) progress(`${name}: ${String(rows)} rows`);
  }
  const trailer: Trailer = { hash: hash.digest('hex') };
  yield Buffer.from(`${JSON.stringify(trailer)}\n`);
}

function hashed(hash: Hash, bytes: Buffer): Buffer {
  hash.update(bytes);
  return bytes;
}

/** The name in the folder survives a loss of power too. */
async function sync(folder: string): Promise<void> {
  const opened = await open(folder, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
