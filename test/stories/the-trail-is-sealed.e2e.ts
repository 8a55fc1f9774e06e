import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { Sessions } from '../../src/access/sessions.js';
import { TrailSealer } from '../../src/access/trail-sealer.js';
import { clock } from '../../src/platform/clock.js';
import { auditSigningKey, type SigningKey } from '../../src/platform/crypto/signing-key.js';
import { Database } from '../../src/platform/db/database.js';
import { Log, type LogFields } from '../../src/platform/log.js';
import { startTestApp, type TestApp } from '../support/app.js';

class KeptLog extends Log {
  readonly errors: LogFields[] = [];

  constructor() {
    super('silent');
  }

  override error(fields: LogFields): void {
    this.errors.push(fields);
  }
}

describe('The audit trail, while the service runs,', () => {
  let app: TestApp;
  let database: Database;
  let superuser: Client;
  let folder: string;
  let key: SigningKey;
  let log: KeptLog;
  let sealer: TrailSealer;

  beforeEach(async () => {
    app = await startTestApp();
    database = await Database.connect(app.database.connections.app, []);
    superuser = new Client({ connectionString: app.database.superuserUrl });
    await superuser.connect();
    folder = await mkdtemp(join(tmpdir(), 'vigil-audit-'));
    key = await auditSigningKey(folder);
    log = new KeptLog();
    sealer = new TrailSealer(database, app.nest.get(Sessions, { strict: false }), log);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await sealer.onApplicationShutdown();
    await superuser.end();
    await database.close();
    await app.close();
    await rm(folder, { recursive: true });
  });

  const unsealed = async (): Promise<number> => {
    const { rows } = await superuser.query<{ count: string }>(
      'SELECT count(*) FROM vigil.audit_entry WHERE id NOT IN (SELECT entry_id FROM vigil.audit_position)',
    );
    return Number(rows[0]?.count);
  };
  const until = async (holds: () => boolean | Promise<boolean>): Promise<boolean> => {
    for (let waits = 0; waits < 200; waits += 1) {
      if (await holds()) return true;
      await sleep(50);
    }
    return false;
  };
  const anHourPasses = (): void => {
    const now = clock.milliseconds();
    jest.spyOn(clock, 'milliseconds').mockImplementation(() => now + 3_500_000);
  };

  it('is sealed by itself, again and again', async () => {
    sealer.begin(key);
    await app.signedInAs({ role: 'AUDITOR' });
    expect(await until(async () => (await unsealed()) === 0)).toBe(true);
    await app.signedInAs({ role: 'AUDITOR' });
    expect(await until(async () => (await unsealed()) === 0)).toBe(true);
    expect(log.errors).toEqual([]);
  });

  it('is sealed once more when the service has closed', async () => {
    sealer.begin(key);
    await until(async () => (await unsealed()) === 0);
    await app.signedInAs({ role: 'AUDITOR' });
    // A transaction of another test file may still be open, and what comes after it has to wait.
    const sealedAtTheEnd = async (): Promise<boolean> => {
      await sealer.onApplicationShutdown();
      return (await unsealed()) === 0;
    };
    expect(await until(sealedAtTheEnd)).toBe(true);
  });

  it('raises an alarm, once, when entries wait for more than a minute behind an open transaction', async () => {
    await superuser.query('BEGIN; SELECT pg_current_xact_id()');
    await app.signedInAs({ role: 'AUDITOR' });
    anHourPasses();
    sealer.begin(key);
    expect(await until(() => log.errors.length > 0)).toBe(true);
    await sleep(600);
    await superuser.query('ROLLBACK');
    expect(log.errors).toEqual([
      { event: 'audit entries are not sealed', error: 'a transaction has been open for as long' },
    ]);
  });

  it('raises an alarm at once when its last head is not its own, and is left alone', async () => {
    sealer.begin(key);
    await until(async () => (await unsealed()) === 0);
    await superuser.query(`UPDATE vigil.audit_head SET root = sha256('forged')`);
    await app.signedInAs({ role: 'AUDITOR' });
    expect(await until(() => log.errors.length > 0)).toBe(true);
    expect(log.errors[0]?.error).toContain('is not signed with our key');
    expect(await unsealed()).toBeGreaterThan(0);
  });
});
