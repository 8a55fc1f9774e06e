import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { appendEvent } from '../../src/access/audit-trail.js';
import type { ExportedTrail } from '../../src/access/domain/trail-check.js';
import { readExportedTrail, writeExportedTrail } from '../../src/access/exported-trail.js';
import { signIn } from '../../src/access/reading.js';
import { sealTrail } from '../../src/access/seal-trail.js';
import { Sessions } from '../../src/access/sessions.js';
import { type VerifiedTrail, verifyTrail } from '../../src/access/verify-trail.js';
import { auditPublicKey, auditSigningKey, type SigningKey } from '../../src/platform/crypto/signing-key.js';
import { Database } from '../../src/platform/db/database.js';
import { startTestApp, type TestApp } from '../support/app.js';

const TABLES = ['audit_entry', 'audit_position', 'audit_head'];
/** Heads after 4, 7 and 9 entries more than those of the start. */
const BATCHES = [4, 3, 2];

describe('The check of the audit trail', () => {
  let app: TestApp;
  let folder: string;
  let key: SigningKey;
  let stored: Database;
  let superuser: Client;
  let exported: ExportedTrail;
  /** Entries that were sealed in all. */
  let size: number;

  beforeAll(async () => {
    app = await startTestApp();
    folder = await mkdtemp(join(tmpdir(), 'vigil-audit-'));
    key = await auditSigningKey(folder);
    stored = await Database.connect(app.database.connections.backup, []);
    superuser = new Client({ connectionString: app.database.superuserUrl });
    await superuser.connect();
    for (const batch of BATCHES) await writeAndSeal(batch);
    const leaves: ExportedTrail['leaves'][number][] = [];
    const { lastHead, fault } = await verifyTrail(stored, {
      verifies: key.verifies,
      exported: null,
      onPlace: ({ entryId, sealedLeaf }) => leaves.push({ entryId, leaf: sealedLeaf }),
    });
    expect(fault).toBeNull();
    exported = { head: lastHead!, leaves };
    size = leaves.length;
    for (const table of TABLES) await superuser.query(`CREATE TABLE kept_${table} AS TABLE vigil.${table}`);
  });
  afterEach(async () => {
    for (const table of TABLES) {
      await superuser.query(`TRUNCATE vigil.${table}; INSERT INTO vigil.${table} SELECT * FROM kept_${table}`);
    }
  });
  afterAll(async () => {
    await superuser.end();
    await stored.close();
    await app.close();
    await rm(folder, { recursive: true });
  });

  async function writeAndSeal(count: number): Promise<void> {
    const database = await Database.connect(app.database.connections.app, []);
    const sessions = app.nest.get(Sessions, { strict: false });
    const writer = await sessions.ofSystemActor('IMPORTER');
    for (let entry = 0; entry < count; entry += 1) {
      await database.writing(async ({ run }) => {
        await signIn(run, writer);
        const facts = [{ type: 'HearingRecorded', id: randomUUID(), caseId: randomUUID() }];
        const { accountId, role } = writer;
        await appendEvent(run, { accountId, role, onBehalfOf: null, permission: 'HEARING_OBSERVATION:CREATE', facts });
      });
    }
    const sealer = await sessions.ofSystemActor('SEALER');
    // A transaction of another test file may still be open, and what comes after it has to wait.
    for (let waits = 0; (await unsealed()) > 0 && waits < 200; waits += 1) await sealTrail(database, sealer, key);
    await database.close();
  }
  const unsealed = async (): Promise<number> => {
    const { rows } = await superuser.query<{ count: string }>(
      'SELECT count(*) FROM vigil.audit_entry WHERE id NOT IN (SELECT entry_id FROM vigil.audit_position)',
    );
    return Number(rows[0]?.count);
  };
  const verified = (against: ExportedTrail | null = null): Promise<VerifiedTrail> =>
    verifyTrail(stored, { verifies: key.verifies, exported: against });
  const tamper = (statements: string): Promise<unknown> => superuser.query(statements);
  const entryAt = (position: number): string => exported.leaves[position]?.entryId ?? '';
  const entryOf = (position: number): string =>
    `id = (SELECT entry_id FROM vigil.audit_position WHERE position = ${String(position)})`;
  const forgery = `content = replace(encode(content, 'escape'), 'HearingRecorded', 'HearingAmended')::bytea`;
  /** Somebody who knows how it is built also mends the hash of the entry, and that at its place. */
  const mendEntry = `UPDATE vigil.audit_entry SET leaf_hash = sha256('\\x00'::bytea || content);`;
  const mendPlaces = `UPDATE vigil.audit_position p SET leaf_hash = e.leaf_hash FROM vigil.audit_entry e WHERE e.id = p.entry_id;`;

  it('finds a trail whole that nobody touched, also against its export', async () => {
    expect(await verified()).toMatchObject({ fault: null, entries: size, waiting: 0 });
    expect(await verified(exported)).toMatchObject({ fault: null, entries: size });
  });

  it('finds it whole when it has grown since its export', async () => {
    await writeAndSeal(3);
    expect(await verified(exported)).toMatchObject({ fault: null, entries: size + 3 });
  });

  describe('names an entry that was changed', () => {
    it('in its content', async () => {
      await tamper(`UPDATE vigil.audit_entry SET ${forgery} WHERE ${entryOf(5)}`);
      const { fault } = await verified();
      expect(fault).toEqual({ position: 5, problem: `Position 5: the entry ${entryAt(5)} was changed.` });
    });

    it('in its content and its hash', async () => {
      await tamper(`UPDATE vigil.audit_entry SET ${forgery} WHERE ${entryOf(5)}; ${mendEntry}`);
      expect((await verified()).fault).toMatchObject({ position: 5 });
    });

    it('in everything that is stored of it: by the head that covers it, and to the place by the export', async () => {
      await tamper(
        `UPDATE vigil.audit_entry SET ${forgery}, types = '{HearingAmended}' WHERE ${entryOf(size - 1)}; ${mendEntry} ${mendPlaces}`,
      );
      const places = `positions ${String(size - 2)} to ${String(size - 1)}`;
      expect((await verified()).fault?.problem).toContain(`signed over other entries: ${places}`);
      const { fault } = await verified(exported);
      const at = String(size - 1);
      const problem = `Position ${at}, entry ${entryAt(size - 1)}, was changed since it was exported.`;
      expect(fault).toEqual({ position: size - 1, problem });
    });

    it.each([
      ['the time', 'storedAt', `stored_at = stored_at - interval '1 day'`],
      ['the account', 'accountId', 'account_id = gen_random_uuid()'],
      ['what it is about', 'about', `about = '{}'`],
      ['its kind', 'kind', `kind = 'LOOK'`],
      ['its type', 'types', `types = '{HearingAmended}'`],
      ['its case', 'caseId', 'case_id = NULL'],
    ])('in %s by which it is found', async (_, column, change) => {
      await tamper(`UPDATE vigil.audit_entry SET ${change} WHERE ${entryOf(size - 3)}`);
      const { fault } = await verified();
      expect(fault?.position).toBe(size - 3);
      expect(fault?.problem).toContain(`was changed: ${column} is not what its content says`);
    });
  });

  describe('names an entry that was deleted', () => {
    it('by itself', async () => {
      await tamper(`DELETE FROM vigil.audit_entry WHERE ${entryOf(3)}`);
      expect((await verified()).fault).toEqual({
        position: 3,
        problem: `Position 3: its entry ${entryAt(3)} was deleted.`,
      });
    });

    it('with its position', async () => {
      await tamper(
        `DELETE FROM vigil.audit_entry WHERE ${entryOf(3)}; DELETE FROM vigil.audit_position WHERE position = 3`,
      );
      const problem = 'Position 3 is missing: the entry that stood there was deleted.';
      expect((await verified()).fault).toEqual({ position: 3, problem });
    });

    it('with those after it moved up: by the head, and to the place by the export', async () => {
      await tamper(`
        DELETE FROM vigil.audit_entry WHERE ${entryOf(3)};
        CREATE TEMP TABLE moved AS SELECT position - 1 AS position, entry_id, leaf_hash FROM vigil.audit_position WHERE position > 3;
        DELETE FROM vigil.audit_position WHERE position >= 3;
        INSERT INTO vigil.audit_position SELECT * FROM moved; DROP TABLE moved`);
      expect((await verified()).fault?.problem).toContain('Head 1 was signed over other entries');
      const { fault } = await verified(exported);
      expect(fault?.position).toBe(3);
      expect(fault?.problem).toContain(
        'which stood at position 4 when it was exported: entries were reordered or deleted',
      );
    });

    it('at the end, with its head: by the export', async () => {
      await tamper(`
        DELETE FROM vigil.audit_entry WHERE id IN (SELECT entry_id FROM vigil.audit_position WHERE position >= ${String(size - 2)});
        DELETE FROM vigil.audit_position WHERE position >= ${String(size - 2)};
        DELETE FROM vigil.audit_head WHERE size > ${String(size - 2)}`);
      const { fault } = await verified(exported);
      expect(fault?.position).toBe(size - 2);
      expect(fault?.problem).toContain('entries or heads were taken away');
    });
  });

  it('names entries that were reordered', async () => {
    await tamper(`
      UPDATE vigil.audit_position SET entry_id = gen_random_uuid() WHERE position = 2;
      UPDATE vigil.audit_position SET entry_id = '${entryAt(2)}' WHERE position = 4;
      UPDATE vigil.audit_position SET entry_id = '${entryAt(4)}' WHERE position = 2`);
    const { fault } = await verified();
    expect(fault?.position).toBe(2);
    expect(fault?.problem).toContain('is not the one that was sealed here: entries were reordered');
    await tamper(mendPlaces);
    expect((await verified()).fault?.problem).toContain('Head 1 was signed over other entries');
    expect((await verified(exported)).fault).toMatchObject({ position: 2 });
  });

  describe('names an entry that was inserted', () => {
    const copy = (id: string): string => `
      INSERT INTO vigil.audit_entry SELECT '${id}', stored_at, transaction_id, account_id, case_id, content, leaf_hash, kind, types, about
      FROM vigil.audit_entry WHERE ${entryOf(3)};`;

    it('without a position, among those of long ago', async () => {
      const id = randomUUID();
      await tamper(copy(id));
      const { fault } = await verified();
      expect(fault?.problem).toContain(`The entry ${id} has no position`);
      expect(fault?.problem).toContain('it was inserted');
    });

    it('with a position, and those after it moved down: by the head, and to the place by the export', async () => {
      const id = randomUUID();
      await tamper(`${copy(id)}
        CREATE TEMP TABLE moved AS SELECT position + 1 AS position, entry_id, leaf_hash FROM vigil.audit_position WHERE position >= 4;
        DELETE FROM vigil.audit_position WHERE position >= 4;
        INSERT INTO vigil.audit_position SELECT * FROM moved;
        INSERT INTO vigil.audit_position SELECT 4, id, leaf_hash FROM vigil.audit_entry WHERE id = '${id}'; DROP TABLE moved`);
      expect((await verified()).fault?.problem).toMatch(/^Head \d+ was signed over other entries/);
      const problem = `Position 4 has entry ${id}, which the export does not know: it was inserted.`;
      expect((await verified(exported)).fault).toEqual({ position: 4, problem });
    });
  });

  describe('names a head', () => {
    it('that was taken away', async () => {
      await tamper('DELETE FROM vigil.audit_head WHERE number = 2');
      expect((await verified()).fault?.problem).toBe('Head 2 is missing: it was taken away.');
    });

    it('that was the last and was taken away', async () => {
      await tamper(`DELETE FROM vigil.audit_head WHERE size = ${String(size)}`);
      const { fault } = await verified();
      expect(fault?.problem).toBe(`Position ${String(size - 2)} stands under no head: the head was taken away.`);
    });

    it.each([
      ['root', `root = sha256('forged')`],
      ['time', `sealed_at = sealed_at - interval '1 hour'`],
      ['signature', 'signature = set_byte(signature, 0, get_byte(signature, 0) # 1)'],
    ])('whose %s was changed', async (_, change) => {
      await tamper(`UPDATE vigil.audit_head SET ${change} WHERE number = 2`);
      expect((await verified()).fault?.problem).toContain('Head 2 is not signed with this key');
    });
  });

  it('says when the key is another one', async () => {
    const other = await mkdtemp(join(tmpdir(), 'vigil-audit-'));
    const { verifies } = await auditSigningKey(other);
    await rm(other, { recursive: true });
    const { fault } = await verifyTrail(stored, { verifies, exported: null });
    expect(fault?.problem).toContain('Head 1 is not signed with this key');
    const against = await verifyTrail(stored, { verifies, exported });
    expect(against.fault?.problem).toContain('The exported head is not signed with this key');
  });

  it('reads an exported file back as it was, and says when it was changed', async () => {
    const path = join(folder, 'trail.export');
    await writeExportedTrail(path, exported, (await auditPublicKey(folder))!.text);
    expect(await verified(await readExportedTrail(path))).toMatchObject({ fault: null });
    const lines = (await readFile(path, 'utf8')).split('\n');
    await writeFile(path, lines.toSpliced(3, 1).join('\n'));
    expect((await verified(await readExportedTrail(path))).fault?.problem).toContain('the file was changed');
    await writeFile(path, 'a shopping list');
    await expect(readExportedTrail(path)).rejects.toThrow('is no exported audit trail');
  });

  it('signs with a key that lies outside the database, for its owner alone, made once', async () => {
    const path = join(folder, 'secrets', 'audit-signing.key');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const before = await readFile(path, 'utf8');
    const again = await auditSigningKey(folder);
    expect(await readFile(path, 'utf8')).toBe(before);
    expect(key.verifies('text', again.sign('text'))).toBe(true);
    const printed = (await auditPublicKey(folder))!;
    expect(printed.text).toMatch(/^-----BEGIN PUBLIC KEY-----/);
    expect(printed.verifies('text', again.sign('text'))).toBe(true);
    expect(printed.verifies('other text', again.sign('text'))).toBe(false);
  });
});
