import type { TestimonyClass } from './assessment.js';
import { isInOpenCourt } from './evidence.js';
import type { RuleCode } from './reasons.js';
import { isGone, safeHearing, type WitnessSituation } from './situation.js';

export interface TestimonyRule {
  readonly code: RuleCode;
  readonly class: TestimonyClass;
  readonly holds: (situation: WitnessSituation) => boolean;
}

/** The decision list of `domain.md` 5.4, read from the top: the first rule that holds decides. */
const rules: readonly TestimonyRule[] = [
  {
    code: 'RULE_01_HEARD_LIVE',
    class: 'HEARD_LIVE',
    holds: ({ evidence }) => evidence.tested.some(isInOpenCourt),
  },
  {
    code: 'RULE_02_HEARD_PROTECTED',
    class: 'HEARD_PROTECTED',
    holds: ({ evidence }) => evidence.tested.length > 0,
  },
  {
    code: 'RULE_03_DEPOSITION_CONFRONTED',
    class: 'DEPOSITION_CONFRONTED',
    holds: ({ evidence }) => evidence.confrontedReadings.length > 0,
  },
  {
    code: 'RULE_04_STATEMENT_READ',
    class: 'STATEMENT_READ',
    holds: (situation) =>
      situation.evidence.unconfrontedReadings.length > 0 ||
      (situation.evidence.untested.length > 0 && (situation.closed !== null || isGone(situation))),
  },
  {
    code: 'RULE_05_REASON_CLOSED',
    class: 'NOT_HEARD_OTHER',
    holds: ({ closed, reason }) => closed !== null && reason !== null,
  },
  {
    code: 'RULE_06_LOST',
    class: 'LOST',
    holds: (situation) => situation.closed !== null && isGone(situation),
  },
  {
    code: 'RULE_07_NOT_CALLED',
    class: 'NOT_HEARD_OTHER',
    holds: ({ closed }) => closed !== null,
  },
  {
    code: 'RULE_08_REASON_OPEN',
    class: 'NOT_HEARD_OTHER',
    holds: ({ reason }) => reason !== null,
  },
  {
    code: 'RULE_09_RECOVERABLE',
    class: 'RECOVERABLE',
    holds: (situation) => isGone(situation) && situation.recovery !== null,
  },
  {
    code: 'RULE_10_LOST_SO_FAR',
    class: 'LOST',
    holds: isGone,
  },
  {
    code: 'RULE_11_AT_RISK',
    class: 'AT_RISK',
    holds: (situation) => situation.foreseen !== null && safeHearing(situation) === null,
  },
];

const otherwise: TestimonyRule = { code: 'RULE_12_PENDING', class: 'PENDING', holds: () => true };

export function decidingRule(situation: WitnessSituation): TestimonyRule {
  return rules.find(({ holds }) => holds(situation)) ?? otherwise;
}
