import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import { appendEvent, sha256 } from '../../src/access/audit-trail.js';
import type { Actor } from '../../src/access/domain/actor.js';
import { inHex } from '../../src/access/domain/audit-head.js';
import { merkleTreeHash } from '../../src/access/domain/merkle-tree.js';
import { signIn } from '../../src/access/reading.js';
import { type Sealed, sealTrail } from '../../src/access/seal-trail.js';
import { Sessions } from '../../src/access/sessions.js';
import { auditSigningKey, type SigningKey } from '../../src/platform/crypto/signing-key.js';
import { Database, type Statements } from '../../src/platform/db/database.js';
import { startTestApp, type TestApp } from '../support/app.js';

interface Place {
  readonly position: number;
  readonly id: string;
  readonly transaction: string;
  readonly leaf: Buffer;
}

describe('The sealer of the audit trail', () => {
  let app: TestApp;
  let folder: string;
  let key: SigningKey;
  let database: Database;
  let sealer: Actor;
  let writer: Actor;
  let superuser: Client;

  beforeAll(async () => {
    app = await startTestApp();
    folder = await mkdtemp(join(tmpdir(), 'vigil-audit-'));
    key = await auditSigningKey(folder);
    database = await Database.connect(app.database.connections.app, []);
    const sessions = app.nest.get(Sessions, { strict: false });
    sealer = await sessions.ofSystemActor('SEALER');
    writer = await sessions.ofSystemActor('IMPORTER');
    superuser = new Client({ connectionString: app.database.superuserUrl });
    await superuser.connect();
  });
  afterAll(async () => {
    await superuser.end();
    await database.close();
    await app.close();
    await rm(folder, { recursive: true });
  });

  const seal = (): Promise<Sealed | null> => sealTrail(database, sealer, key);
  const write = async (run: Statements, id = randomUUID()): Promise<string> => {
    await signIn(run, writer);
    const { accountId, role } = writer;
    const facts = [{ type: 'HearingRecorded', id, caseId: null }];
    await appendEvent(run, { accountId, role, onBehalfOf: null, permission: 'HEARING_OBSERVATION:CREATE', facts });
    return id;
  };
  const places = async (): Promise<readonly Place[]> => {
    const { rows } = await superuser.query<Place & { position: string }>(`
      SELECT p.position, e.id, e.transaction_id::text AS transaction, e.leaf_hash AS leaf
      FROM vigil.audit_position p JOIN vigil.audit_entry e ON e.id = p.entry_id ORDER BY p.position`);
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  };
  const heads = async (): Promise<readonly { number: number; size: number; root: string }[]> => {
    const { rows } = await superuser.query<{ number: string; size: string; root: Buffer }>(
      'SELECT number, size, root FROM vigil.audit_head ORDER BY number',
    );
    return rows.map(({ number, size, root }) => ({ number: Number(number), size: Number(size), root: inHex(root) }));
  };
  const entries = async (): Promise<number> => {
    const { rows } = await superuser.query<{ count: string }>('SELECT count(*) FROM vigil.audit_entry');
    return Number(rows[0]?.count);
  };
  const untilSealed = async (): Promise<void> => {
    for (let waits = 0; (await places()).length < (await entries()); waits += 1) {
      if (waits > 200) throw new Error('entries stay unsealed');
      await seal();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const expectWholeLog = async (): Promise<void> => {
    const all = await places();
    expect(all.map(({ position }) => position)).toEqual(all.map((_, index) => index));
    const leaves = all.map(({ leaf }) => leaf);
    const every = await heads();
    expect(every.map(({ number }) => number)).toEqual(every.map((_, index) => index + 1));
    for (const { size, root } of every) expect(inHex(merkleTreeHash(sha256, leaves.slice(0, size)))).toBe(root);
    expect(every.at(-1)?.size).toBe(all.length);
  };

  it('loses none of twelve concurrent writers, and orders them by transaction', async () => {
    let writing = true;
    const sealing = (async () => {
      while (writing) await seal();
    })();
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        for (let entry = 0; entry < 25; entry += 1) await database.writing(({ run }) => write(run));
      }),
    );
    writing = false;
    await sealing;
    await untilSealed();
    const all = await places();
    expect(all.length).toBeGreaterThanOrEqual(300);
    const transactions = all.map(({ transaction }) => BigInt(transaction));
    expect(transactions.every((transaction, index) => index === 0 || transaction >= transactions[index - 1]!)).toBe(
      true,
    );
    await expectWholeLog();
  });

  it('waits for a transaction that is open, so that none of its entries can come before one that has its place', async () => {
    await untilSealed();
    const sealedBefore = (await places()).length;
    let late = '';
    await database.writing(async ({ run }) => {
      late = await write(run);
      await database.writing((other) => write(other.run));
      const sealed = await seal();
      expect(sealed).toMatchObject({ entries: 0 });
      expect(sealed?.waitingSince).not.toBeNull();
    });
    await untilSealed();
    const added = (await places()).slice(sealedBefore);
    expect(added).toHaveLength(2);
    const { rows } = await superuser.query<{ content: Buffer }>('SELECT content FROM vigil.audit_entry WHERE id = $1', [
      added[0]?.id,
    ]);
    expect(rows[0]?.content.toString()).toContain(late);
  });

  it('leaves no trace of an entry whose transaction was rolled back', async () => {
    await untilSealed();
    const before = await entries();
    const failing = database.writing(async ({ run }) => {
      await write(run);
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await database.writing(({ run }) => write(run));
    await untilSealed();
    expect(await entries()).toBe(before + 1);
    await expectWholeLog();
  });

  it('recovers when it is killed between placing the entries and signing the head', async () => {
    await database.writing(({ run }) => write(run));
    const before = { places: (await places()).length, heads: (await heads()).length };
    const dying = { ...key, sign: () => dieNow() };
    function dieNow(): never {
      throw new Error('killed');
    }
    const untilItDies = async (): Promise<never> => {
      for (;;) await sealTrail(database, sealer, dying);
    };
    await expect(untilItDies()).rejects.toThrow('killed');
    expect({ places: (await places()).length, heads: (await heads()).length }).toEqual(before);
    await untilSealed();
    await expectWholeLog();
  });

  it('recovers when its connection is cut while it holds the lock', async () => {
    await database.writing(({ run }) => write(run));
    const cut: SigningKey = {
      verifies: key.verifies,
      sign: (text) => {
        void superuser.query(
          `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 7483203`,
        );
        return key.sign(text);
      },
    };
    await sealTrail(database, sealer, cut).catch(() => undefined);
    await untilSealed();
    expect(await places()).toHaveLength(await entries());
    await expectWholeLog();
  });

  it('works one at a time: a second one goes away', async () => {
    await database.writing(({ run }) => write(run));
    await database.writing(async ({ run }) => {
      await run(sql`SELECT pg_advisory_xact_lock(7483203)`);
      expect(await seal()).toBeNull();
    });
    await untilSealed();
    await expectWholeLog();
  });

  it('goes on in a server whose transactions count from the beginning again, as after a restore', async () => {
    await untilSealed();
    await superuser.query(`UPDATE vigil.audit_head SET sealed_below = '4000000000'`);
    await superuser.query(`UPDATE vigil.audit_entry SET transaction_id = '3999999990' WHERE id = $1`, [
      (await places()).at(-1)?.id,
    ]);
    const former = randomUUID();
    await database.writing(({ run }) => write(run, former));
    await superuser.query(`UPDATE vigil.audit_entry SET transaction_id = '4000000005' WHERE about = ARRAY[$1::uuid]`, [
      former,
    ]);
    await database.writing(({ run }) => write(run));
    await untilSealed();
    await database.writing(({ run }) => write(run));
    await untilSealed();
    expect(await places()).toHaveLength(await entries());
    await expectWholeLog();
  });

  it('puts its signature to nothing that another key signed or somebody changed', async () => {
    await untilSealed();
    await database.writing(({ run }) => write(run));
    const otherFolder = await mkdtemp(join(tmpdir(), 'vigil-audit-'));
    const otherKey = await auditSigningKey(otherFolder);
    await rm(otherFolder, { recursive: true });
    await expect(sealTrail(database, sealer, otherKey)).rejects.toThrow('is not signed with our key');
    await superuser.query(
      'CREATE TABLE kept AS SELECT number, peaks FROM vigil.audit_head ORDER BY number DESC LIMIT 1',
    );
    await superuser.query(
      `UPDATE vigil.audit_head SET peaks = sha256('forged') WHERE number = (SELECT number FROM kept)`,
    );
    await expect(seal()).rejects.toThrow('has other subtrees');
    await superuser.query('UPDATE vigil.audit_head h SET peaks = kept.peaks FROM kept WHERE kept.number = h.number');
    await untilSealed();
    await expectWholeLog();
  });

  it('is the only one who may give places: the application can as nobody else, and nobody changes or takes any', async () => {
    const place = sql`INSERT INTO vigil.audit_position (position, entry_id, leaf_hash) VALUES (100000, ${randomUUID()}, sha256('forged'))`;
    const as = (actor: Actor, statement: typeof place): Promise<unknown> =>
      database.writing(async ({ run }) => {
        await signIn(run, actor);
        await run(statement);
      });
    await expect(as(writer, place)).rejects.toThrow('row-level security');
    for (const table of ['audit_entry', 'audit_position', 'audit_head']) {
      for (const privilege of ['UPDATE', 'DELETE', 'TRUNCATE']) {
        const { rows } = await superuser.query<{ may: boolean }>(
          `SELECT bool_or(has_table_privilege(role, 'vigil.${table}', '${privilege}')) AS may
           FROM unnest(ARRAY['vigil_app', 'vigil_auth', 'vigil_queue', 'vigil_backup']) role`,
        );
        expect(rows).toEqual([{ may: false }]);
      }
    }
  });
});
