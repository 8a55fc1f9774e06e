import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { answerOf } from '../../docket/domain/assessment-answer.js';
import { readDocket } from '../../docket/domain/read-docket.js';
import { toTrialFacts } from '../../docket/domain/to-trial-facts.js';
import type { DocketReference } from '../../reference/domain/reference-pack.js';
import { assessTrial } from './assess-trial.js';

interface Vector {
  readonly id: string;
  readonly title: string;
  readonly court: string;
  readonly defendants: readonly { readonly provisions: readonly string[] }[];
  readonly hearings: readonly { readonly reason?: string }[];
  readonly expected: unknown;
}

const vectors = JSON.parse(readFileSync('test/vectors/scenarios.json', 'utf8')) as { scenarios: readonly Vector[] };

/** The codes that the vectors use: which ones exist is not under test here. */
const reference: DocketReference = {
  courts: new Set(vectors.scenarios.map(({ court }) => court)),
  provisions: new Set(
    vectors.scenarios.flatMap(({ defendants }) => defendants.flatMap(({ provisions }) => provisions)),
  ),
  adjournmentReasons: new Set(
    vectors.scenarios.flatMap(({ hearings }) => hearings.flatMap(({ reason }) => reason ?? [])),
  ),
  protectiveMeasures: new Set(),
};

describe('every vector of the domain dossier comes out as expected', () => {
  const { scenarios } = readDocket(vectors, reference);
  it.each(vectors.scenarios.map(({ id, title, expected }, index) => ({ id, title, expected, index })))(
    '$id: $title',
    ({ expected, index }) => {
      const scenario = scenarios[index];
      expect(scenario).toBeDefined();
      if (!scenario) return;
      const { witnesses, trial } = answerOf(assessTrial(toTrialFacts(scenario), scenario.asOf));
      expect({ witnesses, trial }).toEqual(expected);
    },
  );
});
