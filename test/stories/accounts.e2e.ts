import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { OneTimeLinkStore } from '../../src/accounts/one-time-link.store.js';
import { withClient } from '../../src/platform/db/connect.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { answerOf } from '../support/given.js';

const SIGN_IN =
  'mutation ($email: String!, $passphrase: String!) { signIn(input: { email: $email, passphrase: $passphrase }) }';
const INVITE = 'mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { accountId token } }';
const REDEEM =
  'mutation ($token: String!, $passphrase: String!) { redeemLink(input: { token: $token, passphrase: $passphrase }) }';
const UPDATE = 'mutation ($input: UpdateAccountInput!) { updateAccount(input: $input) { version } }';
const PASSPHRASE = 'a lamp above the harbour';
/** Somebody who signs in with a passphrase alone. */
const AUDITOR = { role: 'AUDITOR', regions: [] };

/** What a browser would see of an answer. */
interface Seen {
  readonly codes: readonly string[];
  readonly text: string;
  /** The `Set-Cookie` header. */
  readonly cookie: string;
}

interface Account {
  readonly id: string;
  readonly displayName: string;
  readonly role: string;
  readonly version: number;
  readonly email: { readonly value: string | null; readonly state: string };
  readonly regions: { readonly state: string };
  readonly active: { readonly state: string };
}

describe('an account', () => {
  let app: TestApp;
  let administrator: Client;

  /** A request of somebody whose only possession is a cookie. */
  const browser = async (cookie: string, query: string, variables: object = {}, of: TestApp = app): Promise<Seen> => {
    const { text, headers } = await request(of.nest.getHttpServer())
      .post('/graphql')
      .set('Cookie', cookie.split(';')[0] ?? '')
      .send({ query, variables });
    const { errors = [] } = JSON.parse(text) as { errors?: { extensions: { code: string } }[] };
    const cookies = (headers['set-cookie'] ?? []) as unknown as readonly string[];
    return { codes: errors.map(({ extensions }) => extensions.code), text, cookie: cookies[0] ?? '' };
  };
  const signsIn = (email: string, passphrase: string, of: TestApp = app): Promise<Seen> =>
    browser('', SIGN_IN, { email, passphrase }, of);
  /** The invitation of a new colleague, by their address. */
  const invitation = async (email: string, fields: object = {}): Promise<{ accountId: string; token: string }> => {
    const input = { email, displayName: 'Monitor', role: 'MONITOR', regions: ['PRIZREN'], ...fields };
    const { inviteAccount } = await answerOf<{ inviteAccount: { accountId: string; token: string } }>(
      administrator.asks(INVITE, { input }),
    );
    return inviteAccount;
  };
  const colleague = async (fields: object = {}): Promise<{ id: string; email: string; cookie: string }> => {
    const email = `${randomUUID()}@example.org`;
    const { accountId, token } = await invitation(email, fields);
    const own = new Browser(app);
    await own.redeems(token, PASSPHRASE);
    // Everybody but headquarters and the auditor signs in with a second factor.
    if (!['HQ_ANALYST', 'AUDITOR'].includes((fields as { role?: string }).role ?? 'MONITOR')) await own.enrols();
    return { id: accountId, email, cookie: own.cookie };
  };
  const updates = async (id: string, changes: object): Promise<readonly string[]> => {
    const { accounts } = await answerOf<{ accounts: readonly Account[] }>(
      administrator.asks('{ accounts { id version } }'),
    );
    const version = accounts.find((account) => account.id === id)?.version;
    return (await administrator.asks(UPDATE, { input: { id, version, ...changes } })).codes;
  };
  /** Facts of the audit trail, the latest last: their type, whose account they are about, and the permission denied. */
  const trail = (): Promise<
    readonly { readonly type: string; readonly id: string; readonly permission: string | null }[]
  > =>
    withClient(app.database.superuserUrl, async (client) => {
      const { rows } = await client.query(`
        SELECT fact ->> 'type' AS type, fact ->> 'id' AS id, entry ->> 'permission' AS permission
        FROM vigil.audit_entry, LATERAL (SELECT convert_from(content, 'utf8')::jsonb AS entry) AS kept, jsonb_array_elements(entry -> 'facts') AS fact
        ORDER BY stored_at, transaction_id`);
      return rows as never;
    });

  beforeAll(async () => {
    app = await startTestApp();
    administrator = await app.signedInAs({ role: 'ADMIN' });
  });
  afterAll(() => app.close());

  it('begins with an invitation that works once', async () => {
    const email = `${randomUUID()}@example.org`;
    const { token } = await invitation(email, AUDITOR);
    const weak = await browser('', REDEEM, { token, passphrase: 'too short' });
    expect(weak.text).toContain('PASSPHRASE_TOO_WEAK');
    const first = await browser('', REDEEM, { token, passphrase: PASSPHRASE });
    expect(first.codes).toEqual([]);
    expect((await browser(first.cookie, '{ me { role } }')).text).toBe('{"data":{"me":{"role":"AUDITOR"}}}\n');
    for (const spent of [token, 'f'.repeat(64), 'no token']) {
      const again = await browser('', REDEEM, { token: spent, passphrase: PASSPHRASE });
      expect(again.text).toContain('LINK_NOT_VALID');
      expect(again.cookie).toBe('');
    }
  });

  it('opens a session with its address, however it is written, and its passphrase', async () => {
    const { email } = await colleague(AUDITOR);
    const session = await signsIn(` ${email.toUpperCase()} `, PASSPHRASE);
    expect(session.codes).toEqual([]);
    expect(session.cookie).toMatch(/^sid=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect((await browser(session.cookie, '{ me { email { value state } } }')).text).toContain(email);
  });

  it('keeps the session in a cookie that only this host gets, and only over HTTPS, once there is HTTPS', async () => {
    const secured = await startTestApp({ baseUrl: 'https://vigil.example' });
    try {
      const someone = await secured.signedInAs({ role: 'AUDITOR' });
      const { headers } = await request(secured.nest.getHttpServer())
        .post('/graphql')
        .set('Cookie', `__Host-sid=${someone.token}`)
        .send({ query: 'mutation { signOut }' });
      expect(headers['set-cookie']).toEqual([
        '__Host-sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Strict',
      ]);
      expect((await someone.asks('{ me { id } }')).codes).toEqual(['UNAUTHENTICATED']);
    } finally {
      await secured.close();
    }
  });

  it('is told the same of a wrong passphrase, an unknown name and an account that was stopped', async () => {
    const { email } = await colleague(AUDITOR);
    const stopped = await colleague(AUDITOR);
    expect(await updates(stopped.id, { active: false })).toEqual([]);
    const wrong = await signsIn(email, 'not this one at all');
    const unknown = await signsIn('nobody@example.org', PASSPHRASE);
    const inactive = await signsIn(stopped.email, PASSPHRASE);
    expect(wrong.codes).toEqual(['UNAUTHENTICATED']);
    expect(wrong.text).toContain('The e-mail, the passphrase or the code is wrong.');
    expect([unknown.text, inactive.text]).toEqual([wrong.text, wrong.text]);
    expect([wrong.cookie, unknown.cookie, inactive.cookie]).toEqual(['', '', '']);
  });

  it('waits longer after every failure, for a name that exists and for one that does not, and is never locked', async () => {
    const { email } = await colleague(AUDITOR);
    for (const name of ['somebody@example.org', email]) {
      const answers: string[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) answers.push(...(await signsIn(name, 'wrong again')).codes);
      expect(answers).toEqual([...Array<string>(4).fill('UNAUTHENTICATED'), 'TOO_MANY']);
    }
    expect((await signsIn(email, PASSPHRASE)).codes).toEqual(['TOO_MANY']);
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    expect((await signsIn(email, PASSPHRASE)).codes).toEqual([]);
  });

  it('cannot try several passphrases in one request', async () => {
    const { email } = await colleague(AUDITOR);
    const attempt = (alias: string): string =>
      `${alias}: signIn(input: { email: "${email}", passphrase: "${PASSPHRASE}" })`;
    const { codes } = await browser('', `mutation { ${attempt('one')} ${attempt('other')} }`);
    expect(codes).toEqual(['TOO_MANY']);
  });

  it('ends its session at once when it signs out, wherever the cookie was kept', async () => {
    const { cookie } = await colleague();
    expect((await browser(cookie, 'mutation { signOut }')).cookie).toMatch(/^sid=; Path=\/; Expires=Thu, 01 Jan 1970/);
    expect((await browser(cookie, '{ cases { nodes { id } } }')).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('loses its access at the next statement when its regions, role or activity change', async () => {
    for (const change of [{ regions: ['PEJA'] }, { role: 'HQ_ANALYST', regions: [] }, { active: false }]) {
      const { id, cookie } = await colleague();
      expect((await browser(cookie, '{ cases { nodes { id } } }')).codes).toEqual([]);
      expect(await updates(id, change)).toEqual([]);
      expect((await browser(cookie, '{ cases { nodes { id } } }')).codes).toEqual(['UNAUTHENTICATED']);
    }
  });

  it('never changes the own role, regions or activity', async () => {
    for (const changes of [{ role: 'HQ_ANALYST' }, { active: false }, { displayName: 'Somebody else' }]) {
      expect(await updates(administrator.accountId, changes)).toEqual(['FORBIDDEN']);
    }
    const monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    const own = { id: monitor.accountId, version: 1, regions: ['PRIZREN', 'PEJA'] };
    expect((await monitor.asks(UPDATE, { input: own })).codes).toEqual(['FORBIDDEN']);
  });

  it('has regions where its role has them, from the reference pack, and a lawyer where it is a lawyer', async () => {
    const problemOf = async (fields: object): Promise<object | undefined> => {
      const input = { email: `${randomUUID()}@example.org`, displayName: 'Somebody', ...fields };
      return (await administrator.asks(INVITE, { input })).errors[0]?.extensions;
    };
    expect(await problemOf({ role: 'MONITOR' })).toMatchObject({ refusal: 'REGIONS_FIT_ROLE', field: 'input.regions' });
    expect(await problemOf({ role: 'HQ_ANALYST', regions: ['PRIZREN'] })).toMatchObject({
      refusal: 'REGIONS_FIT_ROLE',
    });
    expect(await problemOf({ role: 'TFP', regions: ['ATLANTIS'] })).toMatchObject({
      refusal: 'UNKNOWN_REFERENCE_CODE',
      field: 'input.regions',
    });
    expect(await problemOf({ role: 'AUDITOR', lawyerId: randomUUID() })).toMatchObject({
      refusal: 'ONLY_LAWYERS_ON_ROSTER',
    });
    const { id } = await colleague();
    expect(await updates(id, { role: 'AUDITOR' })).toEqual(['REFUSED']);
  });

  it('cannot share its address with another account', async () => {
    const { email } = await colleague();
    const input = { email: email.toUpperCase(), displayName: 'Twin', role: 'AUDITOR' };
    const { errors } = await administrator.asks(INVITE, { input });
    expect(errors[0]?.extensions).toEqual({ code: 'REFUSED', refusal: 'CODE_IN_USE', field: 'input.email' });
  });

  it('is not overwritten by an administrator who read an older version', async () => {
    const { id } = await colleague();
    expect(await updates(id, { displayName: 'First' })).toEqual([]);
    const { codes } = await administrator.asks(UPDATE, { input: { id, version: 1, displayName: 'Second' } });
    expect(codes).toEqual(['STALE']);
  });

  it('is whole for the administrator, a name and a role for colleagues, and nothing for the others', async () => {
    const LIST =
      '{ accounts { id displayName role version email { value state } regions { state } active { state } } }';
    const monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PEJA'] });
    const list = async (client: Client): Promise<readonly Account[]> =>
      (await answerOf<{ accounts: readonly Account[] }>(client.asks(LIST))).accounts;
    const ofMonitor = (accounts: readonly Account[]): Account | undefined =>
      accounts.find(({ id }) => id === monitor.accountId);
    const whole = await list(administrator);
    expect(ofMonitor(whole)).toMatchObject({
      role: 'MONITOR',
      regions: { state: 'PRESENT' },
      active: { state: 'PRESENT' },
    });
    for (const role of ['HQ_ANALYST', 'AUDITOR', 'TFP'] as const) {
      const reader = await app.signedInAs({ role, regions: role === 'TFP' ? ['PEJA'] : [] });
      const seen = await list(reader);
      const withheld = { value: null, state: 'WITHHELD' };
      expect(ofMonitor(seen)).toMatchObject({
        displayName: 'MONITOR',
        role: 'MONITOR',
        email: withheld,
        regions: { state: 'WITHHELD' },
      });
      const others = seen.filter(({ id, email }) => id !== reader.accountId && email.state !== 'WITHHELD');
      expect(others).toEqual([]);
      expect(seen.map(({ role: seenRole }) => seenRole)).not.toContain('IMPORTER');
    }
    const far = await app.signedInAs({ role: 'TFP', regions: ['PRISTINA'] });
    expect(ofMonitor(await list(far))).toBeUndefined();
    expect((await monitor.asks(LIST)).codes).toEqual(['FORBIDDEN']);
    expect((await app.anonymous.asks(LIST)).codes).toEqual(['UNAUTHENTICATED']);
  });

  it('leaves a sign-in, a failure and a denial in the audit trail, and neither an address nor a passphrase', async () => {
    const { id, email, cookie } = await colleague(AUDITOR);
    await signsIn(email, 'a passphrase that is wrong');
    await signsIn(email, PASSPHRASE);
    await browser(cookie, 'mutation { createCase(input: { court: "DC_PRIZREN" }) { replayed } }');
    await browser(cookie, 'mutation { signOut }');
    const facts = (await trail()).filter((fact) => fact.id === id);
    expect(facts.map(({ type }) => type)).toEqual([
      'AccountInvited',
      'LinkRedeemed',
      'SignedIn',
      'SignInFailed',
      'SignedIn',
      'AccessDenied',
      'SignedOut',
    ]);
    expect(facts.find(({ type }) => type === 'AccessDenied')?.permission).toBe('CASE_PUBLIC:CREATE');
    await signsIn('unheard-of@example.org', PASSPHRASE);
    expect((await trail()).at(-1)).toEqual({ type: 'SignInFailed', id: 'unknown', permission: null });
    const kept = await withClient(app.database.superuserUrl, (client) =>
      client.query<{ all: string }>(
        `SELECT string_agg(convert_from(content, 'utf8'), ' ') AS all FROM vigil.audit_entry`,
      ),
    );
    for (const secret of [email, 'unheard-of', PASSPHRASE]) expect(kept.rows[0]?.all).not.toContain(secret);
  });

  it('that does not exist yet cannot be made without an address, and the link stays good', async () => {
    const token = await app.nest.get(OneTimeLinkStore, { strict: false }).forFirstAdministrator();
    const without = await browser('', REDEEM, { token, passphrase: PASSPHRASE });
    expect(without.text).toContain('"BAD_INPUT"');
    const FIRST = `mutation ($input: RedeemLinkInput!) { redeemLink(input: $input) }`;
    const input = { token, passphrase: PASSPHRASE, email: 'first@example.org', displayName: 'First' };
    expect((await browser('', FIRST, { input })).codes).toEqual([]);
    const session = await signsIn('first@example.org', PASSPHRASE);
    expect(session.codes).toEqual([]);
    expect((await browser(session.cookie, '{ me { id } }')).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
  });
});
