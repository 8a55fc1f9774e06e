import type { DocketReference } from '../../reference/domain/reference-pack.js';
import { remarkOddities } from './data-quality.js';
import { checkCodes, refuseRepeated } from './docket-codes.js';
import { type Scenario, scenarioFields } from './docket-format.js';
import { aside, list, record, refine, required } from './readers.js';
import { type Remark, Reading } from './reading.js';

/** A docket document that was read without a fault. */
export interface Docket {
  readonly scenarios: readonly Scenario[];
  /** Data-quality findings: what looks odd and was accepted. */
  readonly findings: readonly Remark[];
}

const scenario = refine(scenarioFields, (value, reading) => {
  checkCodes(value, reading);
  return value;
});

const document = record({
  _about: aside,
  version: aside,
  conventions: aside,
  scenarios: required(list(scenario)),
});

const docket = refine(document, ({ scenarios }, reading) => {
  refuseRepeated(
    scenarios.map(({ id }, index) => ({ code: id, at: ['scenarios', index, 'id'] })),
    reading,
  );
  return scenarios;
});

/**
 * Reads a docket document (`domain.md` 5.11) that was parsed from JSON.
 * @throws BadInput with every fault, its `field` being the JSON path: `$.scenarios[3].witnesses[0].code`.
 */
export function readDocket(value: unknown, reference: DocketReference): Docket {
  const reading = new Reading(reference);
  const scenarios = docket(value, reading);
  reading.finish();
  reading.enter('scenarios');
  scenarios.forEach((found, index) => {
    reading.enter(index);
    remarkOddities(found, reading);
    reading.leave();
  });
  return { scenarios, findings: reading.findings };
}
