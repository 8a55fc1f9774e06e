import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const witnessRoles = ['VICTIM', 'WITNESS', 'EXPERT'] as const;
export type WitnessRole = (typeof witnessRoles)[number];

/** How much the case rests on this witness (`domain.md` 5.7). */
export const materialities = ['SOLE', 'DECISIVE', 'SIGNIFICANT', 'PERIPHERAL', 'UNKNOWN'] as const;
export type Materiality = (typeof materialities)[number];

export const willingnesses = ['WILLING', 'UNWILLING', 'UNKNOWN'] as const;
export type Willingness = (typeof willingnesses)[number];

/** Why a witness cannot be heard for a reason that is not a departure. */
export const otherReasons = ['DECEASED', 'ILL', 'UNTRACEABLE', 'WAIVED_BY_PARTIES'] as const;
export type OtherReason = (typeof otherReasons)[number];

/** What the authorities did to bring or hear an absent witness (`domain.md` 2.6). */
export const efforts = [
  'SUMMONS_ABROAD',
  'IOM_TRACING',
  'OSCE_MISSION_CONTACT',
  'LETTER_ROGATORY',
  'VIDEO_LINK_SOUGHT',
  'RETURN_TRAVEL_OFFERED',
  'DEPOSITION_BEFORE_DEPARTURE_SOUGHT',
] as const;
export type Effort = (typeof efforts)[number];

/** What made up for evidence that the defence could not test (`domain.md` 5.7). */
export const counterbalances = [
  'PRE_TRIAL_CONFRONTATION',
  'VIDEO_RECORDING',
  'CORROBORATION',
  'COURT_CAUTION',
  'WRITTEN_QUESTIONS',
  'HEARSAY_WITNESS_EXAMINED',
  'DEFENCE_OWN_VERSION',
] as const;
export type Counterbalance = (typeof counterbalances)[number];

/** A person in the role of a witness in one case: a code, never a name. */
export interface Witness extends CaseBound {
  readonly personId: string;
  readonly code: string;
  readonly role: WitnessRole;
  /** Whether her testimony is in scope (`domain.md` 5.2): proposed, summoned, or relied on by a party. */
  readonly expected: boolean;
  readonly minor: boolean;
  /** ISO 3166-1 alpha-2, `YU` and `XK` included. */
  readonly nationality: string | null;
  readonly materiality: Materiality;
  readonly willing: Willingness;
  readonly contactVerifiedOn: CalendarDate | null;
  /** Whether documented efforts give a good reason for her absence. */
  readonly goodReason: boolean;
  readonly efforts: readonly Effort[];
  readonly counterbalance: readonly Counterbalance[];
  readonly otherReason: OtherReason | null;
  readonly otherReasonOn: CalendarDate | null;
  /** Since when the mission knows of it; null: since it arose. */
  readonly otherReasonRecordedOn: CalendarDate | null;
}

/** @throws Refusal when a reason lacks its day or a day its reason. */
export function refuseImpossibleWitness({ otherReason, otherReasonOn }: Witness): void {
  if ((otherReason === null) !== (otherReasonOn === null)) refuse('REASON_AND_DAY_TOGETHER', 'input.otherReasonOn');
}
