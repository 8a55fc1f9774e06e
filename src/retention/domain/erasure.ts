/** Why an identity may be erased. */
export const erasureGrounds = [
  /** Its period has passed. */
  'RETENTION_DUE',
  /** She asked for it. */
  'SUBJECT_REQUEST',
] as const;
export type ErasureGround = (typeof erasureGrounds)[number];

/** What the second person decided. */
export const erasureDecisions = ['WAITING', 'APPROVED', 'REFUSED'] as const;
export type ErasureDecision = (typeof erasureDecisions)[number];
