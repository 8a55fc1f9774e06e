import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

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
