import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { aTrial } from '../support/given.js';
import { asSuperuser, decides, mayReveal, personOf, setsIdentity, stepsUp } from '../support/identities.js';
import { openSession, type Session } from '../support/session.js';

/** The service's role without the service, as whoever injected SQL has it: signed in, and outside every use case. */
describe('the vault, before the role of the application', () => {
  let app: TestApp;
  let monitor: Client;
  let focalPoint: Client;
  let elsewhere: Client;
  let person: string;
  let session: Session;

  beforeAll(async () => {
    app = await startTestApp();
    monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    focalPoint = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
    elsewhere = await app.signedInAs({ role: 'TFP', regions: ['PEJA'] });
    await stepsUp(app, monitor, focalPoint, elsewhere);
    const { caseId } = await aTrial({ monitor, focalPoint });
    person = await personOf(monitor, caseId);
    await setsIdentity(focalPoint, { personId: person, name: 'Ana Petrović' });
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    session = await openSession(app.database.connections.app);
  });
  afterEach(() => session.close());

  const signIn = async ({ token }: Client): Promise<void> => {
    await session.rows('BEGIN');
    expect(await session.rows('SELECT * FROM sec.sign_in($1)', [token])).toHaveLength(1);
  };
  /** The SQLSTATE of the refusal, or how many rows came, with the transaction as it was before. */
  const outcome = async (statement: string, values: readonly unknown[] = []): Promise<string> => {
    await session.rows('SAVEPOINT before');
    return session.rows(statement, values).then(
      (rows) => `${String(rows.length)} rows`,
      async (error: Error & { code?: string }) => {
        await session.rows('ROLLBACK TO SAVEPOINT before');
        return error.code ?? error.message;
      },
    );
  };
  const grant = (requestId: string, client: Client, id = randomUUID()): Promise<string> =>
    outcome('INSERT INTO vigil.reveal_grant (id, request_id, account_id) VALUES ($1, $2, $3)', [
      id,
      requestId,
      client.accountId,
    ]);
  const approve = (requestId: string, client: Client): Promise<string> =>
    outcome('INSERT INTO vigil.reveal_approval (request_id, approved, decided_by) VALUES ($1, true, $2)', [
      requestId,
      client.accountId,
    ]);
  const opened = (grantId: string): Promise<string> => outcome('SELECT * FROM sec.open_identity($1)', [grantId]);

  it.each(['name', 'other_names', 'birth_date', 'family', 'contact', 'documents', 'safe_contact', '*'])(
    'gives no sealed value to a statement: %s',
    async (column) => {
      await signIn(focalPoint);
      expect(await outcome(`SELECT ${column} FROM vigil.identity`)).toBe('42501');
      expect(await outcome(`UPDATE vigil.identity SET family = NULL RETURNING ${column}`)).toBe('42501');
      expect(await outcome('SELECT person_id, version FROM vigil.identity')).toBe('1 rows');
    },
  );

  it('gives nothing to whoever is not signed in', async () => {
    await session.rows('BEGIN');
    for (const table of ['person_key', 'blind_index', 'reveal_request', 'reveal_approval', 'reveal_grant', 'notice']) {
      expect([table, await outcome(`SELECT * FROM vigil.${table}`)]).toEqual([table, '0 rows']);
    }
    expect(await opened(randomUUID())).toBe('0 rows');
  });

  it('shows no key, no hash and no version to a monitor or to another region', async () => {
    for (const client of [monitor, elsewhere]) {
      await signIn(client);
      for (const table of ['person_key', 'blind_index'])
        expect(await outcome(`SELECT * FROM vigil.${table}`)).toBe('0 rows');
      expect(await outcome('SELECT person_id FROM vigil.identity')).toBe('0 rows');
      expect(await outcome('UPDATE vigil.identity SET version = version + 1 RETURNING version')).toBe('0 rows');
      await session.rows('ROLLBACK');
    }
  });

  it('opens nothing against a grant of the same transaction, and once against one that is committed', async () => {
    const requestId = await mayReveal(focalPoint, person);
    const id = randomUUID();
    await signIn(focalPoint);
    expect(await grant(requestId, focalPoint, id)).toBe('0 rows');
    expect(await opened(id)).toBe('0 rows');
    await session.rows('COMMIT');
    await signIn(monitor);
    expect(await opened(id)).toBe('0 rows');
    await session.rows('ROLLBACK');
    await signIn(focalPoint);
    expect(await opened(id)).toBe('1 rows');
    expect(await opened(id)).toBe('0 rows');
  });

  it('opens nothing after the 15 minutes', async () => {
    const [requestId, id] = [await mayReveal(focalPoint, person), randomUUID()];
    await signIn(focalPoint);
    await grant(requestId, focalPoint, id);
    await session.rows('COMMIT');
    await asSuperuser(app, `UPDATE vigil.reveal_grant SET expires_at = now() WHERE id = $1`, [id]);
    await signIn(focalPoint);
    expect(await opened(id)).toBe('0 rows');
  });

  it('lets nobody choose how long a grant lasts, or that it was made in another transaction', async () => {
    const requestId = await mayReveal(focalPoint, person);
    await signIn(focalPoint);
    for (const [column, value] of [
      ['expires_at', `now() + interval '1 year'`],
      ['granted_in', `'3'`],
      ['opened_at', 'NULL'],
    ]) {
      const statement = `INSERT INTO vigil.reveal_grant (id, request_id, account_id, ${column}) VALUES ($1, $2, $3, ${value})`;
      expect(await outcome(statement, [randomUUID(), requestId, focalPoint.accountId])).toBe('42501');
    }
    expect(await outcome('UPDATE vigil.reveal_grant SET opened_at = NULL')).toBe('42501');
  });

  it('lets nobody grant without the decision, decide for oneself, or use another account', async () => {
    const requestId = await mayReveal(monitor, person);
    await signIn(monitor);
    expect(await grant(requestId, monitor)).toBe('42501');
    expect(await approve(requestId, monitor)).toBe('42501');
    expect(await approve(requestId, focalPoint)).toBe('42501');
    await session.rows('ROLLBACK');
    await signIn(elsewhere);
    expect(await approve(requestId, elsewhere)).toBe('42501');
    await session.rows('ROLLBACK');
    await decides(focalPoint, 'refuseReveal', requestId);
    await signIn(monitor);
    expect(await grant(requestId, monitor)).toBe('42501');
    await session.rows('ROLLBACK');
    await signIn(focalPoint);
    expect(await grant(requestId, focalPoint)).toBe('42501');
  });

  it('lets nobody ask for a person under better terms than the own, or in the name of another', async () => {
    const asks = (client: Client, scope: string, secondPerson = true): Promise<string> =>
      outcome(
        `INSERT INTO vigil.reveal_request (id, person_id, region, account_id, scope, second_person, purpose, explanation)
         VALUES (gen_random_uuid(), $1, 'PRIZREN', $2, $3, $4, 'CONTACT', '')`,
        [person, client.accountId, scope, secondPerson],
      );
    await signIn(elsewhere);
    expect(await asks(elsewhere, 'OTHER_REGION')).toBe('0 rows');
    expect(await asks(elsewhere, 'OTHER_REGION', false)).toBe('42501');
    expect(await asks(elsewhere, 'OWN_REGION')).toBe('42501');
    expect(await asks(focalPoint, 'OTHER_REGION')).toBe('42501');
  });

  it('lets nobody take back what was asked for, decided, granted or noticed', async () => {
    await signIn(focalPoint);
    for (const table of [
      'reveal_request',
      'reveal_approval',
      'reveal_grant',
      'notice',
      'identity',
      'person_key',
      'blind_index',
    ]) {
      expect([table, await outcome(`DELETE FROM vigil.${table}`)]).toEqual([table, '42501']);
    }
    for (const statement of [
      `UPDATE vigil.reveal_request SET second_person = false`,
      `UPDATE vigil.reveal_approval SET approved = true`,
      `UPDATE vigil.notice SET region = 'PEJA'`,
      `UPDATE vigil.person_key SET wrapped_key = NULL`,
    ]) {
      expect([statement, await outcome(statement)]).toEqual([statement, '42501']);
    }
  });

  it('lets nobody say that a second factor was entered, or destroy a key beside the door for it', async () => {
    await signIn(focalPoint);
    expect(await outcome('UPDATE sec.login SET stepped_up_at = now()')).toBe('42501');
    expect(await outcome('SELECT sec.destroy_person_key($1)', [person])).toBe('42501');
    await outcome('SELECT sec.reapply_erasure($1)', [person]);
    expect(await outcome('SELECT 1 FROM vigil.person_key WHERE destroyed_at IS NULL')).toBe('1 rows');
  });
});
