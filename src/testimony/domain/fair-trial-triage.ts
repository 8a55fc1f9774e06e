import type { Counterbalance, Materiality } from '../../witnesses/domain/witness.js';
import type { FairTrialRisk } from './assessment.js';
import type { WitnessFacts } from './trial-facts.js';

/** Safeguards of which one at least must be there when the evidence is sole or decisive (`domain.md` 5.7). */
const strongSafeguards: readonly Counterbalance[] = ['PRE_TRIAL_CONFRONTATION', 'VIDEO_RECORDING', 'CORROBORATION'];

/** What the triage looks at. `safeguards` holds each once. */
interface Weighing {
  readonly goodReason: boolean;
  readonly safeguards: readonly Counterbalance[];
}

/**
 * Triage of untested evidence (`domain.md` 5.7): a prompt for a lawyer, not a finding. It does not ask for the verdict;
 * unknown weight is taken as significant (5.10 row 26).
 */
export function fairTrialTriage(witness: WitnessFacts): FairTrialRisk {
  const weighing = { goodReason: witness.goodReason, safeguards: safeguardsOf(witness) };
  return triageByWeight[witness.materiality](weighing);
}

/** The factors that count, each once. */
export function safeguardsOf({ counterbalance }: WitnessFacts): readonly Counterbalance[] {
  return [...new Set(counterbalance)];
}

const triageByWeight: Readonly<Record<Materiality, (weighing: Weighing) => FairTrialRisk>> = {
  PERIPHERAL: () => 'LOW',
  SIGNIFICANT: triageSignificant,
  UNKNOWN: triageSignificant,
  DECISIVE: triageDecisive,
  SOLE: triageDecisive,
};

function triageSignificant({ goodReason, safeguards }: Weighing): FairTrialRisk {
  if (goodReason && safeguards.length >= 2) return 'LOW';
  return !goodReason && safeguards.length === 0 ? 'HIGH' : 'ELEVATED';
}

function triageDecisive({ goodReason, safeguards }: Weighing): FairTrialRisk {
  const strong = safeguards.some((safeguard) => strongSafeguards.includes(safeguard));
  return goodReason && safeguards.length >= 3 && strong ? 'ELEVATED' : 'HIGH';
}
