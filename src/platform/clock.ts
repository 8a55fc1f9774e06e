import type { CalendarDate } from '../kernel/calendar-date.js';

/**
 * The only place that asks what time it is. Rules never do: they are given a day.
 * Days are days in UTC on every machine, so that two of them never disagree.
 */
export const clock = {
  /** Now, as an ISO instant in UTC. */
  now: (): string => new Date().toISOString(),
  /** Milliseconds since 1970. */
  milliseconds: (): number => Date.now(),
  /** Today's day, UTC. */
  today: (): CalendarDate => new Date().toISOString().slice(0, 10),
};
