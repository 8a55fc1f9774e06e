import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sql from 'sql-template-tag';
import { appendEvent } from '../../src/access/audit-trail.js';
import { withClient } from '../../src/platform/db/connect.js';
import { Database } from '../../src/platform/db/database.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { answerOf, aTrial, creates, type Region, type Stored, type Trial } from '../support/given.js';

interface Entry {
  readonly id: string;
  readonly kind: string;
  readonly account: { readonly id: string; readonly displayName: string } | null;
  readonly role: string;
  readonly facts: readonly { readonly type: string; readonly recordId: string; readonly caseId: string | null }[];
  readonly looks: readonly { readonly dataClass: string; readonly count: number }[];
  readonly caseIds: readonly string[];
}
interface Trail {
  readonly auditEntries: {
    readonly nodes: readonly Entry[];
    readonly totalCount: number;
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

const TRAIL = `query ($filter: AuditFilter, $first: Int! = 100, $after: String) {
  auditEntries(filter: $filter, first: $first, after: $after) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes { id kind role account { id displayName } facts { type recordId caseId fields purpose { code } } looks { dataClass action count } caseIds position }
  }
}`;

describe('Who has seen this witness', () => {
  let app: TestApp;
  let region: Region;
  let elsewhere: Region;
  let trial: Trial;
  let otherTrial: Trial;
  let person: string;
  let otherPerson: string;
  let advocate: Client;
  let counsel: Client;
  let auditor: Client;
  let administrator: Client;

  const inRegion = async (name: string): Promise<Region> => ({
    monitor: await app.signedInAs({ role: 'MONITOR', regions: [name] }),
    focalPoint: await app.signedInAs({ role: 'TFP', regions: [name] }),
  });
  const trail = async (client: Client, variables: object = {}): Promise<Trail['auditEntries']> =>
    (await answerOf<Trail>(client.asks(TRAIL, variables))).auditEntries;
  const lawyerOf = async (code: string, client: object, role: string): Promise<Client> => {
    const { id: lawyerId } = await creates(region.focalPoint, 'Lawyer', { region: 'PRIZREN', code });
    const assignment = { caseId: trial.caseId, lawyerId, role, startedOn: '2001-03-01', ...client };
    await creates(region.focalPoint, 'Assignment', assignment);
    return app.signedInAs({ role: 'LAWYER', lawyerId });
  };
  const personOf = async ({ id }: Stored): Promise<string> =>
    withClient(app.database.superuserUrl, async (client) => {
      const { rows } = await client.query<{ person_id: string }>('SELECT person_id FROM vigil.witness WHERE id = $1', [
        id,
      ]);
      return rows[0]?.person_id ?? '';
    });
  /** As a reveal records it. */
  const reveal = async (by: Client, personId: string): Promise<void> => {
    const auth = await Database.connect(app.database.connections.auth, []);
    const facts = [{ type: 'IdentityRevealed', id: personId, caseId: null }];
    const event = { accountId: by.accountId, role: 'TFP', onBehalfOf: null, facts };
    await auth.writing(({ run }) => appendEvent(run, { ...event, permission: 'WITNESS_IDENTITY:REVEAL' }));
    await auth.close();
  };
  /** What row-level security alone would let through. */
  const behindTheWall = async (client: Client): Promise<number> => {
    const database = await Database.connect(app.database.connections.app, []);
    const { rows } = await database.reading(async (run) => {
      await run(sql`SELECT * FROM sec.sign_in(${client.token})`);
      return run<{ count: number }>(sql`SELECT count(*) FROM vigil.audit_entry`);
    });
    await database.close();
    return rows[0]?.count ?? -1;
  };

  beforeAll(async () => {
    app = await startTestApp();
    region = await inRegion('PRIZREN');
    elsewhere = await inRegion('PEJA');
    trial = await aTrial(region);
    otherTrial = await aTrial(elsewhere, { court: 'DC_PEJA' });
    person = await personOf(trial.witness);
    otherPerson = await personOf(otherTrial.witness);
    advocate = await lawyerOf('L1', { witnessId: trial.witness.id }, 'VICTIM_ADVOCATE');
    counsel = await lawyerOf('L2', { accusedId: trial.accused.id }, 'DEFENCE_COUNSEL');
    auditor = await app.signedInAs({ role: 'AUDITOR' });
    administrator = await app.signedInAs({ role: 'ADMIN' });
    await reveal(region.focalPoint, person);
    await reveal(elsewhere.focalPoint, otherPerson);
    await region.monitor.asks('query ($id: ID!) { case(id: $id) { witnesses { nodes { code } } } }', {
      id: trial.caseId,
    });
  });
  afterAll(() => app.close());

  it('is told to the auditor: who looked at her case, and who was shown her identity', async () => {
    const { nodes } = await trail(auditor, { filter: { caseId: trial.caseId, type: 'WITNESS_STATUS:LIST' } });
    const looked = nodes.filter(({ account }) => account?.id === region.monitor.accountId);
    expect(looked.length).toBeGreaterThan(0);
    expect(looked[0]).toMatchObject({ kind: 'LOOK', role: 'MONITOR', caseIds: [trial.caseId] });
    const revealed = await trail(auditor, { filter: { recordId: person, type: 'IdentityRevealed' } });
    expect(revealed.nodes.map(({ account }) => account?.id)).toEqual([region.focalPoint.accountId]);
    expect(revealed.totalCount).toBe(1);
  });

  it('is told to the focal point of her region: who was shown her identity, and nothing of another region', async () => {
    const { nodes } = await trail(region.focalPoint);
    expect(nodes.map(({ kind, facts }) => [kind, facts[0]?.recordId])).toEqual([['REVEAL', person]]);
    expect((await trail(elsewhere.focalPoint)).nodes.map(({ facts }) => facts[0]?.recordId)).toEqual([otherPerson]);
    expect((await trail(region.focalPoint, { filter: { recordId: otherPerson } })).nodes).toEqual([]);
    expect(await behindTheWall(region.focalPoint)).toBe(1);
  });

  it('is told to her own lawyer, and not to the lawyer of the accused', async () => {
    expect((await trail(advocate)).nodes.map(({ facts }) => facts[0]?.recordId)).toEqual([person]);
    expect((await trail(counsel)).nodes).toEqual([]);
    expect([await behindTheWall(advocate), await behindTheWall(counsel)]).toEqual([1, 0]);
  });

  it('is told to an administrator not at all: accounts and sessions, and no case', async () => {
    const { nodes } = await trail(administrator);
    expect(nodes.length).toBeGreaterThan(0);
    expect(new Set(nodes.map(({ kind }) => kind))).toEqual(new Set(['SECURITY']));
    expect(
      nodes.every(({ caseIds, facts }) => caseIds.length === 0 && facts.every(({ caseId }) => caseId === null)),
    ).toBe(true);
    expect((await trail(administrator, { filter: { caseId: trial.caseId } })).nodes).toEqual([]);
    expect((await trail(administrator, { filter: { recordId: person } })).nodes).toEqual([]);
  });

  it('is told to no monitor and not to headquarters', async () => {
    const headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
    for (const client of [region.monitor, headquarters])
      expect((await client.asks(TRAIL)).codes).toEqual(['FORBIDDEN']);
    expect((await app.anonymous.asks(TRAIL)).codes).toEqual(['UNAUTHENTICATED']);
    expect([await behindTheWall(region.monitor), await behindTheWall(headquarters)]).toEqual([0, 0]);
  });

  it('is read page by page, the latest first, each entry once', async () => {
    const filter = { accountId: region.monitor.accountId };
    const whole = await trail(auditor, { filter });
    const read: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const page: Trail['auditEntries'] = await trail(auditor, { filter, first: 2, after });
      read.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(read).toEqual(whole.nodes.map(({ id }) => id));
    expect(read.length).toBe(whole.totalCount);
    expect(read.length).toBeGreaterThan(4);
    expect((await auditor.asks(TRAIL, { after: 'bm90IGEgY3Vyc29y' })).codes).toEqual(['BAD_INPUT']);
  });

  it('is asked for by day', async () => {
    expect((await trail(auditor, { filter: { to: '2001-06-05' } })).nodes).toEqual([]);
    expect((await trail(auditor, { filter: { from: '2001-06-05' } })).nodes.length).toBeGreaterThan(0);
  });

  it('leaves a trace of the asking itself', async () => {
    await trail(auditor, { filter: { caseId: trial.caseId } });
    const { nodes } = await trail(auditor, {
      filter: { accountId: auditor.accountId, caseId: trial.caseId, type: 'AUDIT_EVENT:LIST' },
    });
    expect(nodes.length).toBeGreaterThan(0);
  });
});
