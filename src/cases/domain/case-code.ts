import type { CalendarDate } from '../../kernel/calendar-date.js';

/** A pseudonymous code: region, number in order of entry, year: `PRI-0001/01`. */
export function caseCode(prefix: string, number: number, day: CalendarDate): string {
  return `${prefix}-${String(number).padStart(4, '0')}/${day.slice(2, 4)}`;
}
