import type { CalendarDate } from '../kernel/calendar-date.js';

/**
 * The day on which the mission works: the clock's, or the assessment day that the configuration sets for a demonstration.
 * No rule asks it: a rule is given its day.
 */
export class Today {
  constructor(
    private readonly assessmentDay: CalendarDate | null,
    private readonly clockDay: () => CalendarDate,
  ) {}

  day(): CalendarDate {
    return this.assessmentDay ?? this.clockDay();
  }
}
