/** How far first-instance proceedings have come, derived from what happened and stored nowhere (`domain.md` 2.4). */
export const caseStages = ['BEFORE_INDICTMENT', 'MAIN_TRIAL', 'EVIDENCE_CLOSED', 'JUDGED', 'ENDED_EARLY'] as const;
export type CaseStage = (typeof caseStages)[number];

/** What of the latest cycle has happened. */
export interface Progress {
  readonly indicted: boolean;
  readonly evidenceClosed: boolean;
  readonly judged: boolean;
  readonly terminated: boolean;
}

export function stageOf({ indicted, evidenceClosed, judged, terminated }: Progress): CaseStage {
  if (judged) return 'JUDGED';
  if (terminated) return 'ENDED_EARLY';
  if (evidenceClosed) return 'EVIDENCE_CLOSED';
  return indicted ? 'MAIN_TRIAL' : 'BEFORE_INDICTMENT';
}
