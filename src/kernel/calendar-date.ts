/**
 * A day of the court's calendar as an ISO string, `2001-06-05`: no time, no time zone.
 * Days compare with `<` and `>` because ISO days sort as text.
 */
export type CalendarDate = string;

const MILLISECONDS_A_DAY = 86_400_000;
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for an ISO day that exists: `2001-02-29` does not. Years 0001 to 9999. */
export function isCalendarDate(value: unknown): value is CalendarDate {
  if (typeof value !== 'string') return false;
  const parts = ISO_DAY.exec(value);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The day `days` after the given one; before it when negative. */
export function addDays(day: CalendarDate, days: number): CalendarDate {
  return new Date(Date.parse(day) + days * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

/** The same day of the month so many months later, or the last day of a shorter month. */
export function addMonths(day: CalendarDate, months: number): CalendarDate {
  const count = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
  const ofMonth = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
}

/** Days from one day to another: 1 from a day to the next, negative when `to` lies before `from`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / MILLISECONDS_A_DAY;
}

export function firstOfMonth(day: CalendarDate): CalendarDate {
  return `${day.slice(0, 7)}-01`;
}

export function lastOfMonth(day: CalendarDate): CalendarDate {
  const length = daysInMonth(Number(day.slice(0, 4)), Number(day.slice(5, 7)));
  return `${day.slice(0, 7)}-${String(length)}`;
}

export function earliest(...days: readonly (CalendarDate | null | undefined)[]): CalendarDate | null {
  return days.reduce<CalendarDate | null>((first, day) => (day && (!first || day < first) ? day : first), null);
}

export function latest(...days: readonly (CalendarDate | null | undefined)[]): CalendarDate | null {
  return days.reduce<CalendarDate | null>((last, day) => (day && (!last || day > last) ? day : last), null);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
