import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountRole } from '../../src/access/domain/actor.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { Browser, codeOf, type Shown } from '../support/browser.js';
import { Colleagues, type Enrolled, ownAccount, PASSPHRASE } from '../support/colleagues.js';
import { answerOf } from '../support/given.js';
import { asSuperuser, rowsOf, trailOf } from '../support/identities.js';

const CASES = '{ cases { nodes { id } } }';

describe('signing in again', () => {
  let app: TestApp;
  let administrator: Client;

  beforeAll(async () => {
    app = await startTestApp();
    administrator = await app.signedInAs({ role: 'ADMIN' });
  });
  afterAll(() => app.close());

  const enrolled = (role: AccountRole): Promise<Enrolled> => new Colleagues(app, administrator).enrolled(role);
  const code = ({ id, secret }: Enrolled): Promise<string> => codeOf(app, id, secret);

  describe('by a link', () => {
    const linkFor = async (accountId: string): Promise<string> => {
      const { issueResetLink } = await answerOf<{ issueResetLink: { token: string } }>(
        administrator.asks('mutation ($input: AccountInput!) { issueResetLink(input: $input) { token } }', {
          input: { accountId },
        }),
      );
      return issueResetLink.token;
    };

    it('sets a new passphrase once, within half an hour, ends all sessions and keeps the second factor', async () => {
      const known = await enrolled('MONITOR');
      const [token, unused] = [await linkFor(known.id), await linkFor(known.id)];
      const [kept] = await rowsOf<{ seconds: number }>(
        app,
        `SELECT extract(epoch FROM expires_at - now())::integer AS seconds FROM sec.one_time_link
         WHERE account_id = $1 AND purpose = 'RESET' LIMIT 1`,
        [known.id],
      );
      expect(Math.abs((kept?.seconds ?? 0) - 1_800)).toBeLessThan(60);
      const elsewhere = new Browser(app);
      const redeemed = await elsewhere.redeems(token, 'another lamp on the pier');
      expect([redeemed.data, redeemed.set]).toEqual([{ redeemLink: false }, []]);
      expect((await known.browser.asks(CASES)).codes).toEqual(['UNAUTHENTICATED']);
      expect((await elsewhere.redeems(token, 'another lamp on the pier')).refusals).toEqual(['LINK_NOT_VALID']);
      expect((await elsewhere.redeems(unused, 'another lamp on the pier')).refusals).toEqual(['LINK_NOT_VALID']);
      expect((await elsewhere.signsIn(known.email, 'another lamp on the pier')).codes).toEqual(['UNAUTHENTICATED']);
      const good = await code(known);
      expect((await elsewhere.signsIn(known.email, 'another lamp on the pier', good)).codes).toEqual([]);
    });

    it('is not valid when it is too old', async () => {
      const known = await enrolled('MONITOR');
      const token = await linkFor(known.id);
      await asSuperuser(app, 'UPDATE sec.one_time_link SET expires_at = now() WHERE account_id = $1', [known.id]);
      expect((await new Browser(app).redeems(token, 'another lamp on the pier')).refusals).toEqual(['LINK_NOT_VALID']);
    });

    it('is asked for with the same answer for an address that nobody has', async () => {
      const known = await enrolled('MONITOR');
      const asks = (email: string): Promise<Shown> =>
        new Browser(app).asks('mutation ($input: PassphraseResetInput!) { requestPassphraseReset(input: $input) }', {
          input: { email },
        });
      const [there, nobody] = [await asks(known.email), await asks(`${randomUUID()}@example.org`)];
      expect(there.codes).toEqual([]);
      expect(nobody.text).toBe(there.text);
      expect(await trailOf(app, 'PassphraseResetRequested', known.id)).toHaveLength(1);
      for (let attempt = 0; attempt < 3; attempt += 1) await asks(known.email);
      expect((await asks(known.email)).codes).toEqual(['TOO_MANY']);
    });
  });

  describe('without the authenticator', () => {
    const REQUEST =
      'mutation ($input: AccountInput!) { requestSecondFactorReset(input: $input) { id accountId requestedBy dueAt } }';
    const APPROVE = 'mutation ($input: ApproveResetInput!) { approveSecondFactorReset(input: $input) { accountId } }';
    const requested = async (accountId: string): Promise<string> => {
      const { requestSecondFactorReset } = await answerOf<{ requestSecondFactorReset: { id: string } }>(
        administrator.asks(REQUEST, { input: { accountId } }),
      );
      return requestSecondFactorReset.id;
    };

    it('begins anew when another administrator approves, and not by the one who asked', async () => {
      const known = await enrolled('TFP');
      const id = await requested(known.id);
      expect(await requested(known.id)).toBe(id);
      const alone = await administrator.asks(APPROVE, { input: { id } });
      expect(alone.errors[0]?.extensions.refusal).toBe('ANOTHER_PERSON_DECIDES');
      const puppet = await enrolled('ADMIN');
      expect((await puppet.browser.asks(APPROVE, { input: { id } })).refusals).toEqual(['ANOTHER_PERSON_DECIDES']);
      expect((await ownAccount(known.browser)).secondFactor).toMatchObject({
        enrolled: true,
        resetDueAt: expect.any(String),
      });
      const second = await app.signedInAs({ role: 'ADMIN' });
      expect((await second.asks('{ secondFactorResets { id } }')).text).toContain(id);
      expect((await second.asks(APPROVE, { input: { id } })).codes).toEqual([]);
      expect((await known.browser.asks(CASES)).codes).toEqual(['UNAUTHENTICATED']);
      const anew = new Browser(app);
      expect((await anew.signsIn(known.email, PASSPHRASE)).codes).toEqual([]);
      expect((await anew.asks(CASES)).codes).toEqual(['SECOND_FACTOR_REQUIRED']);
      const { secret } = await anew.enrols();
      expect((await anew.asks(CASES)).codes).toEqual([]);
      expect((await ownAccount(anew)).secondFactor).toMatchObject({
        enrolled: true,
        recoveryCodesLeft: 10,
        resetDueAt: null,
      });
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE)).codes).toEqual(['UNAUTHENTICATED']);
      const good = await codeOf(app, known.id, secret);
      expect((await new Browser(app).signsIn(known.email, PASSPHRASE, good)).codes).toEqual([]);
      expect((await second.asks(APPROVE, { input: { id } })).codes).toEqual(['NOT_FOUND']);
    });

    it('begins anew after 24 hours, not before, unless its owner stops that', async () => {
      const [lost, watchful] = [await enrolled('MONITOR'), await enrolled('MONITOR')];
      const ids = [await requested(lost.id), await requested(watchful.id)];
      expect((await new Browser(app).signsIn(lost.email, PASSPHRASE)).codes).toEqual(['UNAUTHENTICATED']);
      expect((await watchful.browser.asks('mutation { keepSecondFactor }')).codes).toEqual([]);
      expect((await watchful.browser.asks('mutation { keepSecondFactor }')).codes).toEqual(['NOT_FOUND']);
      const hours = await rowsOf<{ hours: number }>(
        app,
        'SELECT extract(epoch FROM due_at - requested_at)::integer / 3600 AS hours FROM sec.second_factor_reset WHERE id = ANY ($1)',
        [ids],
      );
      expect(hours).toEqual([{ hours: 24 }, { hours: 24 }]);
      await asSuperuser(app, 'UPDATE sec.second_factor_reset SET due_at = now() WHERE id = ANY ($1)', [ids]);
      expect((await new Browser(app).signsIn(lost.email, PASSPHRASE)).codes).toEqual([]);
      expect((await new Browser(app).signsIn(watchful.email, PASSPHRASE)).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('is not reset by its owner as administrator, nor for an account that does not exist', async () => {
      const own = await administrator.asks(REQUEST, { input: { accountId: administrator.accountId } });
      expect(own.codes).toEqual(['FORBIDDEN']);
      const missing = await administrator.asks(REQUEST, { input: { accountId: randomUUID() } });
      expect(missing.codes).toEqual(['NOT_FOUND']);
    });
  });
});
