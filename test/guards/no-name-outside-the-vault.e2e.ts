import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Log, type LogFields } from '../../src/platform/log.js';
import { RenderReport } from '../../src/reports/render-report.js';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { wholeTree } from '../support/generated-calls.js';
import { answerOf, aTrial, type Trial } from '../support/given.js';
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
} from '../support/identities.js';
import { readPdf } from '../support/read-pdf.js';
import { Traces } from '../support/traces.js';

/** Planted in the vault, and nowhere else. */
const CANARY = {
  name: 'Kanarinka Zvezdanovska',
  otherNames: 'Zutoperka Letic',
  contact: 'Skrivena ulica 4711',
  family: 'Brat Prepelicar',
  documents: 'PASOS-YU-775533',
  safeContact: 'preko Tetrebova',
};
const WORDS = ['Kanarinka', 'Zvezdanovska', 'Zutoperka', 'Skrivena', 'Prepelicar', 'PASOS-YU-775533', 'Tetrebova'];
const traces = new Traces(WORDS);

/** Everything that the service would have logged. */
class CollectedLog extends Log {
  readonly collected: LogFields[] = [];
  constructor() {
    super('silent');
  }
  override info(fields: LogFields): void {
    this.collected.push(fields);
  }
  override warn(fields: LogFields): void {
    this.collected.push(fields);
  }
  override error(fields: LogFields): void {
    this.collected.push(fields);
  }
}

/** What a session logs at worst: every statement with every parameter. */
const SAY_EVERYTHING = [
  "log_statement = 'all'",
  "log_parameter_max_length = '-1'",
  "log_parameter_max_length_on_error = '-1'",
  "log_min_error_statement = 'error'",
  "log_error_verbosity = 'verbose'",
];

describe('a name and an address that were planted in the vault', () => {
  const log = new CollectedLog();
  const answers: Answer[] = [];
  let app: TestApp;
  let clients: Readonly<Record<'monitor' | 'focalPoint' | 'colleague' | 'headquarters' | 'auditor' | 'admin', Client>>;
  let trial: Trial;
  let person: string;
  let revealed: Answer;
  let pdf: Buffer;

  const kept = async (answer: Promise<Answer>): Promise<Answer> => {
    answers.push(await answer);
    return answer;
  };

  beforeAll(async () => {
    app = await startTestApp({}, log);
    await talkative();
    const regions = ['PRIZREN'];
    clients = {
      monitor: await app.signedInAs({ role: 'MONITOR', regions }),
      focalPoint: await app.signedInAs({ role: 'TFP', regions }),
      colleague: await app.signedInAs({ role: 'TFP', regions }),
      headquarters: await app.signedInAs({ role: 'HQ_ANALYST' }),
      auditor: await app.signedInAs({ role: 'AUDITOR' }),
      admin: await app.signedInAs({ role: 'ADMIN' }),
    };
    await stepsUp(app, ...Object.values(clients));
    trial = await aTrial(clients);
    person = await personOf(clients.monitor, trial.caseId);
    await plant();
    pdf = await report();
    await asSuperuser(app, 'CHECKPOINT');
  });
  afterAll(() => app.close());

  /** Lets every new session log all that it can, and ends those that do not yet. */
  async function talkative(): Promise<void> {
    const [{ name }] = (await rowsOf<{ name: string }>(app, 'SELECT current_database() AS name')) as [{ name: string }];
    for (const setting of SAY_EVERYTHING) await asSuperuser(app, `ALTER DATABASE ${name} SET ${setting}`);
    await asSuperuser(
      app,
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
    );
  }

  /** Records, corrects, finds and reveals, and lets all of it fail too. */
  async function plant(): Promise<void> {
    const { focalPoint, monitor, colleague } = clients;
    await kept(setsIdentity(focalPoint, { personId: person, ...CANARY }, 'f4b7e1de-0000-4000-8000-000000000001'));
    await kept(setsIdentity(focalPoint, { personId: person, ...CANARY }, 'f4b7e1de-0000-4000-8000-000000000001'));
    await kept(setsIdentity(focalPoint, { personId: person, version: 1, ...CANARY }));
    await kept(setsIdentity(focalPoint, { personId: person, version: 1, ...CANARY }));
    await kept(setsIdentity(monitor, { personId: person, version: 2, ...CANARY }));
    await kept(setsIdentity(focalPoint, { personId: person, version: 2, name: `${CANARY.name} `.repeat(20) }));
    await kept(setsIdentity(focalPoint, { personId: person, version: 2, name: `${CANARY.name}\u0000` }));
    await asSuperuser(app, 'REVOKE UPDATE ON vigil.blind_index FROM vigil_app');
    await kept(setsIdentity(focalPoint, { personId: person, version: 2, ...CANARY }));
    await asSuperuser(app, 'GRANT UPDATE (whole, bare) ON vigil.blind_index TO vigil_app');
    for (const name of [CANARY.name, 'zvezdanovska kanarinka', CANARY.otherNames])
      await kept(findsPersons(focalPoint, name));
    await kept(findsPersons(monitor, CANARY.name));
    await kept(requestsReveal(monitor, { personId: person }));
    const requestId = await mayReveal(monitor, person);
    await kept(reveals(monitor, requestId));
    await kept(decides(colleague, 'approveReveal', requestId));
    revealed = await reveals(monitor, requestId);
    await kept(reveals(monitor, requestId));
    await asSuperuser(app, 'UPDATE vigil.person_key SET wrapped_key = overlay(wrapped_key placing $1 from 20)', [
      Buffer.of(0),
    ]);
    await kept(reveals(focalPoint, await mayReveal(focalPoint, person)));
  }

  async function report(): Promise<Buffer> {
    const { requestReport } = await answerOf<{ requestReport: { id: string } }>(
      kept(
        clients.headquarters.asks(
          'mutation { requestReport(input: {periodFrom: "2001-01-01", periodTo: "2001-06-05"}) { id } }',
        ),
      ),
    );
    await app.nest.get(RenderReport, { strict: false }).execute(requestReport.id);
    const { report: made } = await answerOf<{ report: { downloadPath: string } }>(
      kept(clients.headquarters.asks(`{ report(id: "${requestReport.id}") { downloadPath failure } }`)),
    );
    return (await clients.headquarters.downloads(made.downloadPath)).body;
  }

  it('are shown to the one who may see them, once', () => {
    expect(revealed.data?.revealIdentity).toMatchObject(CANARY);
  });

  it('are in no other answer to anybody, refusals and failures too', async () => {
    const lists = ['cases', 'persons', 'lawyers', 'trialAssessments'].map((field) => wholeTree(field));
    const others = [
      '{ revealRequests { explanation personCode } }',
      '{ notices { kind personCode by } }',
      '{ accounts { displayName } }',
    ];
    for (const client of Object.values(clients)) {
      for (const query of [...lists, ...others]) await kept(client.asks(query));
    }
    expect(answers.length).toBeGreaterThan(50);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(
      new Set(['STALE', 'FORBIDDEN', 'BAD_INPUT', 'NOT_FOUND', 'REFUSED', 'INTERNAL']),
    );
    expect(answers.flatMap(({ text }) => traces.in(Buffer.from(text)))).toEqual([]);
  });

  it('are in no line of the log of the service', () => {
    expect(log.collected.length).toBeGreaterThan(0);
    expect(traces.in(Buffer.from(JSON.stringify(log.collected)))).toEqual([]);
  });

  it('are not in the report, neither in its bytes nor in its text', () => {
    const text = readPdf(pdf)
      .pages.flat()
      .map((line) => line.text)
      .join(' ');
    expect(text.length).toBeGreaterThan(1_000);
    expect([...traces.in(pdf), ...traces.in(Buffer.from(text))]).toEqual([]);
  });

  it('are in no table: records, journal, audit trail, receipts, jobs, reports, and the vault itself', async () => {
    const tables = await rowsOf<{ name: string }>(
      app,
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'`,
    );
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['vigil.identity', 'vigil.record_version', 'vigil.audit_entry', 'vigil.command_receipt']),
    );
    const found: string[] = [];
    let rows = 0;
    for (const { name } of tables) {
      const dumped = await rowsOf<{ line: string }>(app, `SELECT row::text AS line FROM ${name} row`);
      rows += dumped.length;
      const text = Buffer.from(dumped.map(({ line }) => line).join('\n'));
      found.push(...traces.in(text).map((what) => `${name}: ${what}`));
    }
    expect(rows).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });

  it('are in no file of the database, its log of every statement included', async () => {
    const [place] = await rowsOf<{ folder: string; oid: string }>(
      app,
      `SELECT current_setting('data_directory') AS folder, oid::text FROM pg_database WHERE datname = current_database()`,
    );
    const folder = place?.folder ?? '';
    const logged = await readFile(join(dirname(folder), 'postgres.log'));
    expect(logged.includes(`INSERT INTO vigil.identity`)).toBe(true);
    expect(logged.includes(person)).toBe(true);
    expect(traces.in(logged)).toEqual([]);
    expect(await traces.below(join(folder, 'base', place?.oid ?? ''))).toEqual([]);
    expect(await traces.below(join(folder, 'pg_wal'))).toEqual([]);
  }, 120_000);

  it('would be found in any of these, in any form', async () => {
    const forms: readonly (readonly [string, Buffer])[] = [
      ['plain', Buffer.from('…zvezdanovska…')],
      ['hex', Buffer.from(Buffer.from('Zvezdanovska').toString('hex').toUpperCase())],
      ['utf16le', Buffer.from('xxZvezdanovska', 'utf16le')],
      ['utf16be', Buffer.from('xxZvezdanovska', 'utf16le').swap16()],
      ['gzip plain', Buffer.concat([Buffer.from('head'), gzipSync('Zvezdanovska')])],
      ...['', 'a', 'ab'].map(
        (before) => ['base64', Buffer.from(Buffer.from(`${before}Zvezdanovska!`).toString('base64'))] as const,
      ),
    ];
    for (const [form, bytes] of forms) expect(traces.in(bytes)).toContain(`${form} Zvezdanovska`);
    await asSuperuser(app, `CREATE TABLE vigil.scrap AS SELECT 'of Prepelicar' AS heard`);
    await asSuperuser(app, 'CHECKPOINT');
    const [place] = await rowsOf<{ folder: string; file: string }>(
      app,
      `SELECT current_setting('data_directory') AS folder, pg_relation_filepath('vigil.scrap') AS file`,
    );
    const folder = place?.folder ?? '';
    expect(traces.in(await readFile(join(folder, place?.file ?? '')))).toEqual(['plain Prepelicar']);
    expect(traces.in(await readFile(join(dirname(folder), 'postgres.log')))).toEqual(['plain Prepelicar']);
  });
});
