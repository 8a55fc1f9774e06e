import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { aNamedWitness, type Cast, castOf, mayErase } from '../support/erasures.js';
import { asSuperuser, rowsOf } from '../support/identities.js';
import { openSession, type Session } from '../support/session.js';

/** The service's role without the service, as whoever injected SQL has it: signed in, and outside every use case. */
describe('erasure, before the role of the application', () => {
  let app: TestApp;
  let cast: Cast;
  let person: string;
  let caseId: string;
  let request: string;
  let session: Session;

  beforeAll(async () => {
    app = await startTestApp();
    cast = await castOf(app);
  });
  afterAll(() => app.close());

  beforeEach(async () => {
    ({ personId: person, caseId } = await aNamedWitness(app, cast));
    request = await mayErase(cast.focalPoint, person);
    session = await openSession(app.database.connections.app);
  });
  afterEach(() => session.close());

  const signIn = async ({ token }: Client): Promise<void> => {
    await session.rows('BEGIN');
    expect(await session.rows('SELECT * FROM sec.sign_in($1)', [token])).toHaveLength(1);
  };
  /** The SQLSTATE of the refusal, or the first value that came, with the transaction as it was before a refusal. */
  const outcome = async (statement: string, values: readonly unknown[] = []): Promise<unknown> => {
    await session.rows('SAVEPOINT before');
    return session.rows<Record<string, unknown>>(statement, values).then(
      ([row]) => (row ? Object.values(row)[0] : 'done'),
      async (error: Error & { code?: string }) => {
        await session.rows('ROLLBACK TO SAVEPOINT before');
        return error.code ?? error.message;
      },
    );
  };
  const asks = (client: Client, about = person): Promise<unknown> =>
    outcome(
      `INSERT INTO vigil.erasure_request (id, person_id, region, account_id, ground, explanation)
       VALUES ($1, $2, 'PRIZREN', $3, 'SUBJECT_REQUEST', 'She asked')`,
      [randomUUID(), about, client.accountId],
    );
  const lets = (client: Client): Promise<unknown> =>
    outcome('INSERT INTO vigil.erasure_approval (request_id, approved, decided_by) VALUES ($1, true, $2)', [
      request,
      client.accountId,
    ]);
  const erases = (): Promise<unknown> => outcome('SELECT sec.erase_identity($1)', [request]);
  const approvedBy = ({ accountId }: Client): Promise<void> =>
    asSuperuser(app, 'INSERT INTO vigil.erasure_approval (request_id, approved, decided_by) VALUES ($1, true, $2)', [
      request,
      accountId,
    ]);
  const isKept = async (): Promise<boolean> =>
    (await rowsOf(app, 'SELECT 1 FROM vigil.person_key WHERE person_id = $1 AND destroyed_at IS NULL', [person]))
      .length === 1;

  it('takes a request in the own name alone, about a person whom one may ask for', async () => {
    await signIn(cast.elsewhere);
    expect(await asks(cast.elsewhere)).toBe('42501');
    expect(await asks(cast.focalPoint)).toBe('42501');
    await session.rows('ROLLBACK');
    await signIn(cast.monitor);
    expect(await asks(cast.monitor)).toBe('42501');
  });

  it('takes no decision from whoever asked, from another region, from an administrator or in another name', async () => {
    for (const client of [cast.focalPoint, cast.elsewhere, cast.administrator, cast.monitor]) {
      await signIn(client);
      expect(await lets(client)).toBe('42501');
      expect(await lets(cast.colleague)).toBe('42501');
      await session.rows('ROLLBACK');
    }
    await signIn(cast.colleague);
    expect(await lets(cast.colleague)).toBe('done');
  });

  it('destroys no key without a decision, on a refusal, or on an old one', async () => {
    await signIn(cast.administrator);
    expect(await erases()).toBe('SECOND_PERSON_NEEDED');
    await approvedBy(cast.colleague);
    await asSuperuser(app, 'UPDATE vigil.erasure_approval SET approved = false WHERE request_id = $1', [request]);
    expect(await erases()).toBe('SECOND_PERSON_NEEDED');
    await asSuperuser(
      app,
      `UPDATE vigil.erasure_approval SET approved = true, decided_at = now() - interval '25 hours' WHERE request_id = $1`,
      [request],
    );
    expect(await erases()).toBe('SECOND_PERSON_NEEDED');
    expect(await isKept()).toBe(true);
  });

  it('destroys no key for a focal point, without a second factor, under a hold, or for nobody', async () => {
    await approvedBy(cast.colleague);
    await session.rows('BEGIN');
    expect(await erases()).toBe('SECOND_PERSON_NEEDED');
    await session.rows('ROLLBACK');
    await signIn(cast.focalPoint);
    expect(await erases()).toBe('SECOND_PERSON_NEEDED');
    await session.rows('ROLLBACK');
    await signIn(await app.signedInAs({ role: 'ADMIN', steppedUp: false }));
    expect(await erases()).toBe('ANOTHER_PERSON_DECIDES');
    await session.rows('ROLLBACK');
    await asSuperuser(
      app,
      `INSERT INTO vigil.legal_hold (id, case_id, region, recorded_on, reason) VALUES ($1, $2, 'PRIZREN', current_date, 'A court asked')`,
      [randomUUID(), caseId],
    );
    await signIn(cast.administrator);
    expect(await erases()).toBe('LEGAL_HOLD');
    expect(await isKept()).toBe(true);
  });

  it('destroys one key, that of the person asked for, when all of it holds', async () => {
    const { personId: other } = await aNamedWitness(app, cast, 'Dana Kostić');
    await approvedBy(cast.colleague);
    await signIn(cast.administrator);
    expect(await erases()).toBe('ERASED');
    expect(await erases()).toBe('IDENTITY_ERASED');
    await session.rows('COMMIT');
    expect(await isKept()).toBe(false);
    person = other;
    expect(await isKept()).toBe(true);
  });

  it('tells an administrator neither whose identity is kept nor who was in a case, and lets nobody play the eraser', async () => {
    await signIn(cast.administrator);
    expect(await outcome('SELECT person_id FROM sec.kept_identities()')).toBe('done');
    expect(await outcome('SELECT sec.erasures_undone(ARRAY[$1]::uuid[])', [person])).toBe('done');
    await outcome('SELECT sec.reapply_erasure($1)', [person]);
    expect(await outcome('SELECT sec.cases_of_person($1)', [person])).toBe('42501');
    expect(await outcome('SELECT sec.destroy_person_key($1)', [person])).toBe('42501');
    await session.rows('COMMIT');
    expect(await isKept()).toBe(true);
  });

  it('lets nobody change or take away a request, a decision, a rule of retention or an entry of the ledger', async () => {
    const rights = await rowsOf(
      app,
      `SELECT relation, privilege FROM unnest('{retention_rule,erasure_request,erasure_approval,erasure_ledger}'::text[]) relation,
         unnest('{DELETE,UPDATE,TRUNCATE}'::text[]) privilege
       WHERE has_table_privilege('vigil_app', 'vigil.' || relation, privilege)
       UNION ALL SELECT 'erasure_ledger', 'INSERT' WHERE has_any_column_privilege('vigil_app', 'vigil.erasure_ledger', 'INSERT')`,
    );
    expect(rights).toEqual([]);
    await signIn(cast.focalPoint);
    expect(
      await outcome(
        `INSERT INTO vigil.retention_rule (data_class, event, months) VALUES ('WITNESS_IDENTITY', 'TERMINATION', 1)`,
      ),
    ).toBe('42501');
  });
});
