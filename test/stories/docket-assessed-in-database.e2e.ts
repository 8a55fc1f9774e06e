import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { answerOf } from '../../src/docket/domain/assessment-answer.js';
import type { Scenario } from '../../src/docket/domain/docket-format.js';
import { toTrialFacts } from '../../src/docket/domain/to-trial-facts.js';
import { assessTrial } from '../../src/testimony/domain/assess-trial.js';
import type { Assessment } from '../../src/testimony/domain/assessment.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { importFile, storedAssessments } from '../support/docket-in-database.js';

type Expected = Readonly<Record<string, object>>;

const vectors = JSON.parse(readFileSync('test/vectors/scenarios.json', 'utf8')) as {
  readonly scenarios: readonly { readonly id: string; readonly expected: object }[];
};
const expectedOfVectors: Expected = Object.fromEntries(vectors.scenarios.map(({ id, expected }) => [id, expected]));
const expectedOfDemo = JSON.parse(readFileSync('test/vectors/demo-docket.json', 'utf8')) as Expected;

/** Records are called otherwise in the database: what they are called is not under test. */
function withoutRecords({ witnesses, trial }: Assessment) {
  const bare = ({ explanation }: { readonly explanation: readonly { code: string; parameters: unknown }[] }) =>
    explanation.map(({ code, parameters }) => ({ code, parameters }));
  return { trial: bare(trial), witnesses: Object.entries(witnesses).map(([code, found]) => [code, bare(found)]) };
}

describe.each([
  ['the test vectors', 'test/vectors/scenarios.json', expectedOfVectors],
  ['the demo docket', 'demo/docket.json', expectedOfDemo],
])('%s, loaded into a database', (_, path, expected) => {
  let app: TestApp;
  let scenarios: readonly Scenario[];
  let stored: ReadonlyMap<string, Assessment>;

  beforeAll(async () => {
    app = await startTestApp();
    ({ scenarios } = await importFile(app, path));
    stored = await storedAssessments(app, scenarios);
  });
  afterAll(() => app.close());

  it('are all there', () => {
    expect([...stored.keys()].sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.keys(expected))('%s is assessed as expected', (id) => {
    const assessment = stored.get(id);
    if (!assessment) throw new Error(`${id} is not in the database`);
    const { witnesses, trial } = answerOf(assessment);
    expect({ witnesses, trial }).toEqual(expected[id]);
  });

  it('have the same explanations as in the file', () => {
    for (const scenario of scenarios) {
      const assessment = stored.get(scenario.id);
      const inFile = assessTrial(toTrialFacts(scenario), scenario.asOf);
      expect(assessment && withoutRecords(assessment)).toEqual(withoutRecords(inFile));
    }
  });
});
