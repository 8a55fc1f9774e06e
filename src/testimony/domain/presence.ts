import { addDays, type CalendarDate, earliest, firstOfMonth, lastOfMonth, latest } from '../../kernel/calendar-date.js';
import type { DepartureFacts, ReturnFacts, WitnessFacts } from './trial-facts.js';

/** The days on which a departure can have happened, both included. `from` is null when nothing bounds it. */
export interface DepartureInterval {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate;
}

/** Where a witness is on a day, and the record that says so; `departure` is null exactly for PRESENT. */
export interface Presence {
  readonly day: CalendarDate;
  readonly state: 'PRESENT' | 'DEPARTED' | 'UNDETERMINED';
  readonly departure: DepartureFacts | null;
  /** The return after which she counts as present, when there is one. */
  readonly back: ReturnFacts | null;
}

interface Step {
  readonly from: CalendarDate | null;
  readonly to: CalendarDate;
  readonly recordedOn: CalendarDate;
  readonly ordinal: number;
  readonly departure: DepartureFacts | null;
  readonly back: ReturnFacts | null;
}

/** The first day on which it can have happened as far as its own date says; null for an unknown one. */
export function dayOfDeparture({ precision, departedOn }: DepartureFacts): CalendarDate | null {
  if (precision === 'UNKNOWN' || departedOn === null) return null;
  return precision === 'MONTH' ? firstOfMonth(departedOn) : departedOn;
}

/** `domain.md` 5.3 and 5.10 row 5. Nobody records a departure before it happened, so the record's day is the last. */
export function departureInterval(departure: DepartureFacts): DepartureInterval {
  const { precision, departedOn, lastConfirmedPresence, recordedOn } = departure;
  const afterLastSeen = lastConfirmedPresence && addDays(lastConfirmedPresence, 1);
  if (precision === 'UNKNOWN' || departedOn === null) return { from: afterLastSeen, to: recordedOn };
  if (precision === 'EXACT') return { from: departedOn, to: departedOn };
  return {
    from: latest(firstOfMonth(departedOn), afterLastSeen),
    to: earliest(lastOfMonth(departedOn), recordedOn) ?? recordedOn,
  };
}

/**
 * Presence on a day (`domain.md` 5.3, 5.10 rows 6 and 19): movements are followed in their order; a further departure
 * of one who is certainly gone changes nothing. A departure on the very day counts as gone.
 */
export function presenceOn(witness: WitnessFacts, day: CalendarDate): Presence {
  let presence: Presence = { day, state: 'PRESENT', departure: null, back: null };
  for (const step of movementsInOrder(witness)) {
    if (step.departure && presence.state !== 'DEPARTED') presence = afterDeparture(presence, step);
    if (step.back && step.to <= day) presence = { day, state: 'PRESENT', departure: null, back: step.back };
  }
  return presence;
}

function afterDeparture(before: Presence, { departure, from, to }: Step): Presence {
  const { day } = before;
  if (to <= day) return { day, state: 'DEPARTED', departure, back: null };
  if (from === null || from <= day) return { day, state: 'UNDETERMINED', departure, back: null };
  return before;
}

function movementsInOrder({ departures, returns }: WitnessFacts): readonly Step[] {
  const steps: readonly Step[] = [
    ...departures.map((departure) => ({ ...departure, ...departureInterval(departure), departure, back: null })),
    ...returns.map((back) => ({ ...back, from: back.date, to: back.date, departure: null, back })),
  ];
  return steps.toSorted(
    (one, other) =>
      compare(one.to, other.to) || compare(one.recordedOn, other.recordedOn) || one.ordinal - other.ordinal,
  );
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
