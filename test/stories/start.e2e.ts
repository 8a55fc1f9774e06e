import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  endAllServices,
  type HttpAnswer,
  REDEEM_LINK,
  runCommand,
  type ServiceProcess,
  startService,
} from '../support/service-process.js';

const area = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-start-')));
// As root, PostgreSQL runs as another account, which has to enter.
chmodSync(area, 0o755);
const embedded = { VIGIL_DATA_DIR: join(area, 'embedded') };

afterAll(async () => {
  await endAllServices();
  rmSync(area, { recursive: true, force: true });
});

function redeem(service: ServiceProcess, token: string, email: string): Promise<HttpAnswer> {
  const input = { token, passphrase: 'correct horse battery', email, displayName: 'Administrator' };
  return service.client().asks(REDEEM_LINK, { input });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** An ended process is listed until whoever inherited it takes note, which a busy machine delays. */
async function isGoneSoon(pid: number): Promise<boolean> {
  for (let waits = 0; waits < 50 && isAlive(pid); waits += 1) await sleep(100);
  return !isAlive(pid);
}

function postmasterPid(): number {
  return Number.parseInt(readFileSync(join(area, 'embedded', 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

describe('the first start', () => {
  let service: ServiceProcess;
  beforeAll(async () => {
    service = await startService(embedded);
  });
  afterAll(() => service.end('SIGTERM'));

  it('tells its address and a token that makes the first administrator, once', async () => {
    const token = await service.firstAdministratorToken();
    expect(await redeem(service, token, 'first@example.org')).toEqual({
      data: { redeemLink: true },
      codes: [],
      refusals: [],
    });
    const again = await redeem(service, token, 'second@example.org');
    expect(again).toMatchObject({ codes: ['REFUSED'], refusals: ['LINK_NOT_VALID'] });
  });

  it('knows no passphrase that nobody chose', async () => {
    const signIn = `mutation ($input: SignInInput!) { signIn(input: $input) }`;
    const guesses = ['', 'admin', 'password', 'vigil', 'changeme'];
    const names = ['first@example.org', 'admin', 'assessor@system.invalid'];
    const answers: HttpAnswer[] = [];
    for (const [index, passphrase] of guesses.entries()) {
      const email = names[index % names.length];
      answers.push(await service.client().asks(signIn, { input: { email, passphrase } }));
    }
    expect(answers.flatMap(({ codes }) => codes)).toEqual(guesses.map(() => 'UNAUTHENTICATED'));
  });

  it('keeps what it makes secret to its own account', () => {
    const secrets = join(area, 'embedded', 'secrets');
    const own = readdirSync(secrets).filter((name) => !name.endsWith('.pub'));
    const modes = own.map((name) => statSync(join(secrets, name)).mode & 0o077);
    expect([statSync(secrets).mode & 0o077, ...modes].every((open) => open === 0)).toBe(true);
  });

  it('excludes a second one, naming the process that runs', async () => {
    const { code, stderr, stdout } = await runCommand('start', embedded);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr.trim().split('\n')).toEqual([
      `Process ${service.child.pid ?? 0} already runs Vigil on ${join(area, 'embedded')}.`,
      'Use that one, or stop it first (Ctrl-C, or kill with its number), or set VIGIL_DATA_DIR to another folder.',
    ]);
  });

  it('is found well by the doctor, who says which process runs', async () => {
    const port = new URL(service.address).port;
    const { code, stdout } = await runCommand('doctor', { ...embedded, VIGIL_PORT: port });
    expect(stdout).toContain(`Vigil is running as process ${service.child.pid ?? 0}`);
    expect(stdout).toContain(`Vigil is running and answers on port ${port}.`);
    expect({ code, end: stdout.trim().split('\n').at(-1) }).toEqual({ code: 0, end: 'Nothing is wrong.' });
  });

  it('has no token for a first administrator any more, once there is one', async () => {
    await service.end('SIGTERM');
    service = await startService(embedded);
    await service.client().asks('{ __typename }');
    expect(service.lines.join('\n')).not.toContain('first administrator');
  });
});

describe('the end of the service', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('comes cleanly with %s and leaves nothing running', async (signal) => {
    const service = await startService(embedded);
    const postmaster = postmasterPid();
    const { code, stderr } = await service.end(signal);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(await isGoneSoon(postmaster)).toBe(true);
    expect(existsSync(join(area, 'embedded', 'vigil.lock'))).toBe(false);
  });

  it('comes once when npm hands on the Ctrl-C that the terminal delivered already', async () => {
    const service = await startService(embedded);
    service.child.kill('SIGINT');
    expect(await service.end('SIGINT')).toMatchObject({ code: 0, signal: null });
  });
});

describe('the demonstration', () => {
  it('does not load its docket among the data of the real service', async () => {
    const { code, stdout, stderr } = await runCommand('demo', { ...embedded, VIGIL_PORT: '0' });
    expect(stderr).toBe(
      'This data folder belongs to a real service: its accounts were not made by the demonstration. Nothing was loaded.\n' +
        'Leave VIGIL_DATA_DIR out, or set it to a folder that does not exist yet.\n',
    );
    expect({ code, loads: stdout.includes('Loading') }).toEqual({ code: 1, loads: false });
  });
});

describe('a process that is asked to stop', () => {
  it('ends at once when asked again while it still stops', async () => {
    const program = `import { untilStopped } from './dist/src/commands/until-stopped.js';
      setInterval(() => undefined, 1_000);
      untilStopped().then(() => console.log('stopping'));
      console.log('ready');`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    await once(child.stdout, 'data');
    await sleep(1_100);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([130, null]);
  });
});

describe('settings that cannot be used', () => {
  it('name the port that is taken and what to do, and leave no database running', async () => {
    const taken = createServer();
    await new Promise<void>((listening) => taken.listen(0, '127.0.0.1', listening));
    const port = String((taken.address() as AddressInfo).port);
    const { code, stderr } = await runCommand('start', { ...embedded, VIGIL_PORT: port });
    taken.close();
    expect(code).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      `Another program listens on port ${port} of 127.0.0.1.`,
      'Stop that program, or set VIGIL_PORT to another port (0 takes a free one).',
    ]);
    expect(existsSync(join(area, 'embedded', 'vigil.lock'))).toBe(false);
    expect(existsSync(join(area, 'embedded', 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('refuse a host that others reach without HTTPS, to the start and to the doctor', async () => {
    const open = { ...embedded, VIGIL_HOST: '0.0.0.0' };
    const [started, examined] = [await runCommand('start', open), await runCommand('doctor', open)];
    expect([started.code, examined.code]).toEqual([1, 1]);
    expect(started.stderr).toContain('VIGIL_HOST: 0.0.0.0 can be reached from other machines.');
    expect(examined.stdout).toContain('VIGIL_HOST: 0.0.0.0 can be reached from other machines.');
  });

  it('are all told together', async () => {
    const faulty = { ...embedded, VIGIL_PORT: 'http', VIGIL_ASSESSMENT_DAY: 'today' };
    const { code, stdout } = await runCommand('doctor', faulty);
    expect(code).toBe(1);
    expect(stdout).toMatch(/WRONG +configuration +VIGIL_PORT: /);
    expect(stdout).toMatch(/WRONG +configuration +VIGIL_ASSESSMENT_DAY: /);
  });
});
