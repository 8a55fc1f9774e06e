import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client as Connection } from 'pg';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { importFile } from '../support/docket-in-database.js';
import { wholeTree } from '../support/generated-calls.js';

/** The page that a client opens first. */
const PAGE = `query ($first: Int!) {
  cases(first: $first) {
    nodes {
      code stage court { code }
      accused { nodes { code } }
      charges { nodes { provision { code } } }
      hearings { nodes { date status } }
      witnesses { nodes { code assessment { class } } }
      assignments { nodes { startedOn lawyer { code { value } } } }
    }
  }
}`;

const TRIALS = `query ($first: Int!) {
  trialAssessments(first: $first) { nodes { caseCode assessment { value { headline flags } } witnesses { code } } }
}`;

/** What every request needs beside its own statements. */
const AROUND = /^(BEGIN|START TRANSACTION|COMMIT)\b|\bsec\.sign_in\b/;

describe('the statements behind a page', () => {
  let app: TestApp;
  let analyst: Client;

  beforeAll(async () => {
    app = await startTestApp();
    await importFile(app, 'demo/docket.json');
    analyst = await app.signedInAs({ role: 'HQ_ANALYST' });
    // The assessor's session is opened once an hour, and the reader's kept alive once a minute.
    await analyst.asks(TRIALS, { first: 1 });
  });
  afterAll(() => app.close());

  /** The statements that reach PostgreSQL for one request, in order, and its answer. */
  async function behind(query: string, first: number): Promise<{ statements: readonly string[]; answer: string }> {
    const sent = jest.spyOn(Connection.prototype, 'query');
    try {
      const { codes, text } = await analyst.asks(query, { first });
      expect(codes).toEqual([]);
      const texts = sent.mock.calls.map(([statement]) => textOf(statement));
      return { statements: texts.filter((statement) => !AROUND.test(statement.trim())), answer: text };
    } finally {
      sent.mockRestore();
    }
  }

  const textOf = (statement: unknown): string =>
    typeof statement === 'string' ? statement : String((statement as { readonly text: unknown }).text);

  it('of 50 cases with court, accused, charges, hearings, classed witnesses and lawyers are at most 12', async () => {
    const { statements, answer } = await behind(PAGE, 50);
    expect(answer.match(/"stage"/g)).toHaveLength(50);
    expect(answer.match(/"class"/g)?.length).toBeGreaterThan(50);
    expect(answer.match(/"lawyer":\{/g)?.length).toBeGreaterThan(10);
    expect(statements.length).toBeGreaterThan(5);
    expect(statements.length).toBeLessThanOrEqual(12);
  });

  it.each([
    ['cases', PAGE],
    ['assessed trials', TRIALS],
    [
      'cases with everything below them',
      wholeTree('cases').replace('{ cases(first: 50)', 'query ($first: Int!) { cases(first: $first)'),
    ],
  ])('are the same for 5 %s and for 50', async (_, query) => {
    const [few, many] = [await behind(query, 5), await behind(query, 50)];
    expect(many.answer.length).toBeGreaterThan(4 * few.answer.length);
    expect(many.statements).toEqual(few.statements);
  });
});
