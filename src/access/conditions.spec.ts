import { describe, expect, it } from '@jest/globals';
import type { Statements } from '../platform/db/database.js';
import { type Circumstances, demandConditions } from './conditions.js';
import { type Condition, conditions } from './domain/data-class.js';
import type { Rule } from './domain/may.js';

const ruleOf = (...needed: readonly Condition[]): Rule => ({
  decision: 'ALLOW',
  conditions: needed,
  mask: null,
  audit: 'WRITE_AHEAD',
  also: [],
});

/** A database that answers every question with the same row. */
const answering = (row: object): Statements => (() => Promise.resolve({ rows: [row] })) as unknown as Statements;

const allGood: Circumstances = {
  run: answering({ fresh: true, approved: true, recent: true, independent: true, agrees: true, count: 0 }),
  purpose: { code: 'CONTACT', explanation: 'to tell her the new date' },
  personId: 'p',
  request: { id: 'r', accountId: 'a' },
  retention: { over: true, onHold: false },
};
const nothingGood: Circumstances = { run: answering({ count: 1_000 }) };

/** What is met here; the rest is undertaken by the operation that meets it, or refuses. */
const met: readonly Condition[] = [
  ...(['PURPOSE', 'STEP_UP_TOTP', 'SECOND_PERSON_APPROVAL', 'NOT_REQUESTER', 'CLIENT_AGREEMENT'] as const),
  ...(['RETENTION_DUE_OR_SUBJECT_REQUEST', 'NO_LEGAL_HOLD'] as const),
  ...(['RATE_5_PER_DAY', 'RATE_10_PER_DAY', 'RATE_2_PER_WEEK'] as const),
];

describe('the conditions of a rule', () => {
  it.each(met)('%s holds when what it asks for is there', async (condition) => {
    await expect(demandConditions(ruleOf(condition), allGood)).resolves.toBeUndefined();
  });

  it.each(met)('%s refuses when nothing is known of it', async (condition) => {
    await expect(demandConditions(ruleOf(condition), nothingGood)).rejects.toThrow();
  });

  it.each(conditions.filter((condition) => !met.includes(condition)))(
    '%s, of which nobody says how it is met, refuses whatever the circumstances',
    async (condition) => {
      await expect(demandConditions(ruleOf(condition), allGood)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('may be undertaken by the operation, each by its name', async () => {
    const rule = ruleOf('TTL_15_MIN', 'NOTIFY_SECOND_TFP');
    await expect(
      demandConditions(rule, { ...allGood, undertakes: ['TTL_15_MIN', 'NOTIFY_SECOND_TFP'] }),
    ).resolves.toBeUndefined();
    await expect(demandConditions(rule, { ...allGood, undertakes: ['TTL_15_MIN'] })).rejects.toThrow();
  });

  it('must all hold', async () => {
    const circumstances = { ...allGood, purpose: undefined };
    await expect(demandConditions(ruleOf('STEP_UP_TOTP', 'PURPOSE'), circumstances)).rejects.toMatchObject({
      details: { refusal: 'PURPOSE_NEEDED' },
    });
  });

  it.each([
    ['RATE_2_PER_WEEK', 2],
    ['RATE_5_PER_DAY', 5],
    ['RATE_10_PER_DAY', 10],
  ] as const)('%s lets that many pass and no more', async (condition, most) => {
    const having = (count: number): Promise<void> =>
      demandConditions(ruleOf(condition), { ...allGood, run: answering({ count }) });
    await expect(having(most - 1)).resolves.toBeUndefined();
    await expect(having(most)).rejects.toMatchObject({ code: 'TOO_MANY' });
  });

  it.each([
    [{}, 'SECOND_PERSON_NEEDED'],
    [{ approved: false, recent: true }, 'SECOND_PERSON_REFUSED'],
    [{ approved: true, recent: false }, 'REQUEST_TOO_OLD'],
  ])('say which is missing of a decision: %j', async (row, refusal) => {
    const run: Statements = (() => Promise.resolve({ rows: 'approved' in row ? [row] : [] })) as unknown as Statements;
    await expect(demandConditions(ruleOf('SECOND_PERSON_APPROVAL'), { ...allGood, run })).rejects.toMatchObject({
      details: { refusal },
    });
  });
});
