import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { makeKeyFile } from '../../src/platform/crypto/key-file.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/db/embedded-postgres.js';
import { layoutOf } from '../../src/platform/db/embedded/data-folder.js';
import { inspectDatabase, type Inspection } from '../../src/platform/db/inspection.js';
import { loginRoles } from '../../src/platform/db/roles.js';
import { type Check, type Outcome, runChecks } from '../../src/platform/doctor/check.js';
import { dataFolderChecks } from '../../src/platform/doctor/data-folder-checks.js';
import { databaseChecks } from '../../src/platform/doctor/database-checks.js';
import { examine, type Installation } from '../../src/platform/doctor/examine.js';
import { judgeSpace, keyFileCheck } from '../../src/platform/doctor/machine-checks.js';

const area = realpathSync(mkdtempSync(join(tmpdir(), 'doctor-')));
chmodSync(area, 0o755);
const data = join(area, 'data');
const cluster = join(data, 'postgres');
let installation: Installation;

beforeAll(async () => {
  installation = {
    dataFolder: data,
    databaseUrl: null,
    embeddedDatabase: 'postgres',
    port: await freePort(),
    migrations: ['First1', 'Second2'],
    rowSecured: ['trafficking_case'],
  };
  await withServer(async (server) => {
    const roles = ['vigil_owner', ...loginRoles.map((role) => `vigil_${role}`)];
    await run(server, roles.map((role) => `CREATE ROLE ${role} LOGIN;`).join('') + 'ALTER ROLE vigil_backup BYPASSRLS');
    await run(
      server,
      `CREATE SCHEMA vigil;
       CREATE TABLE vigil.migration (id serial, timestamp bigint, name text);
       INSERT INTO vigil.migration (name) VALUES ('First1'), ('Second2');
       CREATE TABLE vigil.court (id int);
       CREATE TABLE vigil.trafficking_case (id int);
       CREATE TABLE vigil.hearing (id int, case_id int);`,
    );
    for (const table of ['trafficking_case', 'hearing']) {
      await run(
        server,
        `ALTER TABLE vigil.${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
         CREATE POLICY see ON vigil.${table} USING (false)`,
      );
    }
  });
});
afterAll(() => rmSync(area, { recursive: true, force: true }));

async function withServer<T>(work: (server: EmbeddedPostgres) => Promise<T>): Promise<T> {
  const server = await startEmbeddedPostgres({ dataFolder: data, log: () => undefined, durable: false });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function run(server: EmbeddedPostgres, sql: string): Promise<void> {
  const client = new Client(server.superuser);
  await client.connect();
  await client.query(sql);
  await client.end();
}

function listen(port: number, server: Server = createServer()): Promise<Server> {
  return new Promise((listening) => server.listen(port, '127.0.0.1', () => listening(server)));
}

async function freePort(): Promise<number> {
  const server = await listen(0);
  const { port } = server.address() as { port: number };
  await new Promise((closed) => server.close(closed));
  return port;
}

/** What the doctor says under one name. */
async function outcomeOf(name: string, changes: Partial<Installation> = {}): Promise<Outcome | undefined> {
  const findings = await examine({ ...installation, ...changes });
  return findings.find((finding) => finding.name === name)?.outcome;
}

/** Lets the doctor look at a server that runs, after a change to its database that is taken back. */
function outcomeAfter(sql: string, back: string, name: string): Promise<Outcome | undefined> {
  return withServer(async (server) => {
    await run(server, sql);
    const outcome = await outcomeOf(name);
    await run(server, back);
    return outcome;
  });
}

describe('the doctor, on a sound installation', () => {
  it('finds nothing wrong, and leaves no server running', async () => {
    const findings = await examine(installation);
    expect(findings.filter(({ outcome }) => outcome.kind !== 'ok')).toEqual([]);
    expect(findings.map(({ name }) => name)).toEqual([
      'disk space',
      'port',
      'data folder',
      'half-written data',
      'second instance',
      'socket',
      'database',
      'server version',
      'roles',
      'migrations',
      'row policies',
      'vault key',
    ]);
    expect(existsSync(join(cluster, 'postmaster.pid'))).toBe(false);
  });

  it('finds nothing wrong before the first start, and makes nothing', async () => {
    const dataFolder = join(area, 'not-yet');
    const findings = await examine({ ...installation, dataFolder });
    expect(findings.every(({ outcome }) => outcome.kind === 'ok')).toBe(true);
    expect(existsSync(dataFolder)).toBe(false);
  });
});

describe('the doctor, on the data folder', () => {
  it('names a database of another PostgreSQL version', async () => {
    writeFileSync(join(cluster, 'PG_VERSION'), '16\n');
    const outcome = await outcomeOf('data folder');
    writeFileSync(join(cluster, 'PG_VERSION'), '18\n');
    expect(outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining('PostgreSQL 16 wrote') });
  });

  it('names a database that belongs to another account', async () => {
    const stranger = { uid: 54_321, gid: 54_321 };
    const [check] = dataFolderChecks(layoutOf(data), stranger);
    expect(await runChecks([check as Check])).toMatchObject([
      { outcome: { kind: 'problem', cure: `Start Vigil as its owner, or give it away: chown -R 54321 ${cluster}` } },
    ]);
  });

  it('names a folder that this account may not open', async () => {
    const refused = (): never => {
      throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES', path: data });
    };
    const [finding] = await runChecks([{ name: 'data folder', run: refused }]);
    expect(finding?.outcome).toMatchObject({ kind: 'problem', cure: expect.stringContaining('chown') });
  });

  it('names a folder that holds something else', async () => {
    const dataFolder = join(area, 'photos');
    mkdirSync(dataFolder);
    writeFileSync(join(dataFolder, 'photo.jpg'), '');
    expect(await outcomeOf('data folder', { dataFolder })).toMatchObject({
      kind: 'problem',
      what: expect.stringContaining('is not a data folder of Vigil (it holds photo.jpg)'),
    });
  });

  it('names a database that is not whole', async () => {
    const control = join(cluster, 'global', 'pg_control');
    renameSync(control, `${control}.away`);
    const outcome = await outcomeOf('data folder');
    renameSync(`${control}.away`, control);
    expect(outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining('control file') });
  });

  it('names a missing password', async () => {
    const password = join(data, 'secrets', 'postgres-superuser');
    renameSync(password, `${password}.away`);
    const outcome = await outcomeOf('data folder');
    renameSync(`${password}.away`, password);
    expect(outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining(password) });
  });

  it('names the half of a first start that was cut short', async () => {
    mkdirSync(join(data, 'postgres.half-written'));
    const outcome = await outcomeOf('half-written data');
    rmSync(join(data, 'postgres.half-written'), { recursive: true, force: true });
    expect(outcome).toMatchObject({ kind: 'warning', cure: expect.stringContaining('Start Vigil') });
  });

  it('names the process that runs Vigil on the folder already', async () => {
    const outcome = await withServer(() => outcomeOf('second instance'));
    expect(outcome).toMatchObject({ kind: 'ok', what: expect.stringContaining(`running as process ${process.pid}`) });
  });

  it('names a lock that a killed process left', async () => {
    writeFileSync(join(data, 'vigil.lock'), JSON.stringify({ pid: 2 ** 30, started: 'once' }));
    const outcome = await outcomeOf('second instance');
    rmSync(join(data, 'vigil.lock'), { force: true });
    expect(outcome).toMatchObject({ kind: 'warning', what: expect.stringContaining(`left by process ${2 ** 30}`) });
  });

  it('names what is in the way of the socket', async () => {
    const socket = await withServer((server) => Promise.resolve(server.superuser.host));
    writeFileSync(socket, '');
    const outcome = await outcomeOf('socket');
    rmSync(socket);
    expect(outcome).toMatchObject({ kind: 'warning', cure: expect.stringContaining(`Remove ${socket}`) });
  });
});

describe('the doctor, on the machine', () => {
  it('names a port that is taken', async () => {
    const taken = await listen(installation.port);
    const outcome = await outcomeOf('port');
    taken.close();
    expect(outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining(String(installation.port)) });
  });

  it('does not take the Vigil of another folder for this one', async () => {
    const port = await freePort();
    const other = createHttpServer((_, response) => response.end('{"status":"alive"}'));
    await new Promise<void>((listening) => other.listen(port, '127.0.0.1', listening));
    const outcome = await outcomeOf('port', { port });
    other.close();
    other.closeAllConnections();
    expect(outcome).toMatchObject({ kind: 'problem', what: `Another Vigil listens on port ${String(port)}.` });
  });

  it('names a disk that is full or nearly so', () => {
    expect([20_000, 900, 100].map((free) => judgeSpace(free, data).kind)).toEqual(['ok', 'warning', 'problem']);
  });

  it('names a vault key that is missing, open to others or no key, once there is a vault', async () => {
    const file = join(area, 'vault.key');
    const inUse = 'CREATE SCHEMA sec; CREATE TABLE sec.vault_key (version int); INSERT INTO sec.vault_key VALUES (1)';
    const outcome = await outcomeAfter(inUse, 'DROP SCHEMA sec CASCADE', 'vault key');
    expect(outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining('is missing') });
    writeFileSync(file, 'key', { mode: 0o644 });
    expect(await keyFileCheck(file, true).run()).toMatchObject({ cure: `Close it: chmod 600 ${file}` });
    chmodSync(file, 0o600);
    const [finding] = await runChecks([keyFileCheck(file, true)]);
    expect(finding?.outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining('is not a key file') });
    rmSync(file);
    await makeKeyFile(file);
    expect(await keyFileCheck(file, true).run()).toMatchObject({ kind: 'ok' });
  });
});

describe('the doctor, inside the database', () => {
  it('names migrations that have not run', async () => {
    expect(await outcomeOf('migrations', { migrations: ['First1', 'Second2', 'Third3'] })).toEqual({
      kind: 'warning',
      what: '1 of 3 migrations have not run: Third3.',
      cure: 'Start Vigil: it runs them.',
    });
  });

  it('names migrations of a newer Vigil', async () => {
    expect(await outcomeOf('migrations', { migrations: ['First1'] })).toMatchObject({
      kind: 'problem',
      what: 'A newer Vigil changed this database: Second2.',
    });
  });

  it.each([
    ['row-level security that does not bind the owner', 'NO FORCE', 'FORCE'],
    ['no row-level security', 'DISABLE', 'ENABLE'],
  ])('names a table with %s', async (_, off, on) => {
    const alter = (what: string): string => `ALTER TABLE vigil.hearing ${what} ROW LEVEL SECURITY`;
    expect(await outcomeAfter(alter(off), alter(on), 'row policies')).toMatchObject({
      kind: 'problem',
      what: 'These tables do not limit who sees their rows: hearing.',
    });
  });

  it('names a table without a policy, also one that no case_id gives away', async () => {
    const outcome = await outcomeAfter(
      'DROP POLICY see ON vigil.trafficking_case',
      'CREATE POLICY see ON vigil.trafficking_case USING (false)',
      'row policies',
    );
    expect(outcome).toMatchObject({ kind: 'problem', what: expect.stringContaining('trafficking_case') });
  });

  it('names a missing role, and whether it can be made', async () => {
    const outcome = await outcomeAfter('DROP ROLE vigil_queue', 'CREATE ROLE vigil_queue', 'roles');
    expect(outcome).toMatchObject({ kind: 'warning', what: 'These roles are missing: vigil_queue.' });
  });

  it('says when the backup may not see every row', async () => {
    const alter = (what: string): string => `ALTER ROLE vigil_backup ${what}`;
    const outcome = await outcomeAfter(alter('NOBYPASSRLS'), alter('BYPASSRLS'), 'roles');
    expect(outcome).toMatchObject({ kind: 'warning', what: expect.stringContaining('BYPASSRLS') });
  });
});

describe('the doctor, on an own PostgreSQL', () => {
  it('says that nothing listens there', async () => {
    const databaseUrl = `postgres://vigil_migrator:secret@127.0.0.1:${installation.port}/vigil`;
    const outcome = await outcomeOf('database', { databaseUrl });
    expect(outcome).toMatchObject({
      kind: 'problem',
      what: `PostgreSQL at 127.0.0.1, port ${installation.port}, database vigil, as vigil_migrator, cannot be reached: nothing listens there.`,
    });
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('says that it did not answer', async () => {
    const silent = await listen(
      0,
      createServer(() => undefined),
    );
    const { port } = silent.address() as { port: number };
    const answer = inspectDatabase(`postgres://vigil@127.0.0.1:${port}/vigil`, 200);
    await expect(answer).rejects.toMatchObject({ cure: expect.stringContaining('firewall') });
    silent.close();
  });

  it('says that it is too old', async () => {
    const old: Inspection = {
      rows: <Row extends object>() => Promise.resolve([{ number: 140_011, text: '14.11' }] as unknown as Row[]),
      close: () => Promise.resolve(),
    };
    const [check] = databaseChecks(old, installation);
    expect(await check?.run()).toMatchObject({
      kind: 'problem',
      what: 'The server is PostgreSQL 14.11, and Vigil needs 15 or newer.',
    });
  });

  it('says that it refuses the passphrase, the database or the making of roles', async () => {
    await withServer(async (server) => {
      await run(server, `ALTER ROLE vigil_migrator PASSWORD 'known'; DROP ROLE vigil_queue`);
      const from = async (name: string, ...url: Parameters<EmbeddedPostgres['url']>): Promise<string | undefined> =>
        (await outcomeOf(name, { databaseUrl: server.url(...url) }))?.what;
      expect(await from('database', 'vigil_migrator', 'guessed')).toMatch(/it refuses the passphrase\.$/);
      expect(await from('database', 'vigil_migrator', 'known', 'absent')).toMatch(/it has no such database\.$/);
      expect(await from('roles', 'vigil_migrator', 'known')).toBe(
        'These roles are missing: vigil_queue. vigil_migrator is not allowed to make them.',
      );
      await run(server, 'CREATE ROLE vigil_queue');
    });
  });
});
