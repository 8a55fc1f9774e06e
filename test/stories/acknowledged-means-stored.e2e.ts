import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  endAllServices,
  enrolSecondFactor,
  type HttpClient,
  REDEEM_LINK,
  type ServiceProcess,
  startService,
} from '../support/service-process.js';
import { postmasterOf, type StoredCases, storedCases } from '../support/stored-cases.js';

const CREATE_CASE = `mutation ($input: CreateCaseInput!, $key: ID) {
  createCase(input: $input, idempotencyKey: $key) { replayed case { id code } }
}`;
const INVITE = `mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { token } }`;
const PASSPHRASE = 'correct horse battery';

const area = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-acknowledged-')));
// As root, PostgreSQL runs as another account, which has to enter.
chmodSync(area, 0o755);
const data = join(area, 'data');
let service: ServiceProcess;
let monitor: HttpClient;
/** Each signs the monitor in once. */
let recoveryCodes: string[] = [];

const start = (): Promise<ServiceProcess> => startService({ VIGIL_DATA_DIR: data });
const signIn = async (): Promise<HttpClient> => {
  const client = service.client();
  const input = { email: 'monitor@example.org', passphrase: PASSPHRASE, code: recoveryCodes.shift() };
  await client.asks(`mutation ($input: SignInInput!) { signIn(input: $input) }`, { input });
  return client;
};

beforeAll(async () => {
  service = await start();
  const administrator = service.client();
  const token = await service.firstAdministratorToken();
  const chosen = { passphrase: PASSPHRASE, email: 'administrator@example.org', displayName: 'Administrator' };
  await administrator.asks(REDEEM_LINK, { input: { token, ...chosen } });
  await enrolSecondFactor(administrator);
  const invited = { email: 'monitor@example.org', displayName: 'Monitor', role: 'MONITOR', regions: ['PRIZREN'] };
  const { data: invitation } = await administrator.asks(INVITE, { input: invited });
  const { token: link } = invitation?.inviteAccount as unknown as { readonly token: string };
  monitor = service.client();
  await monitor.asks(REDEEM_LINK, { input: { token: link, passphrase: PASSPHRASE } });
  recoveryCodes = [...(await enrolSecondFactor(monitor))];
});
afterAll(async () => {
  await endAllServices();
  rmSync(area, { recursive: true, force: true });
});

/** A case that a client means to open: id and key are its own choice, and stay the same however often it is sent. */
interface Meant {
  readonly id: string;
  readonly key: string;
}

/** Sends the mutation once. @returns the case's code, or null where no answer or no success came. */
async function send({ id, key }: Meant): Promise<{ readonly code: string; readonly replayed: boolean } | null> {
  try {
    const { data: answer } = await monitor.asks(CREATE_CASE, { input: { id, court: 'DC_PRIZREN' }, key });
    const created = answer?.createCase as unknown as { case: { code: string }; replayed: boolean } | undefined;
    return created ? { code: created.case.code, replayed: created.replayed } : null;
  } catch {
    return null;
  }
}

/** Clients who send one case after the other until told to stop, each at most once. */
class Stream {
  readonly acknowledged = new Map<string, string>();
  readonly unanswered: Meant[] = [];
  private stopping = false;
  private readonly clients = [1, 2, 3, 4].map(() => this.sendOn());

  async untilAcknowledged(count: number): Promise<void> {
    while (this.acknowledged.size < count) await sleep(5);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.clients);
  }

  private async sendOn(): Promise<void> {
    while (!this.stopping) {
      const meant = { id: randomUUID(), key: randomUUID() };
      const answer = await send(meant);
      if (answer) this.acknowledged.set(meant.id, answer.code);
      else {
        this.unanswered.push(meant);
        await sleep(20);
      }
    }
  }
}

/** Every acknowledged case is stored as it was acknowledged; every stored case is told once, in journal and trail. */
async function expectNothingLostOrDoubled(acknowledged: ReadonlyMap<string, string>): Promise<StoredCases> {
  const found = await storedCases(data);
  expect([...acknowledged].filter(([id, code]) => found.cases.get(id) !== code)).toEqual([]);
  const ids = [...found.cases.keys()].sort();
  expect([...found.journal].sort()).toEqual(ids);
  expect([...found.audited].sort()).toEqual(ids);
  return found;
}

/** Sends again what had no answer: the same id and key. */
async function sendAgain(unanswered: readonly Meant[], before: StoredCases): Promise<void> {
  for (const meant of unanswered) {
    const answer = await send(meant);
    const code = before.cases.get(meant.id);
    expect({ sent: meant.id, replayed: answer?.replayed }).toEqual({ sent: meant.id, replayed: code !== undefined });
    if (code !== undefined) expect(answer?.code).toBe(code);
  }
}

describe('what the service acknowledged is stored', () => {
  it('when the service is killed in the middle of a stream of mutations', async () => {
    const stream = new Stream();
    await stream.untilAcknowledged(60);
    const ended = await service.end('SIGKILL');
    await stream.stop();
    expect(ended.signal).toBe('SIGKILL');
    expect(stream.acknowledged.size).toBeGreaterThanOrEqual(60);

    service = await start();
    expect(service.lines.join('\n')).toContain('was left running by a process that was killed: taken over.');
    const before = await expectNothingLostOrDoubled(stream.acknowledged);
    monitor = await signIn();
    await sendAgain(stream.unanswered.slice(0, 20), before);
    await expectNothingLostOrDoubled(stream.acknowledged);
  });

  it('when PostgreSQL is killed in the middle of one, which the service survives', async () => {
    const stream = new Stream();
    await stream.untilAcknowledged(60);
    const postmaster = postmasterOf(data);
    process.kill(postmaster, 'SIGKILL');
    while (stream.unanswered.length === 0) await sleep(5);
    const sofar = stream.acknowledged.size;
    await stream.untilAcknowledged(sofar + 40);
    await stream.stop();
    expect(service.child.exitCode).toBeNull();
    expect(service.lines.join('\n')).toContain('PostgreSQL is back.');

    const before = await expectNothingLostOrDoubled(stream.acknowledged);
    await sendAgain(stream.unanswered.slice(0, 20), before);
    await expectNothingLostOrDoubled(stream.acknowledged);
  });

  it('when both are killed at once', async () => {
    const stream = new Stream();
    await stream.untilAcknowledged(60);
    const postmaster = postmasterOf(data);
    process.kill(postmaster, 'SIGKILL');
    const ended = await service.end('SIGKILL');
    await stream.stop();
    expect(ended.signal).toBe('SIGKILL');

    service = await start();
    expect(service.lines.join('\n')).not.toContain('taken over');
    monitor = await signIn();
    const before = await expectNothingLostOrDoubled(stream.acknowledged);
    await sendAgain(stream.unanswered.slice(0, 20), before);
    await expectNothingLostOrDoubled(stream.acknowledged);
  });
});
