import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as Connection } from 'pg';
import type { AuditContent } from '../../src/access/domain/audit-entry.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';

describe('Every look is known', () => {
  let app: TestApp;
  let superuser: Connection;
  let monitor: Client;
  let analyst: Client;
  let caseId: string;

  beforeAll(async () => {
    app = await startTestApp();
    superuser = new Connection({ connectionString: app.database.superuserUrl });
    await superuser.connect();
    monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    analyst = await app.signedInAs({ role: 'HQ_ANALYST' });
    const opened = await monitor.asks(
      `mutation ($input: CreateCaseInput!) { createCase(input: $input) { case { id } } }`,
      { input: { court: 'DC_PRIZREN' } },
    );
    expect(opened.codes).toEqual([]);
    caseId = (opened.data?.createCase as unknown as { case: { id: string } }).case.id;
    const added = await monitor.asks(
      `mutation ($input: CreateWitnessInput!) { createWitness(input: $input) { witness { id } } }`,
      { input: { caseId, role: 'VICTIM', code: 'W-LOOK' } },
    );
    expect(added.codes).toEqual([]);
  });
  afterAll(async () => {
    await superuser.end();
    await app.close();
  });

  /** What the trail gained while something was asked. */
  async function looksOf(client: Client, asking: () => Promise<unknown>): Promise<readonly AuditContent[]> {
    const since = await count();
    await asking();
    const { rows } = await superuser.query<{ content: Buffer }>(
      'SELECT content FROM vigil.audit_entry WHERE account_id = $1 ORDER BY stored_at, id OFFSET 0',
      [client.accountId],
    );
    const gained = (await count()) - since;
    return rows.slice(rows.length - gained).map(({ content }) => JSON.parse(content.toString()) as AuditContent);
  }
  async function count(): Promise<number> {
    const { rows } = await superuser.query<{ count: string }>('SELECT count(*) FROM vigil.audit_entry');
    return Number(rows[0]?.count);
  }

  it('by class, number and case, in one entry for a page with everything under it, and no value', async () => {
    const entries = await looksOf(monitor, () =>
      monitor.asks(
        '{ cases { nodes { code witnesses { nodes { code assessment { class } returnOutlook { state } } } } } }',
      ),
    );
    expect(entries).toHaveLength(1);
    const [entry] = entries;
    expect(entry).toMatchObject({ role: 'MONITOR', facts: [], caseIds: [caseId] });
    expect(entry?.looks).toEqual(
      expect.arrayContaining([
        { dataClass: 'WITNESS_STATUS', action: 'LIST', count: 1 },
        { dataClass: 'WITNESS_STATUS', action: 'READ', count: 1 },
        { dataClass: 'LOCATION_RETURN', action: 'READ', count: 1 },
      ]),
    );
    expect(JSON.stringify(entry)).not.toContain('W-LOOK');
  });

  it('not where the policy keeps only changes of the class', async () => {
    expect(await looksOf(monitor, () => monitor.asks('{ cases { nodes { code stage } } }'))).toEqual([]);
  });

  it('when a search finds nothing', async () => {
    const [entry] = await looksOf(analyst, () =>
      analyst.asks(`{ cases(filter: { code: "PRZ-9999/99" }) { nodes { id } } }`),
    );
    expect(entry?.looks).toEqual(expect.arrayContaining([{ dataClass: 'CASE_PUBLIC', action: 'LIST', count: 0 }]));
    expect(entry?.caseIds).toEqual([]);
  });

  it('of one case by its id', async () => {
    const [entry] = await looksOf(analyst, () =>
      analyst.asks('query ($id: ID!) { case(id: $id) { code } }', { id: caseId }),
    );
    expect(entry).toMatchObject({ permission: 'CASE_PUBLIC:READ', caseIds: [caseId] });
  });

  it('of assessed trials', async () => {
    const [entry] = await looksOf(monitor, () => monitor.asks('{ trialAssessments { nodes { id } } }'));
    expect(entry?.looks).toEqual(expect.arrayContaining([{ dataClass: 'WITNESS_STATUS', action: 'LIST', count: 1 }]));
    expect(entry?.caseIds).toEqual([caseId]);
  });

  it('of a list of reports and of a download, also one that finds nothing to give', async () => {
    const [list] = await looksOf(analyst, () => analyst.asks('{ reports { id } }'));
    expect(list?.looks).toEqual([{ dataClass: 'REPORT_DRAFT', action: 'LIST', count: 0 }]);
  });

  it('and nothing is shown when it cannot be kept', async () => {
    await superuser.query(`
      CREATE FUNCTION public.full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$;
      GRANT USAGE ON SCHEMA public TO vigil_app;
      CREATE TRIGGER full_disk BEFORE INSERT ON vigil.audit_entry FOR EACH ROW EXECUTE FUNCTION public.full_disk()`);
    const shown = await monitor.asks('{ cases { nodes { code witnesses { nodes { code } } } } }');
    await superuser.query('DROP TRIGGER full_disk ON vigil.audit_entry');
    expect(shown.data).toBeNull();
    expect(shown.text).not.toContain('W-LOOK');
    expect(shown.codes).toHaveLength(1);
    expect((await monitor.asks('{ cases { nodes { code } } }')).codes).toEqual([]);
  });
});
