import type { RecoveryType } from '../../witnesses/domain/recovery-step.js';
import type { Programme } from '../../witnesses/domain/return.js';
import type { OtherReason } from '../../witnesses/domain/witness.js';
import type { Reason } from './reasons.js';

/** Which rules decided: a change of any answer of this folder is a new version. */
export const rulesetVersion = '2001.1';

/** Ordered as the headline takes them: the worst first (`domain.md` 5.6). */
export const testimonyClasses = [
  'LOST',
  'STATEMENT_READ',
  'AT_RISK',
  'RECOVERABLE',
  'NOT_HEARD_OTHER',
  'PENDING',
  'DEPOSITION_CONFRONTED',
  'HEARD_PROTECTED',
  'HEARD_LIVE',
] as const;
export type TestimonyClass = (typeof testimonyClasses)[number];

/** Sorted by code unit. */
export const witnessFlags = [
  'DEPARTURE_AFTER_HEARING',
  'DEPARTURE_DATE_UNKNOWN',
  'DEPARTURE_OVERDUE_UNCONFIRMED',
  'DEPORTATION_ORDER',
  'MINOR',
  'MINOR_UNPROTECTED',
  'NEEDS_VERIFICATION',
  'NOT_SUMMONED',
  'NO_HEARING_BEFORE_DEPARTURE',
  'OBJECTION_OVERRULED',
  'PARTIAL',
  'POLICE_STATEMENT',
  'PROCEEDINGS_DISCONTINUED',
  'RECOVERY_ACTIVE',
  'SAME_DAY',
  'UNCONFRONTED_STATEMENT_ON_FILE',
  'URGENT',
] as const;
export type WitnessFlag = (typeof witnessFlags)[number];

/** Sorted by code unit. */
export const trialFlags = [
  'CAUSE_UNDETERMINED',
  'FAIR_TRIAL_REVIEW',
  'TESTIMONY_AT_RISK',
  'TESTIMONY_DIMINISHED_BY_REPATRIATION',
  'TESTIMONY_LOST_TO_REPATRIATION',
  'TESTIMONY_RECOVERABLE',
  'VICTIM_DEPORTED',
] as const;
export type TrialFlag = (typeof trialFlags)[number];

/** The flags that put a trial on the report's list (`domain.md` 5.6). */
export const repatriationFlags: readonly TrialFlag[] = [
  'TESTIMONY_LOST_TO_REPATRIATION',
  'TESTIMONY_DIMINISHED_BY_REPATRIATION',
];

export type Cause =
  Programme | OtherReason | 'REFUSED' | 'NOT_CALLED' | 'NOT_COMPLETED' | 'AVAILABLE_NOT_CALLED' | 'UNDETERMINED';

export type Basis =
  RecoveryType | 'CONFRONTED_RECORD_ON_FILE' | 'CONTACTABLE_AND_WILLING' | 'UNCONFRONTED_STATEMENT' | 'UNTESTED_ORAL';

export const fairTrialRisks = ['LOW', 'ELEVATED', 'HIGH'] as const;
export type FairTrialRisk = (typeof fairTrialRisks)[number];

export interface WitnessAssessment {
  readonly class: TestimonyClass;
  readonly final: boolean;
  readonly cause: Cause | null;
  readonly lostToRepatriation: 'YES' | 'NO' | 'UNDETERMINED';
  readonly basis: Basis | null;
  readonly fairTrialRisk: FairTrialRisk | null;
  /** Sorted. */
  readonly flags: readonly WitnessFlag[];
  /** The deciding rule first, then the facts that made it decide. */
  readonly explanation: readonly Reason[];
}

export interface TrialAssessment {
  readonly headline: TestimonyClass | 'NO_VICTIM_WITNESS';
  readonly extent: 'ALL' | 'PARTIAL' | null;
  /** Sorted. */
  readonly flags: readonly TrialFlag[];
  readonly explanation: readonly Reason[];
}

/** The result for one case: witnesses in scope by code, and the trial. */
export interface Assessment {
  readonly witnesses: Readonly<Record<string, WitnessAssessment>>;
  readonly trial: TrialAssessment;
}
