import { createHash, randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/platform/db/connect.js';
import { Log } from '../../src/platform/log.js';
import { startWorker } from '../../src/platform/jobs/queue.js';
import { composeReport } from '../../src/reports/domain/compose-report.js';
import type { ReportSnapshot } from '../../src/reports/domain/report-snapshot.js';
import { renderPdf } from '../../src/reports/pdf/render-pdf.js';
import { RenderReport } from '../../src/reports/render-report.js';
import { snapshotHash } from '../../src/reports/snapshot-hash.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { answerOf, aTrial, creates, type Region, type Trial } from '../support/given.js';
import { readPdf, textOf } from '../support/read-pdf.js';

const REQUEST = `mutation ($input: RequestReportInput!, $key: ID) {
  requestReport(input: $input, idempotencyKey: $key) { id number status downloadPath }
}`;
const FOLLOW = 'query ($id: ID!) { report(id: $id) { id number status failure downloadPath snapshotHash pdfHash } }';
const FLAGGED = `{ trialAssessments(filter: { flags: [TESTIMONY_LOST_TO_REPATRIATION, TESTIMONY_DIMINISHED_BY_REPATRIATION] }) {
  nodes { caseCode } } }`;
const period = { periodFrom: '2000-10-01', periodTo: '2001-06-05' };
/** The day of a plan of return that no report may show, however it is written. */
const SECRET_DAY = /2001-06-11|11 June 2001/;
const PLACE = 'A house by the river';

interface Report {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly failure: string | null;
  readonly downloadPath: string | null;
  readonly snapshotHash: string | null;
  readonly pdfHash: string | null;
}

describe('headquarters issues a report', () => {
  let app: TestApp;
  let headquarters: Client;
  let region: Region;
  let report: Report;
  let pdf: Buffer;

  const sql = <Row extends object>(text: string, values: unknown[] = []): Promise<readonly Row[]> =>
    withClient(app.database.superuserUrl, async (client) => (await client.query(text, values)).rows as Row[]);
  const asks = async (input: object, key?: string): Promise<Report> =>
    (await answerOf<{ requestReport: Report }>(headquarters.asks(REQUEST, { input: { ...period, ...input }, key })))
      .requestReport;
  const follows = async (id: string): Promise<Report> =>
    (await answerOf<{ report: Report }>(headquarters.asks(FOLLOW, { id }))).report;
  const waitsFor = async (id: string, status: string): Promise<Report> => {
    for (;;) {
      const now = await follows(id);
      if (now.status === status) return now;
      await setTimeout(25);
    }
  };
  const renders = (id: string): Promise<void> => app.nest.get(RenderReport, { strict: false }).execute(id);

  /** A trial whose witness left with IOM before the hearing of 10 May. */
  const aTrialThatLost = async (): Promise<Trial> => {
    const trial = await aTrial(region, { hearing: { date: '2001-05-10' } });
    await creates(region.focalPoint, 'Movement', {
      caseId: trial.caseId,
      witnessId: trial.witness.id,
      recordedOn: '2001-04-12',
      kind: 'DEPARTURE',
      programme: 'IOM',
      date: '2001-04-10',
      destination: PLACE,
      source: 'V1 of V1',
    });
    return trial;
  };
  const codeOf = async ({ caseId }: Trial): Promise<string> =>
    (
      await answerOf<{ case: { code: string } }>(
        region.monitor.asks('query ($id: ID!) { case(id: $id) { code } }', { id: caseId }),
      )
    ).case.code;

  beforeAll(async () => {
    app = await startTestApp();
    headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
    region = {
      monitor: await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] }),
      focalPoint: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
    };
  });
  afterAll(() => app.close());

  it('over cases of which some lost testimony, one is at risk and one is still to come', async () => {
    const lost = await aTrialThatLost();
    const read = await aTrialThatLost();
    const statement = await creates(region.monitor, 'Statement', {
      caseId: read.caseId,
      witnessId: read.witness.id,
      recordedOn: '2001-02-02',
      label: 'T1',
      takenOn: '2001-02-02',
      takenBy: 'POLICE',
    });
    await creates(region.monitor, 'Testimony', {
      caseId: read.caseId,
      witnessId: read.witness.id,
      hearingId: read.hearing.id,
      statementId: statement.id,
      recordedOn: '2001-05-10',
      date: '2001-05-10',
      mode: 'STATEMENT_READ',
      completion: 'COMPLETED',
      defenceExamined: 'NO',
    });
    const atRisk = await aTrial(region);
    await creates(region.focalPoint, 'PlannedReturn', {
      caseId: atRisk.caseId,
      witnessId: atRisk.witness.id,
      recordedOn: '2001-06-01',
      programme: 'OMIK',
      status: 'SCHEDULED',
      scheduledFor: '2001-06-11',
      destination: PLACE,
    });
    await aTrial(region);
    const { trialAssessments } = await answerOf<{ trialAssessments: { nodes: readonly { caseCode: string }[] } }>(
      headquarters.asks(FLAGGED),
    );
    expect(trialAssessments.nodes.map(({ caseCode }) => caseCode)).toEqual([await codeOf(lost), await codeOf(read)]);
  });

  it('asks for it under an id of its own, follows it until it is ready, and downloads it', async () => {
    const id = randomUUID();
    const asked = await asks({ id });
    expect(asked).toMatchObject({ id, number: 'TMP-2001-01', downloadPath: null });
    expect(asked.status).toBe('WAITING');
    const worker = await startWorker(
      app.database.connections.queue,
      { 'render-report': (payload) => renders((payload as { readonly reportId: string }).reportId) },
      new Log('silent'),
    );
    report = await waitsFor(id, 'READY').finally(() => worker.stop());
    expect(report).toMatchObject({ failure: null, downloadPath: `/reports/${id}.pdf` });
    const download = await headquarters.downloads(report.downloadPath ?? '');
    expect(download.status).toBe(200);
    pdf = download.body;
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(report.pdfHash);
  });

  it('reads in it exactly the trials that the rules flag, each in a section of its own', async () => {
    const { trialAssessments } = await answerOf<{ trialAssessments: { nodes: readonly { caseCode: string }[] } }>(
      headquarters.asks(FLAGGED),
    );
    const { bookmarks, broken } = readPdf(pdf);
    expect(broken).toBe(false);
    const sections = bookmarks.flatMap((bookmark) => /Case (\S+)$/.exec(bookmark)?.[1] ?? []);
    expect(sections.sort()).toEqual(trialAssessments.nodes.map(({ caseCode }) => caseCode));
  });

  it('finds no field code, no place and no day of a plan in it', () => {
    const text = readPdf(pdf).pages.map(textOf).join(' ');
    expect(text).toContain('W1');
    expect(text).toContain('TMP-2001-01');
    expect(text).not.toMatch(/\bV1\b/);
    expect(text).not.toContain(PLACE);
    expect(text).not.toMatch(SECRET_DAY);
  });

  it('gets the same bytes whenever it is made again from its snapshot', async () => {
    const [stored] = await sql<{ snapshot: ReportSnapshot; snapshot_hash: string }>(
      'SELECT snapshot, snapshot_hash FROM vigil.report WHERE id = $1',
      [report.id],
    );
    if (!stored) throw new Error('no snapshot');
    expect(snapshotHash(stored.snapshot)).toBe(stored.snapshot_hash);
    expect(JSON.stringify(stored.snapshot)).not.toMatch(SECRET_DAY);
    for (let time = 0; time < 2; time += 1) {
      const again = await renderPdf(composeReport(stored.snapshot, stored.snapshot_hash));
      expect(again.equals(pdf)).toBe(true);
    }
  });

  it('finds one finished report when its job runs again, later or at the same time', async () => {
    const id = randomUUID();
    await asks({ id });
    await Promise.all([renders(id), renders(id)]);
    const first = await follows(id);
    await renders(id);
    expect(await follows(id)).toEqual(first);
    expect(first.status).toBe('READY');
    const facts = await sql<{ type: string }>(
      `SELECT fact ->> 'type' AS type
       FROM vigil.audit_entry, LATERAL (SELECT convert_from(content, 'utf8')::jsonb AS entry) AS kept, jsonb_array_elements(entry -> 'facts') AS fact
       WHERE fact ->> 'id' = $1 AND fact ->> 'type' = 'ReportRendered'`,
      [id],
    );
    expect(facts).toHaveLength(1);
  });

  it('is told in words what it can mend itself, and the job does not try again', async () => {
    const { id } = await asks({ title: 'A title with \u26a0' });
    await expect(renders(id)).resolves.toBeUndefined();
    expect(await follows(id)).toMatchObject({
      status: 'FAILED',
      downloadPath: null,
      failure: expect.stringContaining('The character U+26a0 cannot be printed'),
    });
  });

  it('is told a reference and nothing of the inside for any other failure, until the job succeeds', async () => {
    const { id } = await asks({});
    await sql('REVOKE SELECT ON vigil.judgment FROM vigil_app');
    await expect(renders(id)).rejects.toThrow();
    const failed = await follows(id);
    expect(failed.status).toBe('FAILED');
    expect(failed.failure).toMatch(/^It will be tried again\. .* TMP-2001-\d+ could not be made\.$/);
    await sql('GRANT SELECT ON vigil.judgment TO vigil_app');
    await renders(id);
    expect(await follows(id)).toMatchObject({ status: 'READY', failure: null });
  });

  it('asks once, however often the request is sent', async () => {
    const key = randomUUID();
    const first = await asks({ title: 'Once' }, key);
    expect(await asks({ title: 'Once' }, key)).toMatchObject({ id: first.id, number: first.number });
    const other = await headquarters.asks(REQUEST, { input: { ...period, title: 'Twice' }, key });
    expect(other.codes).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    const taken = await headquarters.asks(REQUEST, { input: { ...period, id: first.id } });
    expect(taken.codes).toEqual(['ID_TAKEN']);
  });

  it('alone can ask for it, follow it and download it', async () => {
    const path = report.downloadPath ?? '';
    const others = [
      region.monitor,
      region.focalPoint,
      await app.signedInAs({ role: 'AUDITOR' }),
      await app.signedInAs({ role: 'ADMIN' }),
    ];
    for (const client of others) {
      expect((await client.asks(REQUEST, { input: period })).codes).toEqual(['FORBIDDEN']);
      expect(['FORBIDDEN', 'NOT_FOUND']).toContain((await client.asks(FOLLOW, { id: report.id })).codes[0]);
      expect((await client.downloads(path)).status).toBe(403);
    }
    expect((await app.anonymous.downloads(path)).status).toBe(401);
    for (const missing of [randomUUID(), 'x', '..%2f..']) {
      expect((await headquarters.downloads(`/reports/${missing}.pdf`)).status).toBe(404);
    }
    const { id } = await asks({ title: 'Not made yet' });
    expect((await headquarters.downloads(`/reports/${id}.pdf`)).status).toBe(404);
  });
});
