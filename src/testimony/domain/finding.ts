import type { FairTrialRisk, TestimonyClass } from './assessment.js';
import { attribution, type Attribution } from './cause.js';
import { fairTrialTriage } from './fair-trial-triage.js';
import type { RuleCode } from './reasons.js';
import type { WitnessSituation } from './situation.js';
import { decidingRule } from './testimony-rules.js';

/** What the rules found about one witness, before flags and explanation. */
export interface Finding {
  readonly situation: WitnessSituation;
  readonly rule: RuleCode;
  readonly class: TestimonyClass;
  readonly attribution: Attribution;
  /** Set for STATEMENT_READ only. */
  readonly fairTrialRisk: FairTrialRisk | null;
}

export function findingOf(situation: WitnessSituation): Finding {
  const rule = decidingRule(situation);
  return {
    situation,
    rule: rule.code,
    class: rule.class,
    attribution: attribution(rule.class, situation),
    fairTrialRisk: rule.class === 'STATEMENT_READ' ? fairTrialTriage(situation.witness) : null,
  };
}
