import type { CaseBound } from '../../access/domain/case-bound.js';
import { type CalendarDate, firstOfMonth } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const programmes = ['IOM', 'OMIK', 'DEPORTATION', 'SELF', 'OTHER'] as const;
export type Programme = (typeof programmes)[number];

/** Programmes whose departures count as repatriation (`domain.md` 5.5). */
export const repatriationProgrammes: readonly Programme[] = ['IOM', 'OMIK', 'DEPORTATION'];

export const planStatuses = ['REQUESTED', 'SCHEDULED', 'POSTPONED', 'CANCELLED'] as const;
export type PlanStatus = (typeof planStatuses)[number];

export const movementKinds = ['DEPARTURE', 'RETURN'] as const;
export type MovementKind = (typeof movementKinds)[number];

export const precisions = ['EXACT', 'MONTH', 'UNKNOWN'] as const;
export type Precision = (typeof precisions)[number];

/** A plan is not a departure: its day never makes one (`domain.md` 5.3). */
export interface PlannedReturn extends CaseBound {
  readonly witnessId: string;
  readonly programme: Programme;
  readonly status: PlanStatus;
  readonly scheduledFor: CalendarDate | null;
  readonly destination: string | null;
  readonly source: string | null;
}

/** A departure or a return that has happened, as precisely as it is known. */
export interface Movement extends CaseBound {
  readonly witnessId: string;
  readonly kind: MovementKind;
  /** Set on a departure only. */
  readonly programme: Programme | null;
  /** The day, any day of the month for MONTH, null for UNKNOWN. */
  readonly date: CalendarDate | null;
  readonly precision: Precision;
  readonly lastConfirmedPresence: CalendarDate | null;
  readonly destination: string | null;
  readonly source: string | null;
}

/** A stay in a shelter, as days; the place is never recorded. */
export interface ShelterStay extends CaseBound {
  readonly witnessId: string;
  readonly enteredOn: CalendarDate;
  readonly leftOn: CalendarDate | null;
}

export const deportationOrderStatuses = ['IN_FORCE', 'SUSPENDED', 'ANNULLED', 'EXECUTED'] as const;
export type DeportationOrderStatus = (typeof deportationOrderStatuses)[number];

export interface DeportationOrder extends CaseBound {
  readonly witnessId: string;
  readonly issuedOn: CalendarDate;
  readonly status: DeportationOrderStatus;
}

/**
 * A later plan replaces an earlier one (`domain.md` 5.10 row 3): one without a day would hide that a departure is near.
 * @throws Refusal.
 */
export function refuseUndatedPlan({ status, scheduledFor }: PlannedReturn): void {
  if (status === 'SCHEDULED' && !scheduledFor) refuse('PLAN_DAY_MISSING', 'input.scheduledFor');
}

/** @throws Refusal when programme, precision, day and record day contradict one another (`domain.md` 5.3, 5.11). */
export function refuseImpossibleMovement({ kind, programme, precision, date, recordedOn }: Movement): void {
  if (kind === 'DEPARTURE' && !programme) refuse('DEPARTURE_NEEDS_PROGRAMME', 'input.programme');
  if (kind === 'RETURN' && programme) refuse('RETURN_HAS_NO_PROGRAMME', 'input.programme');
  if ((precision === 'UNKNOWN') !== (date === null)) refuse('DATE_NEEDS_PRECISION', 'input.date');
  if (!date) return;
  const happened = precision === 'MONTH' ? firstOfMonth(date) : date;
  if (recordedOn < happened) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}

/** @throws Refusal when it ends before it begins. */
export function refuseImpossibleStay({ enteredOn, leftOn }: ShelterStay): void {
  if (leftOn && leftOn < enteredOn) refuse('ENDS_BEFORE_IT_BEGINS', 'input.leftOn');
}

/** @throws Refusal when it was recorded before it was issued. */
export function refuseImpossibleOrder({ issuedOn, recordedOn }: DeportationOrder): void {
  if (recordedOn < issuedOn) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}
