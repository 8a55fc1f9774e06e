import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import {
  aNamedWitness,
  type Cast,
  castOf,
  decidesErasure,
  erases,
  mayCarryOut,
  mayErase,
  requestsErasure,
} from '../support/erasures.js';
import { answerOf, creates } from '../support/given.js';
import { asSuperuser, mayReveal, refusalOf, reveals, setsIdentity, stepsUp, trailOf } from '../support/identities.js';

describe('an identity that somebody asks to have erased', () => {
  let app: TestApp;
  let cast: Cast;
  let focalPoint: Client;
  let colleague: Client;
  let elsewhere: Client;
  let monitor: Client;
  let administrator: Client;

  beforeAll(async () => {
    app = await startTestApp();
    cast = await castOf(app);
    ({ focalPoint, colleague, elsewhere, monitor, administrator } = cast);
  });
  afterAll(() => app.close());

  describe('on request', () => {
    it('is erased because she asked, whatever the rules say, and then nobody can open it', async () => {
      const { personId } = await aNamedWitness(app, cast, 'Vera Ilić');
      const second = await app.signedInAs({ role: 'TFP', regions: ['PEJA'] });
      await stepsUp(app, second);
      const requests = await Promise.all([focalPoint, monitor, elsewhere].map((client) => mayReveal(client, personId)));
      await answerOf(erases(administrator, await mayCarryOut(cast, personId)));
      await asSuperuser(
        app,
        `INSERT INTO vigil.reveal_approval (request_id, approved, decided_by)
        SELECT id, true, $1 FROM vigil.reveal_request WHERE second_person ON CONFLICT DO NOTHING`,
        [colleague.accountId],
      );
      for (const [place, client] of [focalPoint, monitor, elsewhere].entries()) {
        expect(refusalOf(await reveals(client, requests[place] ?? ''))).toBe('IDENTITY_ERASED');
      }
    });

    it('leaves its entries in the trail: asked, approved, erased, by whom, and no name', async () => {
      const { personId } = await aNamedWitness(app, cast, 'Mira Savić');
      await answerOf(erases(administrator, await mayCarryOut(cast, personId)));
      for (const [type, by] of [
        ['ErasureRequested', focalPoint],
        ['ErasureApproved', colleague],
        ['IdentityErased', administrator],
      ] as const) {
        const entries = await trailOf(app, type, personId);
        expect(entries).toMatchObject([{ accountId: by.accountId }]);
        expect(JSON.stringify(entries)).not.toContain('Mira');
      }
    });

    it('is told to the focal points of her region, but for whoever does it, and to nobody else', async () => {
      const { personId } = await aNamedWitness(app, cast);
      await answerOf(erases(administrator, await mayCarryOut(cast, personId)));
      const told = async (client: Client): Promise<readonly string[]> => {
        const { notices } = await answerOf<{ notices: { kind: string; personId: string }[] }>(
          client.asks('{ notices { kind personId } }'),
        );
        return notices.filter((notice) => notice.personId === personId).map(({ kind }) => kind);
      };
      expect([...(await told(colleague))].sort()).toEqual(['ERASURE_REQUESTED', 'IDENTITY_ERASED']);
      expect(await told(focalPoint)).toEqual(['IDENTITY_ERASED']);
      expect(await told(elsewhere)).toEqual([]);
    });

    it('needs words and a person whom one may ask for', async () => {
      const { personId } = await aNamedWitness(app, cast);
      expect(refusalOf(await requestsErasure(focalPoint, { personId, explanation: '   ' }))).toBe('REASON_NEEDED');
      expect((await requestsErasure(elsewhere, { personId })).codes).toEqual(['NOT_FOUND']);
      expect((await requestsErasure(monitor, { personId })).codes).toEqual(['FORBIDDEN']);
      const missing = await requestsErasure(elsewhere, { personId: '00000000-0000-4000-8000-000000000000' });
      expect(missing.text).toBe((await requestsErasure(elsewhere, { personId })).text);
    });

    it('is asked for once under one key, and erased once', async () => {
      const { personId } = await aNamedWitness(app, cast);
      const first = await requestsErasure(focalPoint, { personId }, 'ask-once');
      const again = await requestsErasure(focalPoint, { personId }, 'ask-once');
      expect(again.data?.requestErasure).toMatchObject({
        replayed: true,
        request: { ground: 'SUBJECT_REQUEST', decision: 'WAITING' },
      });
      const requestId = (first.data?.requestErasure as unknown as { request: { id: string } }).request.id;
      await answerOf(decidesErasure(colleague, 'approveErasure', requestId));
      await answerOf(erases(administrator, requestId, 'erase-once'));
      expect((await erases(administrator, requestId, 'erase-once')).data?.eraseIdentity).toMatchObject({
        replayed: true,
      });
      expect(refusalOf(await erases(administrator, requestId))).toBe('IDENTITY_ERASED');
    });

    it('of a person of whom nothing was recorded keeps anything from being recorded', async () => {
      const { id } = await creates(focalPoint, 'Person', { region: 'PRIZREN' });
      await answerOf(erases(administrator, await mayCarryOut(cast, id)));
      expect(refusalOf(await setsIdentity(focalPoint, { personId: id, name: 'Late' }))).toBe('IDENTITY_ERASED');
    });
  });

  describe('is erased by nobody alone', () => {
    it('not by a focal point, who may ask and not carry out', async () => {
      const { personId } = await aNamedWitness(app, cast);
      expect((await erases(focalPoint, await mayCarryOut(cast, personId))).codes).toEqual(['FORBIDDEN']);
    });

    it('not by an administrator before somebody of the region let it pass', async () => {
      const { personId } = await aNamedWitness(app, cast);
      const requestId = await mayErase(administrator, personId);
      expect(refusalOf(await erases(administrator, requestId))).toBe('SECOND_PERSON_NEEDED');
      expect((await decidesErasure(administrator, 'approveErasure', requestId)).codes).toEqual(['FORBIDDEN']);
      expect((await decidesErasure(elsewhere, 'approveErasure', requestId)).codes).toEqual(['NOT_FOUND']);
      await answerOf(decidesErasure(focalPoint, 'approveErasure', requestId));
      await answerOf(erases(administrator, requestId));
    });

    it('not on a decision of whoever asked, on a refusal, or on a decision from the day before', async () => {
      const { personId } = await aNamedWitness(app, cast);
      const own = await mayErase(focalPoint, personId);
      expect(refusalOf(await decidesErasure(focalPoint, 'approveErasure', own))).toBe('ANOTHER_PERSON_DECIDES');
      await answerOf(decidesErasure(colleague, 'refuseErasure', own));
      expect(refusalOf(await erases(administrator, own))).toBe('SECOND_PERSON_REFUSED');
      expect(refusalOf(await decidesErasure(colleague, 'approveErasure', own))).toBe('REQUEST_DECIDED');
      const old = await mayCarryOut(cast, personId);
      await asSuperuser(
        app,
        `UPDATE vigil.erasure_approval SET decided_at = now() - interval '25 hours' WHERE request_id = $1`,
        [old],
      );
      expect(refusalOf(await erases(administrator, old))).toBe('REQUEST_TOO_OLD');
      const forgotten = await mayErase(focalPoint, personId);
      await asSuperuser(
        app,
        `UPDATE vigil.erasure_request SET requested_at = now() - interval '25 hours' WHERE id = $1`,
        [forgotten],
      );
      expect(refusalOf(await decidesErasure(colleague, 'approveErasure', forgotten))).toBe('REQUEST_TOO_OLD');
    });

    it('not on the decision of an account that the one who erases has made', async () => {
      const { personId } = await aNamedWitness(app, cast);
      const puppet = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
      await stepsUp(app, puppet);
      const requestId = await mayErase(focalPoint, personId);
      await answerOf(decidesErasure(puppet, 'approveErasure', requestId));
      await asSuperuser(app, 'UPDATE sec.account SET created_by = $2 WHERE id = $1', [
        puppet.accountId,
        administrator.accountId,
      ]);
      expect(refusalOf(await erases(administrator, requestId))).toBe('ANOTHER_PERSON_DECIDES');
    });

    it('not without a fresh second factor, neither for the decision nor for the deed', async () => {
      const { personId } = await aNamedWitness(app, cast);
      const [tired, other] = [
        await app.signedInAs({ role: 'ADMIN', steppedUp: false }),
        await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'], steppedUp: false }),
      ];
      const requestId = await mayErase(focalPoint, personId);
      expect((await decidesErasure(other, 'approveErasure', requestId)).codes).toEqual(['STEP_UP_REQUIRED']);
      await answerOf(decidesErasure(colleague, 'approveErasure', requestId));
      expect((await erases(tired, requestId)).codes).toEqual(['STEP_UP_REQUIRED']);
      expect((await requestsErasure(tired, { personId })).codes).toEqual(['STEP_UP_REQUIRED']);
    });
  });
});
