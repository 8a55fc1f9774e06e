import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readDocket } from '../../docket/domain/read-docket.js';
import { toTrialFacts } from '../../docket/domain/to-trial-facts.js';
import type { DocketReference } from '../../reference/domain/reference-pack.js';
import { assessTrial } from './assess-trial.js';
import type { Assessment } from './assessment.js';

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
      const assessment = assessTrial(toTrialFacts(scenario), scenario.asOf);
      expect(withoutExplanation(assessment)).toEqual(expected);
    },
  );
});

function withoutExplanation({ witnesses, trial }: Assessment): unknown {
  const { explanation: _, ...ofTrial } = trial;
  return {
    trial: ofTrial,
    witnesses: Object.fromEntries(
      Object.entries(witnesses).map(([code, { explanation: __, ...ofWitness }]) => [code, ofWitness]),
    ),
  };
}
