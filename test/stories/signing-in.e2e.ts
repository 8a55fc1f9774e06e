import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { AccountRole } from '../../src/access/domain/actor.js';
import { Passphrases } from '../../src/accounts/passphrases.js';
import { SecondFactorStore } from '../../src/accounts/second-factor.store.js';
import { totpCode } from '../../src/accounts/totp.js';
import { AuthDatabase } from '../../src/platform/db/auth-database.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Browser, codeOf, type Shown } from '../support/browser.js';
import { type Colleague, Colleagues, type Enrolled, ownAccount, PASSPHRASE } from '../support/colleagues.js';
import { callOf } from '../support/generated-calls.js';
import { asSuperuser, rowsOf, trailOf } from '../support/identities.js';

const WHY = 'to tell her the day of the hearing';
/** Enough that one comes too soon, also on a slow machine: the wait doubles. */
const ATTEMPTS = 7;
const CASES = '{ cases { nodes { id } } }';
const CREATE_CASE = 'mutation { createCase(input: { court: "DC_PRIZREN" }) { replayed } }';

describe('signing in', () => {
  let app: TestApp;
  let colleagues: Colleagues;

  beforeAll(async () => {
    app = await startTestApp();
    colleagues = new Colleagues(app, await app.signedInAs({ role: 'ADMIN' }));
  });
  afterAll(() => app.close());

  const colleague = (role: AccountRole): Promise<Colleague> => colleagues.redeemed(role);
  const enrolled = (role: AccountRole): Promise<Enrolled> => colleagues.enrolled(role);
  const code = ({ id, secret }: Enrolled): Promise<string> => codeOf(app, id, secret);
  const me = (browser: Browser): Promise<Record<string, unknown>> => ownAccount(browser);

  describe('with a name, a passphrase and a code', () => {
    it('is refused with the same answer whatever is wrong', async () => {
      const known = await enrolled('MONITOR');
      const attempts: Shown[] = [
        await new Browser(app).signsIn('nobody@example.org', PASSPHRASE, await code(known)),
        await new Browser(app).signsIn(known.email, 'not this one at all', await code(known)),
        await new Browser(app).signsIn(known.email, PASSPHRASE, '000000'),
        await new Browser(app).signsIn(known.email, PASSPHRASE),
      ];
      expect(attempts[0]?.codes).toEqual(['UNAUTHENTICATED']);
      expect(new Set(attempts.map(({ text }) => text)).size).toBe(1);
      expect(attempts.flatMap(({ set }) => set)).toEqual([]);
    });

    it('does the same work for an unknown name, a wrong passphrase, a wrong code and a role without a factor', async () => {
      const known = await enrolled('MONITOR');
      const without = await colleague('AUDITOR');
      const hashes = jest.spyOn(app.nest.get(Passphrases, { strict: false }), 'matches');
      const proofs = jest.spyOn(app.nest.get(SecondFactorStore, { strict: false }), 'use');
      const auth = app.nest.get(AuthDatabase, { strict: false }).database;
      const once = jest.spyOn(auth, 'once');
      const writing = jest.spyOn(auth, 'writing');
      const spies = [hashes, proofs, once, writing];
      const workOf = async (email: string, passphrase: string, given: string): Promise<readonly unknown[]> => {
        spies.forEach((spy) => spy.mockClear());
        expect((await new Browser(app).signsIn(email, passphrase, given)).codes).toEqual(['UNAUTHENTICATED']);
        return [...spies.map((spy) => spy.mock.calls.length), once.mock.calls.map(([{ text }]) => text)];
      };
      const works = [
        await workOf('nobody@example.org', PASSPHRASE, '123456'),
        await workOf(known.email, 'not this one at all', '123456'),
        await workOf(known.email, PASSPHRASE, '123456'),
        await workOf(without.email, 'not this one at all', ''),
      ];
      spies.forEach((spy) => spy.mockRestore());
      expect(works[0]?.slice(0, 4)).toEqual([1, 1, 4, 1]);
      expect(works.every((work) => JSON.stringify(work) === JSON.stringify(works[0]))).toBe(true);
    });

    it('uses no code up while the passphrase is wrong', async () => {
      const known = await enrolled('MONITOR');
      const good = await code(known);
      await new Browser(app).signsIn(known.email, 'not this one at all', good);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, good)).codes).toEqual([]);
    });

    it('accepts a code once, also when it is sent twice at the same moment', async () => {
      const known = await enrolled('TFP');
      for (let round = 0; round < 3; round += 1) {
        const good = await code(known);
        const raced = await Promise.all(
          [1, 2].map(async () => (await new Browser(app).signsIn(known.email, PASSPHRASE, good)).codes[0] ?? 'in'),
        );
        expect(raced.sort()).toEqual(['UNAUTHENTICATED', 'in']);
      }
      expect((await known.browser.stepsUp(await totpCode(known.secret, Date.now()))).refusals).toEqual([
        'CODE_NOT_VALID',
      ]);
    });

    it('refuses the code of an earlier step than the last', async () => {
      const known = await enrolled('MONITOR');
      const next = await totpCode(known.secret, Date.now() + 30_000);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, next)).codes).toEqual([]);
      const earlier = await totpCode(known.secret, Date.now() - 30_000);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, earlier)).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('accepts each recovery code once, however it is typed', async () => {
      const known = await enrolled('MONITOR');
      expect(known.recoveryCodes).toHaveLength(10);
      const [first = '', second = ''] = known.recoveryCodes;
      const typed = first.toLowerCase().replaceAll('-', ' ');
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, typed)).codes).toEqual([]);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, first)).codes).toEqual(['UNAUTHENTICATED']);
      const raced = await Promise.all(
        [1, 2].map(async () => (await new Browser(app).signsIn(known.email, PASSPHRASE, second)).codes[0] ?? 'in'),
      );
      expect(raced.sort()).toEqual(['UNAUTHENTICATED', 'in']);
      expect((await me(known.browser)).secondFactor).toMatchObject({ enrolled: true, recoveryCodesLeft: 8 });
      expect(await trailOf(app, 'RecoveryCodeUsed', known.id)).toHaveLength(2);
      const renewed = await known.browser.asks('mutation { renewRecoveryCodes { codes } }');
      expect(renewed.codes).toEqual([]);
      const third = known.recoveryCodes[2] ?? '';
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, third)).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('keeps neither secrets nor recovery codes as they are', async () => {
      const { id, secret, recoveryCodes } = await enrolled('MONITOR');
      const rows = await rowsOf<{ all: string }>(
        app,
        `SELECT concat(encode(secret, 'escape'), (SELECT string_agg(encode(code_hash, 'escape'), ' ') FROM sec.recovery_code c
         WHERE c.account_id = f.account_id)) AS all FROM sec.second_factor f WHERE account_id = $1`,
        [id],
      );
      for (const text of [secret, ...recoveryCodes, recoveryCodes[0]?.replaceAll('-', '') ?? '']) {
        expect(rows[0]?.all).not.toContain(text);
      }
    });
  });

  describe('after failures', () => {
    it('waits longer and longer, also over a restart, and knows a device in which its owner signed in before', async () => {
      const known = await enrolled('MONITOR');
      const own = new Browser(app);
      expect((await own.signsIn(known.email, PASSPHRASE, await code(known))).codes).toEqual([]);
      const stranger = new Browser(app);
      const answers: string[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        answers.push(...(await stranger.signsIn(known.email, 'wrong again and again')).codes);
      }
      expect(answers.slice(0, 4)).toEqual(Array<string>(4).fill('UNAUTHENTICATED'));
      expect(answers).toContain('TOO_MANY');
      expect((await own.signsIn(known.email, PASSPHRASE, await code(known))).codes).toEqual([]);
      const counted = await rowsOf<{ failures: number }>(app, `SELECT failures FROM sec.attempt WHERE failures >= 4`);
      expect(counted).toHaveLength(1);
    });

    it('lets a cookie of one name speak for no other', async () => {
      const [one, other] = [await enrolled('MONITOR'), await colleague('AUDITOR')];
      const browser = new Browser(app);
      expect((await browser.signsIn(one.email, PASSPHRASE, await code(one))).codes).toEqual([]);
      const answers: string[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        answers.push(...(await new Browser(app).signsIn(other.email, 'wrong again and again')).codes);
      }
      expect(answers).toContain('TOO_MANY');
      await asSuperuser(app, `UPDATE sec.attempt SET retry_at = now() + interval '1 minute' WHERE failures > 3`);
      expect((await browser.signsIn(other.email, PASSPHRASE)).codes).toEqual(['TOO_MANY']);
      expect((await browser.signsIn(one.email, PASSPHRASE, await code(one))).codes).toEqual([]);
    });

    it('counts what comes from one address, whatever the names', async () => {
      const from = (address: string): Browser => new Browser(app, { 'X-Forwarded-For': address });
      const answers: string[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const { codes } = await from('203.0.113.7').signsIn(`${randomUUID()}@example.org`, PASSPHRASE);
        answers.push(...codes);
      }
      expect(answers.slice(0, 4)).toEqual(Array<string>(4).fill('UNAUTHENTICATED'));
      expect(answers).toContain('TOO_MANY');
      const { codes } = await from('203.0.113.8').signsIn(`${randomUUID()}@example.org`, PASSPHRASE);
      expect(codes).toEqual(['UNAUTHENTICATED']);
    });

    it('counts attempts that are made at once, and computes no hash for those that came too soon', async () => {
      const { email } = await colleague('AUDITOR');
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1)
        await new Browser(app).signsIn(email, 'wrong again and again');
      await asSuperuser(app, `UPDATE sec.attempt SET retry_at = now() WHERE failures > 3`);
      const hashes = jest.spyOn(app.nest.get(Passphrases, { strict: false }), 'matches');
      const answers = await Promise.all(
        Array.from(
          { length: 8 },
          async () => (await new Browser(app).signsIn(email, 'wrong again and again')).codes[0],
        ),
      );
      expect(hashes).toHaveBeenCalledTimes(1);
      expect(answers.filter((answer) => answer === 'TOO_MANY')).toHaveLength(7);
      hashes.mockRestore();
    });

    it('asks a code of a session as slowly', async () => {
      const known = await enrolled('MONITOR');
      const answers: string[] = [];
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1)
        answers.push(...(await known.browser.stepsUp('000000')).codes);
      expect(answers.slice(0, 4)).toEqual(Array<string>(4).fill('REFUSED'));
      expect(answers).toContain('TOO_MANY');
      expect((await trailOf(app, 'StepUpFailed', known.id)).length).toBeGreaterThanOrEqual(4);
    });
  });

  describe('for the first time', () => {
    it.each<AccountRole>(['ADMIN', 'MONITOR', 'TFP', 'LAWYER'])(
      'is good for enrolling a second factor and nothing else, as %s',
      async (role) => {
        const { browser, id } = await colleague(role);
        for (const query of [CASES, '{ me { id } }', CREATE_CASE, 'mutation { renewRecoveryCodes { codes } }']) {
          expect([query, (await browser.asks(query)).codes]).toEqual([query, ['SECOND_FACTOR_REQUIRED']]);
        }
        expect((await browser.stepsUp('000000')).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
        expect((await browser.confirms('000000')).refusals).toEqual(['NO_ENROLMENT']);
        const before = browser.copy();
        const { secret } = await browser.enrols();
        expect((await browser.asks('{ me { id } }')).codes).toEqual([]);
        expect((await before.asks('mutation { signOut }')).codes).toEqual(['UNAUTHENTICATED']);
        expect(await trailOf(app, 'SecondFactorEnrolled', id)).toHaveLength(1);
        expect((await me(browser)).secondFactor).toEqual({
          ...{ enrolled: true, needed: true, recoveryCodesLeft: 10, resetDueAt: null },
        });
        expect(secret).toMatch(/^[A-Z2-7]{32}$/);
      },
    );

    it.each<AccountRole>(['HQ_ANALYST', 'AUDITOR'])('needs no second factor and may have one, as %s', async (role) => {
      const one = await colleague(role);
      expect((await me(one.browser)).secondFactor).toMatchObject({ enrolled: false, needed: false });
      const { secret } = await one.browser.enrols();
      expect((await new Browser(app).signsIn(one.email, PASSPHRASE)).codes).toEqual(['UNAUTHENTICATED']);
      const good = await codeOf(app, one.id, secret);
      expect((await new Browser(app).signsIn(one.email, PASSPHRASE, good)).codes).toEqual([]);
    });

    it('enrols another authenticator only with a fresh code of the present one, which stays good until then', async () => {
      const known = await enrolled('MONITOR');
      const stale = async (): Promise<void> =>
        asSuperuser(app, `UPDATE sec.login SET stepped_up_at = now() - interval '6 minutes' WHERE account_id = $1`, [
          known.id,
        ]);
      await stale();
      expect((await known.browser.asks('mutation { beginSecondFactor { secret } }')).codes).toEqual([
        'STEP_UP_REQUIRED',
      ]);
      expect((await known.browser.asks('mutation { renewRecoveryCodes { codes } }')).codes).toEqual([
        'STEP_UP_REQUIRED',
      ]);
      expect((await known.browser.stepsUp(await code(known))).codes).toEqual([]);
      expect((await known.browser.asks('mutation { beginSecondFactor { secret } }')).codes).toEqual([]);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, await code(known))).codes).toEqual([]);
      const { secret } = await known.browser.enrols();
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, await code(known))).codes).toEqual([
        'UNAUTHENTICATED',
      ]);
      const good = await codeOf(app, known.id, secret);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, good)).codes).toEqual([]);
    });
  });

  describe('a fresh code', () => {
    const needing: readonly (readonly [AccountRole, 'query' | 'mutation', string])[] = [
      ['ADMIN', 'query', 'accounts'],
      ['ADMIN', 'mutation', 'inviteAccount'],
      ['ADMIN', 'mutation', 'requestSecondFactorReset'],
      ['TFP', 'mutation', 'createPlannedReturn'],
      ['TFP', 'mutation', 'createShelterStay'],
      ['TFP', 'mutation', 'findPersons'],
      ['TFP', 'mutation', 'requestReveal'],
      ['MONITOR', 'mutation', 'revealIdentity'],
    ];

    it.each(needing)('is asked of %s for the %s %s, and lasts for five minutes', async (role, kind, name) => {
      const known = await enrolled(role);
      const age = (minutes: number): Promise<void> =>
        asSuperuser(app, `UPDATE sec.login SET stepped_up_at = now() - $2::interval WHERE account_id = $1`, [
          known.id,
          `${String(minutes)} minutes`,
        ]);
      const call = async (): Promise<readonly string[]> => {
        const { query, variables } = callOf(kind, name, { name: 'Nobody Such', explanation: WHY });
        return (await known.browser.asks(query, variables)).codes;
      };
      await age(5.1);
      expect(await call()).toEqual(['STEP_UP_REQUIRED']);
      await age(4.8);
      expect(await call()).not.toEqual(['STEP_UP_REQUIRED']);
      await age(60);
      const old = known.browser.copy();
      expect((await known.browser.stepsUp(await code(known))).codes).toEqual([]);
      expect(await call()).not.toEqual(['STEP_UP_REQUIRED']);
      expect((await old.asks('{ me { id } }')).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('counts for what stands behind it in the same request', async () => {
      const known = await enrolled('ADMIN');
      await asSuperuser(app, 'UPDATE sec.login SET stepped_up_at = NULL WHERE account_id = $1', [known.id]);
      const given = await code(known);
      const invite = 'inviteAccount(input: { email: "y@example.org", displayName: "Y", role: AUDITOR }) { accountId }';
      const { codes } = await known.browser.asks(`mutation { stepUp(input: { code: "${given}" }) ${invite} }`);
      expect(codes).toEqual([]);
    });

    it('is tried once in a request', async () => {
      const known = await enrolled('MONITOR');
      const { codes } = await known.browser.asks(
        'mutation { a: stepUp(input: { code: "000000" }) b: stepUp(input: { code: "000001" }) }',
      );
      expect(codes).toEqual(['REFUSED']);
      expect(await trailOf(app, 'StepUpFailed', known.id)).toHaveLength(1);
      const [one, other] = [await code(known), await totpCode(known.secret, Date.now() + 30_000)];
      const both = `mutation { a: stepUp(input: { code: "${one}" }) b: stepUp(input: { code: "${other}" }) }`;
      expect((await known.browser.asks(both)).codes).toEqual(['TOO_MANY']);
    });

    it('is not asked where the policy does not ask for it', async () => {
      const known = await enrolled('MONITOR');
      await asSuperuser(app, 'UPDATE sec.login SET stepped_up_at = NULL WHERE account_id = $1', [known.id]);
      expect((await known.browser.asks(CASES)).codes).toEqual([]);
      expect((await known.browser.asks(CREATE_CASE)).codes).toEqual([]);
    });
  });

  describe('the sessions of an account', () => {
    it('are listed for their owner, and end one by one', async () => {
      const known = await enrolled('MONITOR');
      const other = new Browser(app);
      await other.signsIn(known.email, PASSPHRASE, await code(known));
      const { sessions } = (await me(known.browser)) as { sessions: { id: string; current: boolean }[] };
      expect(sessions.map(({ current }) => current).sort()).toEqual([false, true]);
      const REVOKE = 'mutation ($input: SessionInput!) { revokeSession(input: $input) }';
      const id = sessions.find(({ current }) => !current)?.id;
      const stranger = await enrolled('MONITOR');
      expect((await stranger.browser.asks(REVOKE, { input: { id } })).codes).toEqual(['NOT_FOUND']);
      expect((await other.asks(CASES)).codes).toEqual([]);
      expect((await known.browser.asks(REVOKE, { input: { id } })).codes).toEqual([]);
      expect((await other.asks(CASES)).codes).toEqual(['UNAUTHENTICATED']);
      expect((await known.browser.asks(REVOKE, { input: { id } })).codes).toEqual(['NOT_FOUND']);
      expect((await me(known.browser)).sessions).toHaveLength(1);
    });

    it('end after 30 minutes without a request and after 12 hours in any case', async () => {
      const { id, browser } = await enrolled('MONITOR');
      const [row] = await rowsOf<{ idle: number; all: number }>(
        app,
        `SELECT extract(epoch FROM idle_until - created_at)::integer AS idle,
                extract(epoch FROM expires_at - created_at)::integer AS all FROM sec.login WHERE account_id = $1`,
        [id],
      );
      expect(row).toEqual({ idle: 1_800, all: 43_200 });
      await asSuperuser(app, 'UPDATE sec.login SET idle_until = now() WHERE account_id = $1', [id]);
      expect((await browser.asks(CASES)).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('end all but one when the passphrase changes', async () => {
      const known = await enrolled('MONITOR');
      const other = new Browser(app);
      await other.signsIn(known.email, PASSPHRASE, await code(known));
      const change = (current: string, next: string): Promise<Shown> =>
        known.browser.asks('mutation ($input: ChangePassphraseInput!) { changePassphrase(input: $input) }', {
          input: { current, next },
        });
      expect((await change('not this one at all', 'another lamp on the pier')).refusals).toEqual(['PASSPHRASE_WRONG']);
      expect((await change(PASSPHRASE, 'password1234')).refusals).toEqual(['PASSPHRASE_TOO_COMMON']);
      expect((await change(PASSPHRASE, 'another lamp on the pier')).codes).toEqual([]);
      expect((await known.browser.asks(CASES)).codes).toEqual([]);
      expect((await other.asks(CASES)).codes).toEqual(['UNAUTHENTICATED']);
      const again = new Browser(app);
      expect((await again.signsIn(known.email, PASSPHRASE, await code(known))).codes).toEqual(['UNAUTHENTICATED']);
      expect((await again.signsIn(known.email, 'another lamp on the pier', await code(known))).codes).toEqual([]);
    });
  });
});
