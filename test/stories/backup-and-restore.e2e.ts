import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { askForReportsAgain } from '../../src/commands/restore.js';
import { contents } from '../../src/first-run.js';
import { readConfig } from '../../src/platform/config.js';
import { type BackupSecret, backupKeyPath } from '../../src/platform/db/backup/backup-key.js';
import { restoreBackup } from '../../src/platform/db/backup/restore-backup.js';
import { verifyBackup } from '../../src/platform/db/backup/verify-backup.js';
import { writeBackup } from '../../src/platform/db/backup/write-backup.js';
import { withClient } from '../../src/platform/db/connect.js';
import { prepareDatabase } from '../../src/platform/db/prepare-database.js';
import { Log } from '../../src/platform/log.js';
import { composeReport } from '../../src/reports/domain/compose-report.js';
import type { ReportSnapshot } from '../../src/reports/domain/report-snapshot.js';
import { renderPdf } from '../../src/reports/pdf/render-pdf.js';
import { RenderReport } from '../../src/reports/render-report.js';
import { snapshotHash } from '../../src/reports/snapshot-hash.js';
import { createApplication } from '../../src/server.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { importFile } from '../support/docket-in-database.js';
import { answerOf, creates } from '../support/given.js';
import { setsIdentity, stepsUp } from '../support/identities.js';
import { emptyDatabase, type TestDatabase } from '../support/template-database.js';

const REQUEST = 'mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }';
const PERIOD = { periodFrom: '2000-10-01', periodTo: '2001-06-05' };
/** What a backup leaves out, and what the first preparation of a database writes by itself. */
const OF_ITS_OWN = ['vigil.migration', 'sec.permission', 'sec.login', 'sec.one_time_link'];

let folder: string;
let file: string;
let app: TestApp;
let secret: BackupSecret;
/** One that is ready, and one that was still waiting when the backup was made. */
let reports: { readonly ready: string; readonly waiting: string };

const rowsIn = <Row extends object>({ superuserUrl }: TestDatabase, sql: string, values: unknown[] = []) =>
  withClient(superuserUrl, async (client) => (await client.query(sql, values)).rows as Row[]);

const path = (name: string): string => join(folder, name);
const preparation = ({ connections, superuserUrl }: TestDatabase) => ({
  ...{ adminUrl: superuserUrl, connections, passphrases: {} },
  ...{ ...contents, progress: () => undefined },
});
const backsUp = (database: TestDatabase, to: string, sealedWith = secret) =>
  writeBackup(database.connections, {
    ...{ path: to, secret: sealedWith, version: '1.2.3', takenAt: '2001-06-05T10:00:00Z' },
    progress: () => undefined,
  });
const restores = async (database: TestDatabase, from = file, replace = false) => {
  await restoreBackup(preparation(database), { path: from, secret, replace });
  await prepareDatabase(preparation(database));
};

/** The names of all tables, with every row as text. */
async function everyRow(database: TestDatabase): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = await rowsIn<{ name: string }>(
    database,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('vigil', 'sec') ORDER BY 1`,
  );
  const found = new Map<string, readonly string[]>();
  for (const { name } of tables.filter((table) => !OF_ITS_OWN.includes(table.name))) {
    const rows = await rowsIn<{ row: string }>(database, `SELECT stored::text AS row FROM ${name} stored ORDER BY 1`);
    found.set(
      name,
      rows.map(({ row }) => row),
    );
  }
  return found;
}

/** What the catalogue says of walls and keys, and where the sequences stand. */
async function shapeOf(database: TestDatabase): Promise<unknown> {
  const of = (sql: string): Promise<object[]> => rowsIn(database, sql);
  return {
    walls: await of(`SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
      WHERE relkind = 'r' AND relnamespace IN ('vigil'::regnamespace, 'sec'::regnamespace) ORDER BY relname`),
    keys: await of(`SELECT conname, condeferrable, condeferred, convalidated FROM pg_constraint
      WHERE connamespace IN ('vigil'::regnamespace, 'sec'::regnamespace) ORDER BY conname`),
    triggers: await of(`SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname`),
    sequences: await of(`SELECT schemaname, sequencename, last_value FROM pg_sequences
      WHERE schemaname IN ('vigil', 'sec') ORDER BY 1, 2`),
  };
}

const pdfOf = async (database: TestDatabase, id: string): Promise<Buffer | undefined> =>
  (await rowsIn<{ pdf: Buffer }>(database, 'SELECT pdf FROM vigil.report WHERE id = $1', [id]))[0]?.pdf;

/** The report that waited, as if both had been made in the same moment. */
async function composedAgain(database: TestDatabase): Promise<Buffer> {
  const sql = 'SELECT snapshot FROM vigil.report WHERE id = $1 AND pdf IS NOT NULL';
  const [report] = await rowsIn<{ snapshot: ReportSnapshot }>(database, sql, [reports.waiting]);
  const snapshot = { ...(report?.snapshot as ReportSnapshot), journalAt: '2001-06-05T10:00:00Z' };
  return Buffer.from(await renderPdf(composeReport(snapshot, snapshotHash(snapshot))));
}

const requestsReport = async (headquarters: Client): Promise<string> =>
  (await answerOf<{ requestReport: { id: string } }>(headquarters.asks(REQUEST, { input: PERIOD }))).requestReport.id;

/** A database in which nothing has been made, for one test. */
async function inNewDatabase(work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await emptyDatabase();
  try {
    await work(database);
  } finally {
    await database.drop();
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-backup-'));
  file = path('vigil.backup');
  secret = { kind: 'KEY_FILE', path: backupKeyPath(folder) };
  app = await startTestApp({ dataFolder: folder });
  await importFile(app, 'demo/docket.json');
  const focalPoint = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
  await stepsUp(app, focalPoint);
  const { id: personId } = await creates(focalPoint, 'Person', { region: 'PRIZREN' });
  expect((await setsIdentity(focalPoint, { personId, name: 'Ana Petrović' })).codes).toEqual([]);
  const headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
  reports = { ready: await requestsReport(headquarters), waiting: await requestsReport(headquarters) };
  await app.nest.get(RenderReport, { strict: false }).execute(reports.ready);
  await backsUp(app.database, file);
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a backup of the demo docket', () => {
  it('gives a new database every row, every wall and every sequence of the old one', async () => {
    await inNewDatabase(async (database) => {
      await restores(database);
      const [before, after] = [await everyRow(app.database), await everyRow(database)];
      expect([...before.keys()]).toEqual([...after.keys()]);
      expect(before.get('vigil.trafficking_case')).toHaveLength(60);
      expect(before.get('vigil.identity')).toHaveLength(1);
      for (const [table, rows] of before) expect([table, after.get(table)]).toEqual([table, rows]);
      expect(await shapeOf(database)).toEqual(await shapeOf(app.database));
    });
  });

  it('is a service again: it has the finished report, and makes the one that waited to the same bytes', async () => {
    await inNewDatabase(async (database) => {
      await restores(database);
      expect(await askForReportsAgain(database.connections)).toBe(1);
      const jobs = await rowsIn<{ payload: object }>(
        database,
        'SELECT payload FROM graphile_worker._private_jobs ORDER BY id',
      );
      expect(jobs).toEqual([{ payload: { reportId: reports.waiting } }]);
      expect(await pdfOf(database, reports.ready)).toEqual(await pdfOf(app.database, reports.ready));

      const config = { ...readConfig({}), dataFolder: folder, port: 0, assessmentDay: '2001-06-05' };
      const restored = await createApplication(config, database.connections, new Log('silent'));
      try {
        for (const { nest } of [app, restored])
          await nest.get(RenderReport, { strict: false }).execute(reports.waiting);
      } finally {
        await restored.close();
      }
      const [here, there] = [await composedAgain(app.database), await composedAgain(database)];
      expect(here.subarray(0, 5).toString()).toBe('%PDF-');
      expect(here.equals(there)).toBe(true);
    });
  });

  it('is one moment: what is written while it is made is in it wholly or not at all', async () => {
    const monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    let writing = true;
    const writes = (async () => {
      while (writing) await creates(monitor, 'Case', { court: 'DC_PRIZREN' });
    })();
    const manifest = await backsUp(app.database, path('busy.backup'));
    writing = false;
    await writes;
    const rows = (table: string): number | undefined => manifest.tables.find(({ name }) => name === table)?.rows;
    await inNewDatabase(async (database) => {
      await restores(database, path('busy.backup'));
      const [cases] = await rowsIn<{ told: string; stored: string }>(
        database,
        `SELECT (SELECT count(*) FROM vigil.record_version WHERE table_name = 'trafficking_case' AND version = 1) AS told,
                (SELECT count(*) FROM vigil.trafficking_case) AS stored`,
      );
      expect(Number(cases?.stored)).toBe(rows('vigil.trafficking_case'));
      expect(cases?.told).toBe(cases?.stored);
    });
  });

  it('takes no session along, and no one-time link', async () => {
    await inNewDatabase(async (database) => {
      await restores(database);
      expect(await rowsIn(database, 'SELECT FROM sec.login UNION ALL SELECT FROM sec.one_time_link')).toEqual([]);
    });
  });

  it('has neither a name nor a code of a case in clear, is closed to others, and leaves no draft', async () => {
    const bytes = await readFile(file);
    const [{ code }] = (await rowsIn<{ code: string }>(
      app.database,
      'SELECT code FROM vigil.trafficking_case LIMIT 1',
    )) as [{ code: string }];
    for (const text of ['Ana Petrović', code, 'trafficking_case', 'example.org'])
      expect(bytes.includes(text)).toBe(false);
    expect((await stat(file)).mode & 0o077).toBe(0);
    expect((await stat(backupKeyPath(folder))).mode & 0o077).toBe(0);
    expect((await readdir(folder)).filter((name) => name.startsWith('vigil.backup'))).toEqual(['vigil.backup']);
  });

  it('is made as the owner, with the walls up again at the end, where no role may pass them', async () => {
    const of = (right: string) => rowsIn(app.database, `ALTER ROLE vigil_backup ${right}`);
    const before = await shapeOf(app.database);
    await of('NOBYPASSRLS');
    try {
      const manifest = await backsUp(app.database, path('as-owner.backup'));
      expect(manifest.tables.find(({ name }) => name === 'vigil.report')?.rows).toBe(2);
    } finally {
      await of('BYPASSRLS');
    }
    expect(await shapeOf(app.database)).toEqual(before);
  });

  it('may be sealed with a passphrase instead', async () => {
    const passphrase: BackupSecret = { kind: 'PASSPHRASE', passphrase: 'correct horse battery' };
    await backsUp(app.database, path('passphrase.backup'), passphrase);
    const verified = await verifyBackup(path('passphrase.backup'), passphrase);
    expect(verified).toMatchObject({ version: '1.2.3', takenAt: '2001-06-05T10:00:00Z' });
    const other: BackupSecret = { kind: 'PASSPHRASE', passphrase: 'another horse battery' };
    await expect(verifyBackup(path('passphrase.backup'), other)).rejects.toThrow('sealed with another passphrase');
    await expect(verifyBackup(path('passphrase.backup'), secret)).rejects.toThrow('sealed with a passphrase');
  });
});

describe("the backup's role", () => {
  it('reads every table and sequence of the service, and writes to none', async () => {
    const rights = await rowsIn<{ name: string }>(
      app.database,
      `SELECT relname AS name FROM pg_class
       WHERE relnamespace IN ('vigil'::regnamespace, 'sec'::regnamespace) AND (
         relkind = 'r' AND (NOT has_table_privilege('vigil_backup', oid, 'SELECT')
           OR has_table_privilege('vigil_backup', oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
         OR relkind = 'S' AND (NOT has_sequence_privilege('vigil_backup', oid, 'SELECT')
           OR has_sequence_privilege('vigil_backup', oid, 'USAGE, UPDATE')))`,
    );
    expect(rights).toEqual([]);
  });
});

describe('a restore', () => {
  it('refuses a database in which something is stored, and replaces it when told', async () => {
    await inNewDatabase(async (database) => {
      await restores(database);
      await rowsIn(database, 'DELETE FROM vigil.command_receipt');
      const before = await everyRow(database);
      await expect(restores(database)).rejects.toThrow('This database is not empty: there are rows in sec.account.');
      expect(await everyRow(database)).toEqual(before);
      await restores(database, file, true);
      expect((await everyRow(database)).get('sec.account')).toEqual(before.get('sec.account'));
    });
  });

  it('that fails at the last table leaves the database as it was', async () => {
    await inNewDatabase(async (database) => {
      await prepareDatabase(preparation(database));
      // The rows that break this come late, and a foreign key is looked at last of all.
      await rowsIn(database, `ALTER TABLE vigil.witness ADD CHECK (false)`);
      const [rows, shape] = [await everyRow(database), await shapeOf(database)];
      await expect(restores(database)).rejects.toThrow('violates check constraint');
      expect(await everyRow(database)).toEqual(rows);
      expect(await shapeOf(database)).toMatchObject({ walls: (shape as { walls: object }).walls });
    });
  });

  it('brings nobody back whom the replaced database knows to be erased', async () => {
    await inNewDatabase(async (database) => {
      await restores(database);
      const [person] = await rowsIn<{ id: string }>(database, 'SELECT person_id AS id FROM vigil.identity');
      await rowsIn(database, 'INSERT INTO vigil.erasure_ledger (person_id) VALUES ($1)', [person?.id]);
      await restores(database, file, true);
      const keys = await rowsIn(database, 'SELECT wrapped_key FROM vigil.person_key WHERE person_id = $1', [
        person?.id,
      ]);
      expect(keys).toEqual([{ wrapped_key: null }]);
      expect(await rowsIn(database, 'SELECT person_id FROM vigil.identity')).toEqual([]);
    });
  });

  it.each<[string, (copy: string) => Promise<unknown>, string]>([
    ['was cut at the end', async (copy) => cutTo(copy, (await stat(copy)).size - 1), 'its end is missing'],
    ['was cut in the middle', (copy) => cutTo(copy, 70_000), 'its end is missing'],
    ['has a flipped bit', (copy) => flip(copy, 50_000), 'its end is missing or was changed'],
    ['has another first line', (copy) => flip(copy, 70), 'another key file, or its first line was changed'],
    ['is no backup', (copy) => writeFile(copy, 'PGDMP\n'), 'it is no backup of Vigil'],
    ['is empty', (copy) => writeFile(copy, ''), 'it is no backup of Vigil'],
  ])('refuses a file that %s, before anything is made', async (_, damage, message) => {
    const copy = path('damaged.backup');
    await copyFile(file, copy);
    await damage(copy);
    await expect(verifyBackup(copy, secret)).rejects.toThrow(message);
    await inNewDatabase(async (database) => {
      await expect(restores(database, copy)).rejects.toThrow(message);
      expect(await rowsIn(database, `SELECT nspname FROM pg_namespace WHERE nspname IN ('vigil', 'sec')`)).toEqual([]);
    });
  });

  it('refuses the key of another installation', async () => {
    const other: BackupSecret = { kind: 'KEY_FILE', path: path('other.key') };
    await writeFile(other.path, 'ab'.repeat(32));
    await expect(verifyBackup(file, other)).rejects.toThrow('sealed with another key file');
    await expect(verifyBackup(file, { ...other, path: path('no.key') })).rejects.toThrow('is missing');
  });

  it('refuses a backup of a newer Vigil, and one that is older than the tables', async () => {
    await inNewDatabase(async (database) => {
      const [first] = contents.migrations;
      const only = { ...preparation(database), migrations: [first] };
      await expect(restoreBackup(only, { path: file, secret, replace: false })).rejects.toThrow(
        'a newer Vigil made it',
      );
      await prepareDatabase(preparation(database));
      await rowsIn(database, `INSERT INTO vigil.migration (timestamp, name) VALUES (1, 'Later1')`);
      await expect(restores(database)).rejects.toThrow('older than the tables of this database, which have had Later1');
    });
  });
});

async function cutTo(copy: string, length: number): Promise<void> {
  const opened = await open(copy, 'r+');
  await opened.truncate(length);
  await opened.close();
}

async function flip(copy: string, at: number): Promise<void> {
  const bytes = await readFile(copy);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  await writeFile(copy, bytes);
}
