import type { CaseBound } from '../../access/domain/case-bound.js';

/**
 * Proceedings from the police phase on, also those that never reach an indictment.
 * The stage is derived from what happened and stored nowhere.
 */
export interface TraffickingCase extends Omit<CaseBound, 'caseId'> {
  /** Pseudonymous and generated: `PRI-0001/01`. */
  readonly code: string;
  /** The name under which a docket file knows these proceedings; unique. */
  readonly externalReference: string | null;
  /** Fingerprint of the docket text that last wrote this case, so that the same text changes nothing. */
  readonly importedHash: string | null;
  readonly courtNumber: string | null;
  readonly court: string;
  /** Free text about the case: not shown outside the region until it is cleared of names. */
  readonly title: string | null;
  readonly outcome: string | null;
}
