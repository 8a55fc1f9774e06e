import type { TrialSnapshot } from './report-snapshot.js';

/** How far first-instance proceedings have come, derived from what happened and stored nowhere (`domain.md` 2.4). */
export type Stage = 'BEFORE_INDICTMENT' | 'MAIN_TRIAL' | 'EVIDENCE_CLOSED' | 'JUDGED' | 'ENDED_EARLY';

export function stageOf(trial: TrialSnapshot): Stage {
  if (trial.verdict) return 'JUDGED';
  if (trial.terminated) return 'ENDED_EARLY';
  if (trial.evidenceClosedOn) return 'EVIDENCE_CLOSED';
  return trial.indictedOn ? 'MAIN_TRIAL' : 'BEFORE_INDICTMENT';
}
