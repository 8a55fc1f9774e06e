import type { Purpose } from './purpose.js';

/** What happened to a record, in the past tense: codes and ids, never names or values. */
export interface Fact {
  /** `HearingRecorded`, `WitnessAmended`, `ReportRequested`. */
  readonly type: string;
  readonly id: string;
  readonly caseId: string | null;
  /** The fields that changed. */
  readonly fields?: readonly string[];
  /** Why an identity was asked for. */
  readonly purpose?: Purpose;
  /** How many records a search answered. */
  readonly count?: number;
}
