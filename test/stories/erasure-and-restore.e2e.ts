import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contents } from '../../src/first-run.js';
import { readConfig } from '../../src/platform/config.js';
import { backupKeyPath } from '../../src/platform/db/backup/backup-key.js';
import { restoreBackup } from '../../src/platform/db/backup/restore-backup.js';
import { writeBackup } from '../../src/platform/db/backup/write-backup.js';
import { withClient } from '../../src/platform/db/connect.js';
import { prepareDatabase } from '../../src/platform/db/prepare-database.js';
import { Log } from '../../src/platform/log.js';
import { ReapplyErasures } from '../../src/retention/reapply-erasures.js';
import { createApplication } from '../../src/server.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { aNamedWitness, type Cast, castOf, erases, mayCarryOut } from '../support/erasures.js';
import { answerOf } from '../support/given.js';
import { findsPersons, rowsOf } from '../support/identities.js';
import { emptyDatabase, type TestDatabase } from '../support/template-database.js';

describe('an identity that was erased, when a backup from before is restored', () => {
  let app: TestApp;
  let cast: Cast;
  let dataFolder: string;
  let ledger: string;
  let backup: string;
  let personId: string;
  let otherId: string;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'vigil-erasure-'));
    [ledger, backup] = [join(dataFolder, 'erasures'), join(dataFolder, 'vigil.backup')];
    app = await startTestApp({ dataFolder });
    cast = await castOf(app);
    ({ personId } = await aNamedWitness(app, cast, 'Jelena Marić'));
    ({ personId: otherId } = await aNamedWitness(app, cast, 'Dana Kostić'));
    await writeBackup(app.database.connections, {
      ...{ path: backup, secret: secret(), version: '1.2.3', takenAt: '2001-06-05T10:00:00Z' },
      progress: () => undefined,
    });
    await answerOf(erases(cast.administrator, await mayCarryOut(cast, personId)));
  });
  afterAll(async () => {
    await app.close();
    await rm(dataFolder, { recursive: true });
  });

  const secret = () => ({ kind: 'KEY_FILE' as const, path: backupKeyPath(dataFolder) });
  const starts = async ({ connections }: TestDatabase): Promise<void> =>
    (await createApplication({ ...readConfig({}), dataFolder, port: 0 }, connections, new Log('silent'))).close();
  /** Whose names the vault of a database can open. */
  const kept = ({ superuserUrl }: TestDatabase): Promise<readonly string[]> =>
    withClient(superuserUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>(`
        SELECT person_id AS id FROM vigil.person_key JOIN vigil.identity USING (person_id)
        WHERE destroyed_at IS NULL AND name IS NOT NULL ORDER BY 1`);
      return rows.map(({ id }) => id);
    });
  /** On another machine, to which the data folder's files were brought. */
  async function restored(work: (database: TestDatabase) => Promise<void>): Promise<void> {
    const database = await emptyDatabase();
    const preparation = {
      ...{ adminUrl: database.superuserUrl, connections: database.connections, passphrases: {} },
      ...{ ...contents, progress: () => undefined },
    };
    try {
      await restoreBackup(preparation, { path: backup, secret: secret(), replace: false });
      await prepareDatabase(preparation);
      await work(database);
    } finally {
      await database.drop();
    }
  }
  const lines = async (): Promise<readonly string[]> =>
    (await readFile(ledger, 'utf8')).split('\n').filter((line) => line !== '');

  it('is erased again before anybody is served; nobody else is, and the trail says so', async () => {
    await restored(async (database) => {
      expect(await kept(database)).toEqual([personId, otherId].sort());
      await starts(database);
      expect(await kept(database)).toEqual([otherId]);
      const trail = await withClient(database.superuserUrl, async (client) => {
        const { rows } = await client.query<{ content: string }>(
          `SELECT convert_from(content, 'UTF8') AS content FROM vigil.audit_entry WHERE 'ErasureReapplied' = ANY (types)`,
        );
        return rows.map(({ content }) => JSON.parse(content) as object);
      });
      expect(trail).toMatchObject([{ role: 'ERASER', facts: [{ type: 'ErasureReapplied', id: personId }] }]);
      await starts(database);
      expect(await kept(database)).toEqual([otherId]);
    });
  });

  it('is erased again although the line about another was cut short', async () => {
    const whole = await readFile(ledger, 'utf8');
    await writeFile(ledger, `${whole}\n${otherId.slice(0, 20)}`);
    await restored(async (database) => {
      await starts(database);
      expect(await kept(database)).toEqual([otherId]);
    });
    await writeFile(ledger, whole);
  });

  it('is known by id and by nothing else in the file, which the database fills where it lacks somebody', async () => {
    expect(await lines()).toEqual([personId]);
    await rm(ledger);
    const reapply = app.nest.get(ReapplyErasures, { strict: false });
    expect(await reapply.reapplyErasures()).toBe(0);
    expect(await lines()).toEqual([personId]);
    expect((await findsPersons(cast.focalPoint, 'Jelena Marić')).data?.findPersons).toEqual([]);
    expect(await rowsOf(app, 'SELECT person_id FROM vigil.erasure_ledger')).toEqual([{ person_id: personId }]);
  });

  it('stays erased, and is answered as erased, when the file cannot be written: the next start adds it', async () => {
    await rm(ledger);
    await mkdir(ledger);
    const requestId = await mayCarryOut(cast, otherId);
    expect((await erases(cast.administrator, requestId)).data?.eraseIdentity).toMatchObject({ replayed: false });
    await rm(ledger, { recursive: true });
    await starts(app.database);
    expect([...(await lines())].sort()).toEqual([personId, otherId].sort());
  });
});
