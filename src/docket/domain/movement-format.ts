import { type CalendarDate, firstOfMonth } from '../../kernel/calendar-date.js';
import {
  type MovementKind,
  movementKinds,
  type PlanStatus,
  planStatuses,
  type Precision,
  precisions,
  type Programme,
  programmes,
} from '../../witnesses/domain/return.js';
import { day, oneOf, optional, type Reader, record, refine, required, text, type ValueOf } from './readers.js';
import type { Reading } from './reading.js';

/** A planned departure: one that was requested, scheduled, postponed or cancelled. */
export interface DocketPlan {
  readonly kind: 'PLAN';
  readonly programme: Programme;
  readonly status: PlanStatus;
  readonly scheduledFor: CalendarDate | null;
  readonly recordedOn: CalendarDate;
  readonly source: string | null;
  readonly destination: string | null;
}

/** A departure that has happened. */
export interface DocketDeparture {
  readonly kind: 'DEPARTURE';
  readonly programme: Programme;
  readonly precision: Precision;
  /** Null when the precision is UNKNOWN. */
  readonly departedOn: CalendarDate | null;
  readonly lastConfirmedPresence: CalendarDate | null;
  readonly recordedOn: CalendarDate;
  readonly source: string | null;
  readonly destination: string | null;
}

/** A return that has happened. */
export interface DocketReturn {
  readonly kind: 'RETURN';
  readonly date: CalendarDate;
  readonly recordedOn: CalendarDate;
  readonly source: string | null;
  readonly destination: string | null;
}

export type DocketMovement = DocketPlan | DocketDeparture | DocketReturn;

const flat = record({
  kind: required(oneOf<MovementKind>(movementKinds)),
  programme: optional(oneOf(programmes)),
  status: optional(oneOf([...planStatuses, 'DEPARTED'] as const)),
  scheduledFor: optional(day),
  departedOn: optional(day),
  precision: optional(oneOf(precisions)),
  lastConfirmedPresence: optional(day),
  date: optional(day),
  recordedOn: required(day),
  source: optional(text()),
  destination: optional(text()),
});
type Flat = ValueOf<typeof flat>;

const departureFields = [
  'programme',
  'status',
  'scheduledFor',
  'departedOn',
  'precision',
  'lastConfirmedPresence',
] as const;

/** A movement of the document: `kind` says which of its fields it may have (`domain.md` 5.11). */
export const movement: Reader<DocketMovement> = refine(flat, (found, reading) => {
  if (found.kind === 'RETURN') return returned(found, reading);
  if (found.date !== null) return reading.refuse('belongs to a return only', 'date');
  const { programme, status } = found;
  if (programme === null) return reading.refuse('is required of a departure', 'programme');
  if (status === null) return reading.refuse('is required of a departure', 'status');
  return status === 'DEPARTED' ? departed(found, programme, reading) : planned(found, { programme, status }, reading);
});

function returned(found: Flat, reading: Reading): DocketReturn {
  const { date, recordedOn, source, destination } = found;
  const foreign = departureFields.find((name) => found[name] !== null);
  if (foreign) return reading.refuse('belongs to a departure only', foreign);
  if (date === null) return reading.refuse('is required of a return', 'date');
  if (recordedOn < date) return reading.refuse(`is before the return that it records, ${date}`, 'recordedOn');
  return { kind: 'RETURN', date, recordedOn, source, destination };
}

function departed(found: Flat, programme: Programme, reading: Reading): DocketDeparture {
  const { precision, lastConfirmedPresence, recordedOn, source, destination } = found;
  if (precision === null) return reading.refuse('is required of a departure that has happened', 'precision');
  if (found.departedOn === null && precision !== 'UNKNOWN') {
    return reading.refuse('is required unless the precision is UNKNOWN', 'departedOn');
  }
  remarkUnused(found, precision === 'UNKNOWN' ? ['departedOn', 'scheduledFor'] : ['scheduledFor'], reading);
  const departedOn = precision === 'UNKNOWN' ? null : found.departedOn;
  const first = firstPossibleDay(precision, departedOn);
  if (first && recordedOn < first) {
    return reading.refuse(`is before the departure that it records, ${first}`, 'recordedOn');
  }
  return {
    kind: 'DEPARTURE',
    programme,
    precision,
    departedOn,
    lastConfirmedPresence,
    recordedOn,
    source,
    destination,
  };
}

function firstPossibleDay(precision: Precision, departedOn: CalendarDate | null): CalendarDate | null {
  return departedOn && precision === 'MONTH' ? firstOfMonth(departedOn) : departedOn;
}

function planned(
  found: Flat,
  { programme, status }: Pick<DocketPlan, 'programme' | 'status'>,
  reading: Reading,
): DocketPlan {
  const { scheduledFor, recordedOn, source, destination } = found;
  remarkUnused(found, ['departedOn', 'precision', 'lastConfirmedPresence'], reading);
  if (status === 'SCHEDULED' && scheduledFor === null)
    reading.remark('is missing: the day counts as unknown', 'scheduledFor');
  return { kind: 'PLAN', programme, status, scheduledFor, recordedOn, source, destination };
}

function remarkUnused(found: Flat, names: readonly (keyof Flat)[], reading: Reading): void {
  for (const name of names) {
    if (found[name] !== null) reading.remark('is not used, because it does not fit the status or the precision', name);
  }
}
