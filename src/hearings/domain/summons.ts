import type { CaseBound } from '../../access/domain/case-bound.js';

/** A witness called to a hearing. */
export interface Summons extends CaseBound {
  readonly hearingId: string;
  readonly witnessId: string;
}
