import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RenderReport } from '../../src/reports/render-report.js';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { aNamedWitness, type Cast, castOf, erases, mayCarryOut } from '../support/erasures.js';
import { amends, answerOf, aTrial, creates, type Stored, type Trial } from '../support/given.js';
import {
  asSuperuser,
  findsPersons,
  mayReveal,
  refusalOf,
  reveals,
  rowsOf,
  setsIdentity,
} from '../support/identities.js';
import { openSession } from '../support/session.js';

interface DryRun {
  readonly counts: readonly Readonly<Record<string, unknown>>[];
  readonly persons: readonly { readonly personId: string; readonly code: string; readonly dueOn: string }[];
}

describe('an identity whose time has come', () => {
  let app: TestApp;
  let cast: Cast;
  let focalPoint: Client;
  let elsewhere: Client;
  let monitor: Client;
  let administrator: Client;
  let headquarters: Client;

  beforeAll(async () => {
    app = await startTestApp();
    cast = await castOf(app);
    ({ focalPoint, elsewhere, monitor, administrator } = cast);
    headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
  });
  afterAll(() => app.close());

  const judged = ({ caseId }: Trial, pronouncedOn = '2001-07-01'): Promise<Stored> =>
    creates(monitor, 'Judgment', { caseId, pronouncedOn, recordedOn: pronouncedOn, result: 'CONVICTED' });
  const setsRule = (client: Client, event: string, months: number, version?: number): Promise<Answer> =>
    client.asks(
      'mutation ($input: SetRetentionRuleInput!) { setRetentionRule(input: $input) { rules { event months version } } }',
      { input: { dataClass: 'WITNESS_IDENTITY', event, months, version } },
    );
  const dryRun = async (client: Client): Promise<DryRun> =>
    (
      await answerOf<{ retentionDryRun: DryRun }>(
        client.asks(
          '{ retentionDryRun { counts { dataClass region kept due onHold } persons { personId code dueOn } } }',
        ),
      )
    ).retentionDryRun;
  const isDue = async (personId: string): Promise<boolean> =>
    (await dryRun(focalPoint)).persons.some((person) => person.personId === personId);
  const knows = async (name: string): Promise<unknown> => (await findsPersons(focalPoint, name)).data?.findPersons;
  /** Every count that the record gives, and every row of it, but what belongs to the vault. */
  const record = async (): Promise<string> => {
    const tables = ['trafficking_case', 'person', 'witness', 'hearing', 'judgment', 'summons', 'record_version'];
    const rows = await rowsOf(
      app,
      tables
        .map(
          (table) =>
            `SELECT '${table}' AS name, md5(string_agg(t::text, ',' ORDER BY t::text)) AS content, count(*) FROM vigil.${table} t`,
        )
        .join(' UNION ALL '),
    );
    return JSON.stringify(rows);
  };
  /** What a report of the year says, but for its number and the moment at which it was made. */
  const report = async (): Promise<object | undefined> => {
    const { requestReport } = await answerOf<{ requestReport: { id: string } }>(
      headquarters.asks('mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }', {
        input: { periodFrom: '2001-01-01', periodTo: '2001-12-31' },
      }),
    );
    await app.nest.get(RenderReport, { strict: false }).execute(requestReport.id);
    const [made] = await rowsOf<{ snapshot: object }>(app, 'SELECT snapshot FROM vigil.report WHERE id = $1', [
      requestReport.id,
    ]);
    return { ...made?.snapshot, journalAt: null, reportNumber: null };
  };
  const vault = async (): Promise<string> => {
    const tables = ['person_key', 'identity', 'blind_index', 'erasure_ledger', 'erasure_request', 'erasure_approval'];
    return JSON.stringify(
      await rowsOf(
        app,
        tables
          .map(
            (table) =>
              `SELECT '${table}' AS name, md5(string_agg(t::text, ',' ORDER BY t::text)) AS content FROM vigil.${table} t`,
          )
          .join(' UNION ALL '),
      ),
    );
  };

  describe('by the rules', () => {
    it('is never due while nobody has written one', async () => {
      const old = await aNamedWitness(app, cast);
      await judged(old);
      expect((await dryRun(administrator)).counts).toEqual([
        { dataClass: 'WITNESS_IDENTITY', region: 'PRIZREN', kept: 1, due: 0, onHold: 0 },
      ]);
      expect(
        refusalOf(await erases(administrator, await mayCarryOut(cast, old.personId, { ground: 'RETENTION_DUE' }))),
      ).toBe('RETENTION_NOT_DUE');
    });

    it('is due as an administrator writes, whose change of a rule that another changed is stale', async () => {
      expect((await setsRule(focalPoint, 'FINAL_JUDGMENT', 60)).codes).toEqual(['FORBIDDEN']);
      expect((await setsRule(administrator, 'FINAL_JUDGMENT', 120)).codes).toEqual([]);
      expect((await setsRule(administrator, 'FINAL_JUDGMENT', 60)).codes).toEqual(['STALE']);
      expect((await setsRule(administrator, 'FINAL_JUDGMENT', 60, 1)).data?.setRetentionRule).toEqual({
        rules: [{ event: 'FINAL_JUDGMENT', months: 60, version: 2 }],
      });
      expect((await setsRule(administrator, 'FINAL_JUDGMENT', 24, 1)).codes).toEqual(['STALE']);
      expect((await setsRule(administrator, 'FINAL_JUDGMENT', 0, 2)).codes).toEqual(['BAD_INPUT']);
      expect(
        await rowsOf(
          app,
          `SELECT version FROM vigil.record_version WHERE table_name = 'retention_rule' ORDER BY version`,
        ),
      ).toEqual([{ version: 1 }, { version: 2 }]);
    });

    it('is due some years after the judgment, counted from the last hearing where one followed', async () => {
      const old = await aNamedWitness(app, cast);
      expect(await isDue(old.personId)).toBe(false);
      await judged(old, '2001-07-01');
      const due = (await dryRun(focalPoint)).persons.find(({ personId }) => personId === old.personId);
      expect(due).toEqual({ personId: old.personId, code: expect.stringMatching(/^P-\d{6}$/), dueOn: '2006-07-01' });
      const { id, version } = old.hearing;
      await amends(monitor, 'Hearing', { id, version }, { date: '2023-01-10' });
      expect(await isDue(old.personId)).toBe(false);
    });

    it('is kept while another of her cases runs, also as an accused', async () => {
      const old = await aNamedWitness(app, cast);
      await judged(old);
      expect(await isDue(old.personId)).toBe(true);
      const { caseId } = await aTrial(cast);
      const accused = await creates(monitor, 'Accused', {
        caseId,
        code: 'D2',
        personId: old.personId,
        recordedOn: '2001-02-01',
      });
      expect(await isDue(old.personId)).toBe(false);
      await asSuperuser(app, 'UPDATE vigil.accused SET withdrawn = true WHERE id = $1', [accused.id]);
      expect(await isDue(old.personId)).toBe(true);
    });

    it('is counted for an administrator by region, without a code; for a focal point in the own region alone', async () => {
      const { counts, persons } = await dryRun(administrator);
      expect(persons).toEqual([]);
      expect(counts).toMatchObject([{ region: 'PRIZREN', dataClass: 'WITNESS_IDENTITY' }]);
      expect((await dryRun(focalPoint)).counts).toEqual(counts);
      expect(await dryRun(elsewhere)).toEqual({ counts: [], persons: [] });
      expect((await monitor.asks('{ retentionDryRun { asOf } }')).codes).toEqual(['FORBIDDEN']);
    });

    it('is erased by no dry run, which changes nothing and is a look that the trail keeps', async () => {
      const before = [await record(), await vault()];
      const looks = `SELECT count(*)::int AS looks FROM vigil.audit_entry WHERE 'WITNESS_IDENTITY:ERASE' = ANY (types)`;
      const [was] = await rowsOf<{ looks: number }>(app, looks);
      for (const client of [administrator, focalPoint]) await dryRun(client);
      expect([await record(), await vault()]).toEqual(before);
      expect(await rowsOf(app, looks)).toEqual([{ looks: (was?.looks ?? 0) + 2 }]);
    });

    it('goes, and the record stays: every row, every count, every code', async () => {
      const due = await aNamedWitness(app, cast, 'Dana Kostić');
      await judged(due);
      const waiting = await mayReveal(focalPoint, due.personId);
      const before = [await record(), await report()];
      const page = '{ cases(first: 50) { nodes { code witnesses { totalCount nodes { code personId { value } } } } } }';
      const shown = (await monitor.asks(page)).text;
      const requestId = await mayCarryOut(cast, due.personId, { ground: 'RETENTION_DUE' });
      expect((await erases(administrator, requestId)).data?.eraseIdentity).toEqual({
        replayed: false,
        request: { decision: 'APPROVED', erasedAt: expect.any(String) },
      });
      expect([await record(), await report()]).toEqual(before);
      expect((await monitor.asks(page)).text).toBe(shown);
      expect(refusalOf(await reveals(focalPoint, waiting))).toBe('IDENTITY_ERASED');
      expect(refusalOf(await setsIdentity(focalPoint, { personId: due.personId, name: 'Again' }))).toBe(
        'IDENTITY_ERASED',
      );
      expect(await knows('Dana Kostić')).toEqual([]);
      const left = ['identity', 'blind_index'].map(
        (table) => `SELECT person_id FROM vigil.${table} WHERE person_id = $1`,
      );
      expect(await rowsOf(app, left.join(' UNION ALL '), [due.personId])).toEqual([]);
      expect(
        await rowsOf(
          app,
          'SELECT wrapped_key, destroyed_at IS NOT NULL AS gone FROM vigil.person_key WHERE person_id = $1',
          [due.personId],
        ),
      ).toEqual([{ wrapped_key: null, gone: true }]);
    });
  });

  describe('under a legal hold', () => {
    it('stays, whatever anybody asks, until the hold is lifted with a reason', async () => {
      const held = await aNamedWitness(app, cast);
      await judged(held);
      const hold = await creates(monitor, 'LegalHold', {
        caseId: held.caseId,
        reason: 'A court abroad asked for the file',
      });
      const requestId = await mayCarryOut(cast, held.personId);
      expect(refusalOf(await erases(administrator, requestId))).toBe('LEGAL_HOLD');
      expect(await isDue(held.personId)).toBe(false);
      const [{ onHold } = { onHold: 0 }] = (await dryRun(administrator)).counts;
      expect(onHold).toBe(1);
      const lifts = (input: object): Promise<Answer> =>
        monitor.asks(
          'mutation ($input: UpdateLegalHoldInput!) { updateLegalHold(input: $input) { legalHold { version } } }',
          { input: { ...hold, ...input } },
        );
      expect(refusalOf(await lifts({ liftedOn: '2026-01-01' }))).toBe('REASON_AND_DAY_TOGETHER');
      expect(refusalOf(await lifts({ liftedOn: '2026-01-01', liftReason: ' ' }))).toBe('REASON_NEEDED');
      expect(refusalOf(await lifts({ liftedOn: '1999-01-01', liftReason: 'Over' }))).toBe('ENDS_BEFORE_IT_BEGINS');
      expect((await lifts({ liftedOn: '2026-01-01', liftReason: 'The court has closed its file' })).codes).toEqual([]);
      expect(await isDue(held.personId)).toBe(true);
      await answerOf(erases(administrator, requestId));
    });

    it('stays when the hold is being set at the very moment', async () => {
      const { personId, caseId } = await aNamedWitness(app, cast);
      const requestId = await mayCarryOut(cast, personId);
      const session = await openSession(app.database.superuserUrl);
      await session.rows('BEGIN');
      await session.rows(
        `INSERT INTO vigil.legal_hold (id, case_id, region, recorded_on, reason) VALUES ($1, $2, 'PRIZREN', current_date, 'A court asked')`,
        [randomUUID(), caseId],
      );
      const erasing = erases(administrator, requestId);
      await sleep(300);
      await session.rows('COMMIT');
      await session.close();
      expect(refusalOf(await erasing)).toBe('LEGAL_HOLD');
    });

    it('stays too when the hold lies on another of her cases', async () => {
      const { personId } = await aNamedWitness(app, cast);
      const requestId = await mayCarryOut(cast, personId);
      const { caseId } = await aTrial(cast);
      await creates(monitor, 'Accused', { caseId, code: 'D3', personId, recordedOn: '2001-02-01' });
      await creates(focalPoint, 'LegalHold', { caseId, reason: 'A court abroad asked for the file' });
      expect(refusalOf(await erases(administrator, requestId))).toBe('LEGAL_HOLD');
    });
  });
});
