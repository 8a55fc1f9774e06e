import type { CaseBound } from '../../access/domain/case-bound.js';

/** One person who stands accused in one case, by code: `D1`. */
export interface Accused extends CaseBound {
  readonly personId: string;
  readonly code: string;
}
