import { randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/platform/db/connect.js';
import {
  endAllServices,
  enrolSecondFactor,
  type HttpClient,
  REDEEM_LINK,
  type ServiceProcess,
  startService,
} from '../support/service-process.js';
import { postmasterOf, storedCases, superuserUrlOf } from '../support/stored-cases.js';

const CLIENTS = 30;
const FREEZE_MILLISECONDS = 2_500;
const CREATE_CASE = `mutation ($input: CreateCaseInput!, $key: ID) {
  createCase(input: $input, idempotencyKey: $key) { replayed case { code } }
}`;
const INVITE = `mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { token } }`;
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) }';
const passphrase = 'correct horse battery';

const area = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-chaos-')));
// As root, PostgreSQL runs as another account, which has to enter.
chmodSync(area, 0o755);
const data = join(area, 'data');
let service: ServiceProcess;
let monitor: HttpClient;
let recoveryCodes: string[] = [];

const start = (): Promise<ServiceProcess> => startService({ VIGIL_DATA_DIR: data });

beforeAll(async () => {
  service = await start();
  const administrator = service.client();
  const token = await service.firstAdministratorToken();
  const chosen = { passphrase, email: 'administrator@example.org', displayName: 'Administrator' };
  await administrator.asks(REDEEM_LINK, { input: { token, ...chosen } });
  await enrolSecondFactor(administrator);
  const invited = { email: 'monitor@example.org', displayName: 'Monitor', role: 'MONITOR', regions: ['PRIZREN'] };
  const { data: invitation } = await administrator.asks(INVITE, { input: invited });
  const { token: link } = invitation?.inviteAccount as unknown as { readonly token: string };
  monitor = service.client();
  await monitor.asks(REDEEM_LINK, { input: { token: link, passphrase } });
  recoveryCodes = [...(await enrolSecondFactor(monitor))];
});
afterAll(async () => {
  await endAllServices();
  rmSync(area, { recursive: true, force: true });
});

/** Many who open cases, each sent with the same id and key until it is acknowledged. */
class Crowd {
  /** Codes by id. */
  readonly acknowledged = new Map<string, string>();
  retries = 0;
  replays = 0;
  private leaving = false;
  private readonly members = Array.from({ length: CLIENTS }, () => this.work());

  /** Resolves when what everybody has begun is acknowledged. */
  async leave(): Promise<void> {
    this.leaving = true;
    await Promise.all(this.members);
  }

  async untilMore(count: number): Promise<void> {
    const wanted = this.acknowledged.size + count;
    while (this.acknowledged.size < wanted) await sleep(10);
  }

  private async work(): Promise<void> {
    while (!this.leaving) {
      const [id, key] = [randomUUID(), randomUUID()];
      while (!(await this.send(id, key))) {
        this.retries += 1;
        await sleep(50);
      }
    }
  }

  private async send(id: string, key: string): Promise<boolean> {
    const answer = await monitor.asks(CREATE_CASE, { input: { id, court: 'DC_PRIZREN' }, key }).catch(() => null);
    const created = answer?.data?.createCase as unknown as { replayed: boolean; case: { code: string } } | undefined;
    if (!created) return false;
    this.acknowledged.set(id, created.case.code);
    if (created.replayed) this.replays += 1;
    return true;
  }
}

const backends = (): Promise<readonly number[]> =>
  withClient(superuserUrlOf(data), async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE usename = 'vigil_app' AND datname = 'vigil'`,
    );
    return rows.map(({ pid }) => pid);
  });

const signalAll = (pids: readonly number[], signal: NodeJS.Signals): void => {
  for (const pid of pids) process.kill(pid, signal);
};

describe('many clients, while everything under them breaks', () => {
  it('find what was acknowledged applied and audited, nothing lost and nothing doubled', async () => {
    const crowd = new Crowd();
    await crowd.untilMore(50);
    await withClient(superuserUrlOf(data), async (client) => {
      for (const pid of await backends()) await client.query('SELECT pg_terminate_backend($1)', [pid]);
    });
    await crowd.untilMore(50);

    const frozen = await backends();
    signalAll(frozen, 'SIGSTOP');
    await sleep(FREEZE_MILLISECONDS);
    signalAll(frozen, 'SIGCONT');
    await crowd.untilMore(50);

    process.kill(postmasterOf(data), 'SIGKILL');
    await crowd.untilMore(50);

    await service.end('SIGKILL');
    service = await start();
    monitor = service.client();
    const input = { email: 'monitor@example.org', passphrase, code: recoveryCodes.shift() };
    expect((await monitor.asks(SIGN_IN, { input })).codes).toEqual([]);
    await crowd.untilMore(50);
    await crowd.leave();
    const found = await storedCases(data);
    expect([...found.cases].sort()).toEqual([...crowd.acknowledged].sort());
    const ids = [...crowd.acknowledged.keys()].sort();
    expect([...found.journal].sort()).toEqual(ids);
    expect([...found.audited].sort()).toEqual(ids);
    expect(ids.length).toBeGreaterThanOrEqual(250);
    expect(crowd.retries).toBeGreaterThan(0);
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0, signal: null });
  }, 120_000);
});
