import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readConfig } from '../../src/platform/config.js';
import { Log } from '../../src/platform/log.js';
import { ReapplyErasures } from '../../src/retention/reapply-erasures.js';
import { createApplication } from '../../src/server.js';
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
import {
  asSuperuser,
  findsPersons,
  mayReveal,
  refusalOf,
  reveals,
  rowsOf,
  setsIdentity,
  stepsUp,
  trailOf,
} from '../support/identities.js';

describe('an identity that somebody asks to have erased', () => {
  let app: TestApp;
  let cast: Cast;
  let dataFolder: string;
  let focalPoint: Client;
  let colleague: Client;
  let elsewhere: Client;
  let monitor: Client;
  let administrator: Client;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'vigil-erasure-'));
    app = await startTestApp({ dataFolder });
    cast = await castOf(app);
    ({ focalPoint, colleague, elsewhere, monitor, administrator } = cast);
  });
  afterAll(async () => {
    await app.close();
    await rm(dataFolder, { recursive: true });
  });

  const knows = async (name: string): Promise<unknown> => (await findsPersons(focalPoint, name)).data?.findPersons;
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
        await app.signedInAs({ role: 'ADMIN' }),
        await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
      ];
      const requestId = await mayErase(focalPoint, personId);
      expect((await decidesErasure(other, 'approveErasure', requestId)).codes).toEqual(['STEP_UP_REQUIRED']);
      await answerOf(decidesErasure(colleague, 'approveErasure', requestId));
      expect((await erases(tired, requestId)).codes).toEqual(['STEP_UP_REQUIRED']);
      expect((await requestsErasure(tired, { personId })).codes).toEqual(['STEP_UP_REQUIRED']);
    });
  });

  describe('after a restore', () => {
    /** A database as it was before an erasure, but for what lies beside it. */
    const restoredTo = async (before: readonly object[]): Promise<void> => {
      for (const row of before as readonly { table: string; rows: string }[]) {
        await asSuperuser(app, `DELETE FROM vigil.${row.table}`);
      }
      for (const row of [...(before as readonly { table: string; rows: string }[])].reverse()) {
        await asSuperuser(
          app,
          `INSERT INTO vigil.${row.table} SELECT * FROM jsonb_populate_recordset(NULL::vigil.${row.table}, $1::jsonb)`,
          [row.rows],
        );
      }
    };
    const backup = async (): Promise<readonly object[]> => {
      const rows: object[] = [];
      for (const table of ['blind_index', 'identity', 'person_key', 'erasure_ledger']) {
        const [content] = await rowsOf<{ rows: string }>(
          app,
          `SELECT COALESCE(jsonb_agg(t), '[]')::text AS rows FROM vigil.${table} t`,
        );
        rows.push({ table, rows: content?.rows });
      }
      return rows;
    };
    const startsAgain = async (): Promise<void> => {
      const config = { ...readConfig({}), dataFolder, port: 0 };
      await (await createApplication(config, app.database.connections, new Log('silent'))).close();
    };
    const reapplied = (): Promise<number> => app.nest.get(ReapplyErasures, { strict: false }).reapplyErasures();

    it('of a backup from before is erased again before anybody is served, and the trail says so', async () => {
      const { personId } = await aNamedWitness(app, cast, 'Jelena Marić');
      const before = await backup();
      await answerOf(erases(administrator, await mayCarryOut(cast, personId)));
      expect(await reapplied()).toBe(0);
      await restoredTo(before);
      expect(await knows('Jelena Marić')).toMatchObject([{ personId }]);
      await startsAgain();
      expect(await knows('Jelena Marić')).toEqual([]);
      expect(refusalOf(await reveals(focalPoint, await mayReveal(focalPoint, personId)))).toBe('IDENTITY_ERASED');
      expect(await trailOf(app, 'ErasureReapplied', personId)).toMatchObject([{ role: 'ERASER' }]);
      expect(await reapplied()).toBe(0);
    });

    it('is known from the file beside the database: ids and nothing else, healed from the database where it lacks one', async () => {
      const file = join(dataFolder, 'erasures');
      const inDatabase = (await rowsOf<{ id: string }>(app, 'SELECT person_id AS id FROM vigil.erasure_ledger')).map(
        ({ id }) => id,
      );
      const lines = (text: string): string[] =>
        text
          .split('\n')
          .filter((line) => line !== '')
          .sort();
      expect(lines(await readFile(file, 'utf8'))).toEqual([...inDatabase].sort());
      await rm(file);
      expect(await reapplied()).toBe(0);
      expect(lines(await readFile(file, 'utf8'))).toEqual([...inDatabase].sort());
    });
  });

  it('cannot be erased by a statement of the service beside its doors, nor taken out of the ledger', async () => {
    const rights = await rowsOf(
      app,
      `SELECT relation, privilege FROM unnest('{retention_rule,erasure_request,erasure_approval,erasure_ledger}'::text[]) relation,
         unnest('{DELETE,UPDATE,TRUNCATE}'::text[]) privilege
       WHERE has_table_privilege('vigil_app', 'vigil.' || relation, privilege)
       UNION ALL SELECT 'erasure_ledger', 'INSERT' WHERE has_any_column_privilege('vigil_app', 'vigil.erasure_ledger', 'INSERT')
       UNION ALL SELECT 'destroy_person_key', 'EXECUTE' WHERE has_function_privilege('vigil_app', 'sec.destroy_person_key(uuid)', 'EXECUTE')`,
    );
    expect(rights).toEqual([]);
  });
});
