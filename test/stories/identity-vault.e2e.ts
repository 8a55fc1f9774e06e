import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { amends, answerOf, aTrial, creates, type Stored, type Trial } from '../support/given.js';
import {
  asSuperuser,
  decides,
  findsPersons,
  mayReveal,
  personOf,
  requestsReveal,
  reveals,
  rowsOf,
  setsIdentity,
  stepsUp,
  trailOf,
} from '../support/identities.js';

const ANA = {
  name: 'Ђорђевић Ана',
  otherNames: 'Anna; Ana Petrović',
  birthDate: '1981-03-04',
  family: 'a sister in Nish',
  contact: 'Lipova 7, Prizren',
  documents: 'passport 123456',
  safeContact: 'through the focal point, mornings',
};

const refusalOf = ({ errors }: Answer): unknown =>
  errors[0]?.extensions.refusal ?? errors[0]?.extensions.code ?? 'done';

describe('the identity vault', () => {
  let app: TestApp;
  let monitor: Client;
  let focalPoint: Client;
  let colleague: Client;
  let elsewhere: Client;
  let lawyer: Client;
  let trial: Trial;
  let assignment: Stored;
  let person: string;

  beforeAll(async () => {
    app = await startTestApp();
    const prizren = { regions: ['PRIZREN'] };
    [monitor, focalPoint, colleague, elsewhere] = await Promise.all([
      app.signedInAs({ role: 'MONITOR', ...prizren }),
      app.signedInAs({ role: 'TFP', ...prizren }),
      app.signedInAs({ role: 'TFP', ...prizren }),
      app.signedInAs({ role: 'TFP', regions: ['PEJA'] }),
    ]);
    await stepsUp(app, monitor, focalPoint, colleague, elsewhere);
    trial = await aTrial({ monitor, focalPoint });
    person = await personOf(monitor, trial.caseId);
    const { id: lawyerId } = await creates(focalPoint, 'Lawyer', { region: 'PRIZREN', code: 'L-01' });
    lawyer = await app.signedInAs({ role: 'LAWYER', lawyerId });
    await stepsUp(app, lawyer);
    assignment = await creates(focalPoint, 'Assignment', {
      ...{
        caseId: trial.caseId,
        lawyerId,
        witnessId: trial.witness.id,
        role: 'VICTIM_ADVOCATE',
        startedOn: '2001-02-01',
      },
    });
  });
  afterAll(() => app.close());

  /** Somebody new in the region of Prizren. */
  const aPerson = async (): Promise<string> => (await creates(focalPoint, 'Person', { region: 'PRIZREN' })).id;
  const anotherFocalPoint = async (): Promise<Client> => {
    const client = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
    await stepsUp(app, client);
    return client;
  };
  const aged = (request: string, table = 'reveal_request', column = 'requested_at', key = 'id'): Promise<void> =>
    asSuperuser(app, `UPDATE vigil.${table} SET ${column} = ${column} - interval '25 hours' WHERE ${key} = $1`, [
      request,
    ]);
  const trail = (type: string, about: string) => trailOf(app, type, about);

  describe('records who a person is', () => {
    it('by the focal point of the region, whose answer shows nothing of it', async () => {
      const { data, text } = await setsIdentity(focalPoint, { personId: person, ...ANA });
      expect(data?.setIdentity).toEqual({ personId: person, version: 1, replayed: false });
      for (const value of Object.values(ANA)) expect(text).not.toContain(value);
    });

    it('and says afterwards that there is one, by its version alone', async () => {
      const { data } = await focalPoint.asks(`{ identity(input: {personId: "${person}"}) { state version } }`);
      expect(data?.identity).toEqual({ state: 'RECORDED', version: 1 });
    });

    it('in the trail by the names of the fields, without a value', async () => {
      const [entry] = await trail('IdentityRecorded', person);
      expect(entry?.facts).toEqual([{ type: 'IdentityRecorded', id: person, caseId: null, fields: Object.keys(ANA) }]);
    });

    it('with a version: an old one is stale, a first one only once', async () => {
      const id = await aPerson();
      expect((await setsIdentity(focalPoint, { personId: id, name: 'Mira' })).codes).toEqual([]);
      expect((await setsIdentity(focalPoint, { personId: id, name: 'Mira' })).codes).toEqual(['STALE']);
      expect((await setsIdentity(focalPoint, { personId: id, version: 1, family: 'a son' })).codes).toEqual([]);
      expect((await setsIdentity(focalPoint, { personId: id, version: 1, family: null })).codes).toEqual(['STALE']);
    });

    it('once, when the same is sent twice, and keeps no hash by which a name can be guessed', async () => {
      const input = { personId: await aPerson(), name: 'Zora' };
      const key = randomUUID();
      expect((await setsIdentity(focalPoint, input, key)).data?.setIdentity).toMatchObject({ replayed: false });
      expect((await setsIdentity(focalPoint, input, key)).data?.setIdentity).toMatchObject({
        replayed: true,
        version: 1,
      });
      expect((await setsIdentity(focalPoint, { ...input, name: 'Vera' }, key)).codes).toEqual([
        'IDEMPOTENCY_KEY_REUSED',
      ]);
      const [receipt] = await rowsOf<{ result: object }>(
        app,
        'SELECT result FROM vigil.command_receipt WHERE idempotency_key = $1',
        [key],
      );
      expect(receipt?.result).toEqual({ id: input.personId, version: 1 });
    });

    it('lets the own lawyer correct it, and not begin it', async () => {
      const { codes } = await setsIdentity(lawyer, { personId: person, version: 1, safeContact: ANA.safeContact });
      expect(codes).toEqual([]);
      expect((await setsIdentity(lawyer, { personId: await aPerson(), name: 'Mira' })).codes).toEqual(['NOT_FOUND']);
    });

    it('for nobody else: forbidden to roles that never may, and not found in another region', async () => {
      expect((await setsIdentity(monitor, { personId: person, version: 2, name: 'X' })).codes).toEqual(['FORBIDDEN']);
      const hidden = await setsIdentity(elsewhere, { personId: person, version: 2, name: 'X' });
      const missing = await setsIdentity(elsewhere, { personId: randomUUID(), version: 2, name: 'X' });
      expect(hidden.codes).toEqual(['NOT_FOUND']);
      expect(hidden.text).toBe(missing.text);
    });

    it('only after a second factor', async () => {
      const late = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
      await asSuperuser(app, `UPDATE sec.login SET stepped_up_at = NULL WHERE account_id = $1`, [late.accountId]);
      expect((await setsIdentity(late, { personId: person, version: 2, name: 'X' })).codes).toEqual([
        'STEP_UP_REQUIRED',
      ]);
      await asSuperuser(
        app,
        `UPDATE sec.login SET stepped_up_at = now() - interval '6 minutes' WHERE account_id = $1`,
        [late.accountId],
      );
      expect((await setsIdentity(late, { personId: person, version: 2, name: 'X' })).codes).toEqual([
        'STEP_UP_REQUIRED',
      ]);
    });
  });

  describe('shows it to a focal point of the region', () => {
    it('for a purpose, once, in an answer that no cache keeps, and tells the colleague', async () => {
      const requestId = await mayReveal(focalPoint, person);
      const shown = await reveals(focalPoint, requestId);
      expect(shown.data?.revealIdentity).toMatchObject({ ...ANA, personId: person, version: 2 });
      expect(refusalOf(await reveals(focalPoint, requestId))).toBe('REQUEST_USED');
      const notices = await answerOf<{ notices: object[] }>(
        colleague.asks('{ notices { kind personId personCode by } }'),
      );
      expect(notices.notices).toEqual([
        { kind: 'IDENTITY_REVEALED', personId: person, personCode: 'P-000002', by: 'TFP' },
      ]);
      expect((await focalPoint.asks('{ notices { kind } }')).data?.notices).toEqual([]);
      expect((await elsewhere.asks('{ notices { kind } }')).data?.notices).toEqual([]);
    });

    it('for 15 minutes', async () => {
      const requestId = await mayReveal(colleague, person);
      const shown = await answerOf<{ revealIdentity: { expiresAt: string } }>(reveals(colleague, requestId));
      const minutes = (Date.parse(shown.revealIdentity.expiresAt) - Date.now()) / 60_000;
      expect(minutes).toBeGreaterThan(14.5);
      expect(minutes).toBeLessThanOrEqual(15);
    });

    it('with who, why and when in the trail, before it was opened', async () => {
      const [entry] = await trail('IdentityRevealed', person);
      expect(entry).toMatchObject({ accountId: focalPoint.accountId, permission: 'WITNESS_IDENTITY:REVEAL' });
      expect(entry?.facts).toEqual([
        {
          ...{ type: 'IdentityRevealed', id: person, caseId: null },
          purpose: { code: 'CONTACT', explanation: 'to tell her the new date of the hearing' },
        },
      ]);
      const [order] = await rowsOf<{ ahead: boolean }>(
        app,
        `SELECT bool_and(opened_at >= granted_at AND granted_in <> xmin::text::xid8) AS ahead FROM vigil.reveal_grant WHERE opened_at IS NOT NULL`,
      );
      expect(order?.ahead).toBe(true);
    });

    it('not without a purpose in words', async () => {
      const refused = await requestsReveal(focalPoint, { personId: person, explanation: '123456789 12345678' });
      expect(refusalOf(refused)).toBe('PURPOSE_NEEDED');
      expect(await trail('RevealDenied', person)).not.toEqual([]);
    });

    it('not without a second factor, neither when asking nor when looking', async () => {
      const requestId = await mayReveal(focalPoint, person);
      await asSuperuser(app, 'UPDATE sec.login SET stepped_up_at = NULL WHERE account_id = $1', [focalPoint.accountId]);
      expect(refusalOf(await requestsReveal(focalPoint, { personId: person }))).toBe('STEP_UP_REQUIRED');
      expect(refusalOf(await reveals(focalPoint, requestId))).toBe('STEP_UP_REQUIRED');
      await stepsUp(app, focalPoint);
      expect(refusalOf(await reveals(focalPoint, requestId))).toBe('done');
    });

    it('not for a request of yesterday, nor for one of somebody else', async () => {
      const requestId = await mayReveal(focalPoint, person);
      expect(refusalOf(await reveals(colleague, requestId))).toBe('NOT_FOUND');
      await aged(requestId);
      expect(refusalOf(await reveals(focalPoint, requestId))).toBe('REQUEST_TOO_OLD');
    });

    it('five times a day, however many are asked for at once', async () => {
      const busy = await anotherFocalPoint();
      const requests = await Promise.all(Array.from({ length: 8 }, () => mayReveal(busy, person)));
      const answers = await Promise.all(requests.map((requestId) => reveals(busy, requestId)));
      expect(answers.filter(({ codes }) => codes.length === 0)).toHaveLength(5);
      expect(answers.flatMap(({ codes }) => codes)).toEqual(['TOO_MANY', 'TOO_MANY', 'TOO_MANY']);
      expect(refusalOf(await requestsReveal(busy, { personId: person }))).toBe('TOO_MANY');
      await asSuperuser(
        app,
        `UPDATE vigil.reveal_grant SET granted_at = granted_at - interval '1 day' WHERE account_id = $1`,
        [busy.accountId],
      );
      expect(refusalOf(await requestsReveal(busy, { personId: person }))).toBe('done');
    });

    it('and says so where there is nothing to show', async () => {
      const newcomer = await anotherFocalPoint();
      expect(refusalOf(await reveals(newcomer, await mayReveal(newcomer, await aPerson())))).toBe('NO_IDENTITY');
    });
  });

  describe('shows it to a monitor of the region, and to a focal point of another', () => {
    it('once a focal point of the region has let it pass', async () => {
      for (const asking of [monitor, elsewhere]) {
        const requestId = await mayReveal(asking, person);
        expect(refusalOf(await reveals(asking, requestId))).toBe('SECOND_PERSON_NEEDED');
        const waiting = await colleague.asks('{ revealRequests { id decision requestedBy personId } }');
        expect(waiting.data?.revealRequests).toContainEqual(
          expect.objectContaining({ id: requestId, decision: 'WAITING' }),
        );
        expect((await decides(colleague, 'approveReveal', requestId)).codes).toEqual([]);
        expect((await reveals(asking, requestId)).data?.revealIdentity).toMatchObject({ name: ANA.name });
        expect(refusalOf(await reveals(asking, requestId))).toBe('REQUEST_USED');
      }
    });

    it('not when it is refused, and a decision is final', async () => {
      const requestId = await mayReveal(monitor, person);
      expect((await decides(colleague, 'refuseReveal', requestId)).data).toMatchObject({
        refuseReveal: { request: { decision: 'REFUSED' } },
      });
      expect(refusalOf(await reveals(monitor, requestId))).toBe('SECOND_PERSON_REFUSED');
      expect(refusalOf(await decides(focalPoint, 'approveReveal', requestId))).toBe('REQUEST_DECIDED');
    });

    it('not after 24 hours, before the decision or after it', async () => {
      const undecided = await mayReveal(monitor, person);
      await aged(undecided);
      expect(refusalOf(await decides(colleague, 'approveReveal', undecided))).toBe('REQUEST_TOO_OLD');
      const decided = await mayReveal(monitor, person);
      await decides(colleague, 'approveReveal', decided);
      await aged(decided, 'reveal_approval', 'decided_at', 'request_id');
      expect(refusalOf(await reveals(monitor, decided))).toBe('REQUEST_TOO_OLD');
    });

    it('twice a week', async () => {
      const eager = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
      await stepsUp(app, eager);
      const asked = [await mayReveal(eager, person), await mayReveal(eager, person), await mayReveal(eager, person)];
      const answers: unknown[] = [];
      for (const requestId of asked) {
        await decides(colleague, 'approveReveal', requestId);
        answers.push(refusalOf(await reveals(eager, requestId)));
      }
      expect(answers).toEqual(['done', 'done', 'TOO_MANY']);
    });

    it('never by a decision of the one who asks, of an account of that one, or of another region', async () => {
      const both = await app.signedInAs({ role: 'TFP', regions: ['PEJA'] });
      await stepsUp(app, both);
      const requestId = await mayReveal(both, person);
      expect(refusalOf(await decides(elsewhere, 'approveReveal', requestId))).toBe('NOT_FOUND');
      expect(refusalOf(await decides(monitor, 'approveReveal', requestId))).toBe('FORBIDDEN');
      await asSuperuser(app, `UPDATE sec.account SET regions = '{PEJA,PRIZREN}' WHERE id = $1`, [both.accountId]);
      expect(refusalOf(await decides(both, 'approveReveal', requestId))).toBe('ANOTHER_PERSON_DECIDES');
      const made = await anotherFocalPoint();
      await asSuperuser(app, 'UPDATE sec.account SET created_by = $2 WHERE id = $1', [made.accountId, both.accountId]);
      expect(refusalOf(await decides(made, 'approveReveal', requestId))).toBe('ANOTHER_PERSON_DECIDES');
      expect(refusalOf(await decides(colleague, 'approveReveal', requestId))).toBe('done');
    });

    it('and nothing is to decide where none is needed', async () => {
      const requestId = await mayReveal(colleague, person);
      expect(refusalOf(await decides(focalPoint, 'approveReveal', requestId))).toBe('NO_DECISION_NEEDED');
    });
  });

  describe("shows it to the client's own lawyer", () => {
    it('once the client has agreed, and no longer when that was taken back', async () => {
      expect(refusalOf(await requestsReveal(lawyer, { personId: person }))).toBe('CLIENT_AGREEMENT_NEEDED');
      assignment = await amends(focalPoint, 'Assignment', assignment, { clientAgreementOn: '2001-02-02' });
      const [first, second] = [await mayReveal(lawyer, person), await mayReveal(lawyer, person)];
      expect((await reveals(lawyer, first)).data?.revealIdentity).toMatchObject({ contact: ANA.contact });
      assignment = await amends(focalPoint, 'Assignment', assignment, { clientAgreementWithdrawnOn: '2001-02-03' });
      expect(refusalOf(await reveals(lawyer, second))).toBe('CLIENT_AGREEMENT_NEEDED');
      await amends(focalPoint, 'Assignment', assignment, { clientAgreementWithdrawnOn: null });
    });

    it('and no other person of the case, nor to the lawyer of an accused, nor behind a wall', async () => {
      const witness = await creates(monitor, 'Witness', {
        caseId: trial.caseId,
        code: 'V2',
        role: 'VICTIM',
        materiality: 'UNKNOWN',
      });
      const [other] = await rowsOf<{ person_id: string }>(app, 'SELECT person_id FROM vigil.witness WHERE id = $1', [
        witness.id,
      ]);
      expect(refusalOf(await requestsReveal(lawyer, { personId: other?.person_id }))).toBe('NOT_FOUND');
      const { id: lawyerId } = await creates(focalPoint, 'Lawyer', { region: 'PRIZREN', code: 'L-02' });
      const defence = await app.signedInAs({ role: 'LAWYER', lawyerId });
      await stepsUp(app, defence);
      await creates(focalPoint, 'Assignment', {
        ...{
          caseId: trial.caseId,
          lawyerId,
          accusedId: trial.accused.id,
          role: 'DEFENCE_COUNSEL',
          startedOn: '2001-02-01',
        },
      });
      expect(refusalOf(await requestsReveal(defence, { personId: person }))).toBe('NOT_FOUND');
      const requestId = await mayReveal(lawyer, person);
      await asSuperuser(
        app,
        'INSERT INTO sec.conflict_wall SELECT lawyer_id, case_id FROM vigil.assignment WHERE id = $1',
        [assignment.id],
      );
      expect(refusalOf(await reveals(lawyer, requestId))).toBe('NOT_FOUND');
      expect(refusalOf(await requestsReveal(lawyer, { personId: person }))).toBe('NOT_FOUND');
    });
  });

  describe('is closed', () => {
    it.each(['ADMIN', 'HQ_ANALYST', 'AUDITOR'] as const)('to %s, whatever is tried', async (role) => {
      const outsider = await app.signedInAs({ role });
      await stepsUp(app, outsider);
      const requestId = randomUUID();
      const tried = [
        await setsIdentity(outsider, { personId: person, name: 'X' }),
        await requestsReveal(outsider, { personId: person }),
        await decides(outsider, 'approveReveal', requestId),
        await reveals(outsider, requestId),
        await findsPersons(outsider, ANA.name),
        await outsider.asks('{ revealRequests { id } }'),
        await outsider.asks('{ notices { id } }'),
        await outsider.asks(`{ identity(input: {personId: "${person}"}) { version } }`),
      ];
      expect(tried.map(({ codes }) => codes)).toEqual(tried.map(() => ['FORBIDDEN']));
    });

    it('to whoever is not signed in', async () => {
      expect((await reveals(app.anonymous, randomUUID())).codes).toEqual(['UNAUTHENTICATED']);
      expect((await requestsReveal(app.anonymous, { personId: person })).codes).toEqual(['UNAUTHENTICATED']);
    });

    it('in the same words for a hidden person and for a missing one', async () => {
      const peja = await app.signedInAs({ role: 'MONITOR', regions: ['PEJA'] });
      await stepsUp(app, peja);
      const hidden = await requestsReveal(peja, { personId: person });
      const missing = await requestsReveal(peja, { personId: randomUUID() });
      expect(hidden.codes).toEqual(['NOT_FOUND']);
      expect(hidden.text).toBe(missing.text);
    });

    it('when the trail cannot be written', async () => {
      const careful = await anotherFocalPoint();
      const requestId = await mayReveal(careful, person);
      await asSuperuser(app, 'REVOKE INSERT ON vigil.audit_entry FROM vigil_app');
      const answer = await reveals(careful, requestId);
      await asSuperuser(app, 'GRANT INSERT ON vigil.audit_entry TO vigil_app');
      expect(answer.data).toBeNull();
      expect(answer.text).not.toContain('Lipova');
      expect(await rowsOf(app, 'SELECT 1 FROM vigil.reveal_grant WHERE request_id = $1', [requestId])).toEqual([]);
    });
  });
});
