import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import sql, { raw } from 'sql-template-tag';
import type { Change } from '../../src/access/change.js';
import type { Actor } from '../../src/access/domain/actor.js';
import { UnitOfWork, type Written } from '../../src/access/unit-of-work.js';
import { OpenCase } from '../../src/cases/open-case.js';
import { Bug, Busy, NotPermitted, NotSignedIn } from '../../src/kernel/errors.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { createdIn, everywhereOnce, nowhere, rowsOf, sendCase, tracesOf } from '../support/case-traces.js';

const UPDATE = `mutation ($input: UpdateCaseInput!) { updateCase(input: $input) { case { version } } }`;
const REGION = 'PRIZREN';
const COURT = 'DC_PRIZREN';

let app: TestApp;
let monitor: Client;
let actor: Actor;
let work: UnitOfWork;
let openCase: OpenCase;

beforeAll(async () => {
  app = await startTestApp();
  monitor = await app.signedInAs({ role: 'MONITOR', regions: [REGION] });
  actor = actorOf(monitor);
  work = app.nest.get(UnitOfWork, { strict: false });
  openCase = app.nest.get(OpenCase, { strict: false });
});
afterAll(() => app.close());

function actorOf({ token, accountId }: Client): Actor {
  return { token, accountId, role: 'MONITOR', regions: [REGION], lawyerId: null, displayName: 'Monitor' };
}

/** A use case that opens a case under an id of our choice. */
function opening(id: string, before: (change: Change) => Promise<unknown> = () => Promise.resolve()) {
  return async (change: Change): Promise<Written> => {
    const written = await openCase.openWithin(change, { id, court: COURT });
    await change.flush();
    await before(change);
    return written;
  };
}

const raising = (state: string) => (change: Change) =>
  change.run(sql`DO ${raw(`$$ BEGIN RAISE EXCEPTION 'a conflict' USING ERRCODE = '${state}'; END $$`)}`);

/** Every value inside, however deep; null is none. */
function leavesOf(value: unknown): readonly unknown[] {
  if (value === null) return [];
  return typeof value === 'object' ? Object.values(value).flatMap(leavesOf) : [value];
}

describe('a unit of work', () => {
  it('stores record, journal and audit entry together', async () => {
    const id = randomUUID();
    await work.perform(actor, 'CASE_PUBLIC:CREATE', opening(id));
    expect(await tracesOf(app, id)).toEqual(everywhereOnce);
  });

  it.each(['audit_entry', 'record_version'])('stores nothing when %s cannot be written', async (table) => {
    const [id, key] = [randomUUID(), randomUUID()];
    await rowsOf(
      app,
      `
      CREATE OR REPLACE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON vigil.${table} EXECUTE FUNCTION public.refuse()`,
    );
    const { codes, text } = await sendCase(monitor, { id }, key);
    await rowsOf(app, `DROP TRIGGER refuse ON vigil.${table}`);
    expect(codes).toEqual(['INTERNAL']);
    expect(text).not.toContain('no room');
    expect(await tracesOf(app, id)).toEqual(nowhere);
    expect(await rowsOf(app, 'SELECT 1 FROM vigil.command_receipt WHERE idempotency_key = $1', [key])).toEqual([]);
    expect((await sendCase(monitor, { id }, key)).data).toMatchObject({
      createCase: { replayed: false, case: { id } },
    });
  });

  it('stores nothing when it changed the record and said nothing', async () => {
    const id = randomUUID();
    const silent = (change: Change): Promise<null> =>
      change
        .run(
          sql`INSERT INTO vigil.trafficking_case (id, region, recorded_on, code, court)
              VALUES (${id}, ${REGION}, '2001-06-05', ${id}, ${COURT})`,
        )
        .then(() => null);
    const performing = work.perform(actor, 'CASE_PUBLIC:CREATE', silent);
    await expect(performing).rejects.toThrow(new Bug('CASE_PUBLIC:CREATE changed the record and said nothing'));
    expect(await tracesOf(app, id)).toEqual(nowhere);
  });

  it('cannot be opened inside another one, and both are undone', async () => {
    const [outer, inner] = [randomUUID(), randomUUID()];
    const nested = opening(outer, () => work.perform(actor, 'CASE_PUBLIC:CREATE', opening(inner)));
    await expect(work.perform(actor, 'CASE_PUBLIC:CREATE', nested)).rejects.toThrow(Bug);
    expect([await tracesOf(app, outer), await tracesOf(app, inner)]).toEqual([nowhere, nowhere]);
  });

  it('asks for the permission before anything is done', async () => {
    let begun = false;
    const performing = work.perform(actor, 'USER_ACCOUNT:CREATE', () => {
      begun = true;
      return Promise.resolve(null);
    });
    await expect(performing).rejects.toThrow(NotPermitted);
    expect(begun).toBe(false);
  });

  it('does nothing for somebody whose session has ended', async () => {
    const leaving = await app.signedInAs({ role: 'MONITOR', regions: [REGION] });
    await leaving.asks('mutation { signOut }');
    const id = randomUUID();
    await expect(work.perform(actorOf(leaving), 'CASE_PUBLIC:CREATE', opening(id))).rejects.toThrow(NotSignedIn);
    expect(await tracesOf(app, id)).toEqual(nowhere);
  });
});

describe('a conflict between transactions', () => {
  it.each(['40001', '40P01'])(
    'of SQLSTATE %s runs the work again, and only the second attempt remains',
    async (state) => {
      const ids = [randomUUID(), randomUUID()];
      let attempts = 0;
      const { result } = await work.perform(actor, 'CASE_PUBLIC:CREATE', (change) => {
        const id = ids[attempts++] ?? '';
        return opening(id, attempts === 1 ? raising(state) : undefined)(change);
      });
      expect({ attempts, id: result.id }).toEqual({ attempts: 2, id: ids[1] });
      expect(await tracesOf(app, ids[0] ?? '')).toEqual(nowhere);
      expect(await tracesOf(app, ids[1] ?? '')).toEqual(everywhereOnce);
    },
  );

  it('is given up after three attempts, and told as BUSY', async () => {
    let attempts = 0;
    const id = randomUUID();
    const always = (change: Change): Promise<Written> => {
      attempts += 1;
      return opening(id, raising('40001'))(change);
    };
    await expect(work.perform(actor, 'CASE_PUBLIC:CREATE', always)).rejects.toThrow(Busy);
    expect(attempts).toBe(3);
    expect(await tracesOf(app, id)).toEqual(nowhere);
  });

  it('of any other kind is not tried again', async () => {
    let attempts = 0;
    const once = (change: Change): Promise<Written> => {
      attempts += 1;
      return opening(randomUUID(), raising('XX000'))(change);
    };
    await expect(work.perform(actor, 'CASE_PUBLIC:CREATE', once)).rejects.toThrow('a conflict');
    expect(attempts).toBe(1);
  });

  it('by a real deadlock of two works ends with both stored', async () => {
    const [one, other] = [createdIn(await sendCase(monitor)).case.id, createdIn(await sendCase(monitor)).case.id];
    const begun = { count: 0, byBoth: (): void => undefined };
    const both = new Promise<void>((resolve) => (begun.byBoth = resolve));
    const lock = (change: Change, id: string): Promise<unknown> =>
      change.run(sql`SELECT 1 FROM vigil.trafficking_case WHERE id = ${id} FOR UPDATE`);
    const touching =
      (first: string, second: string) =>
      async (change: Change): Promise<Written> => {
        begun.count += 1;
        // The victim's second attempt comes third, and takes no part in another deadlock.
        if (begun.count <= 2) {
          await lock(change, first);
          if (begun.count === 2) begun.byBoth();
          await both;
          await lock(change, second);
        }
        return opening(randomUUID())(change);
      };
    const results = await Promise.all([
      work.perform(actor, 'CASE_PUBLIC:CREATE', touching(one, other)),
      work.perform(actor, 'CASE_PUBLIC:CREATE', touching(other, one)),
    ]);
    expect(begun.count).toBe(3);
    expect(await Promise.all(results.map(({ result }) => tracesOf(app, result.id)))).toEqual([
      everywhereOnce,
      everywhereOnce,
    ]);
  });
});

describe('the audit trail', () => {
  it('holds codes and ids, and nothing of what was written', async () => {
    const id = createdIn(await sendCase(monitor, { title: 'Seen near the quarry', courtNumber: 'K 77/01' })).case.id;
    await monitor.asks(UPDATE, { input: { id, version: 1, outcome: 'Told to the clerk' } });
    const rows = await rowsOf<{ content: string }>(
      app,
      `SELECT convert_from(content, 'UTF8') AS content FROM vigil.audit_entry`,
    );
    const trail = rows.map(({ content }) => JSON.parse(content) as Record<string, unknown>);
    const facts = trail.flatMap((entry) => entry.facts as object[]);
    expect(facts).toContainEqual({ type: 'CaseAmended', id, caseId: id, fields: ['outcome'] });
    expect(leavesOf(trail).filter((value) => !/^[\w.:-]{1,64}$/.test(String(value)))).toEqual([]);
    expect(JSON.stringify(trail)).not.toMatch(/quarry|clerk|K 77|example\.org/);
  });
});
