import type { CalendarDate } from '../../kernel/calendar-date.js';
import { monthNames } from '../../testimony/domain/explanation-words.js';

/** How a language writes days, numbers and shares. None may use `Intl`, whose data change with Node. */
export interface Formats {
  /** `5 June 2001`. */
  readonly day: (day: CalendarDate) => string;
  /** For tables: `5 Jun 2001`. */
  readonly shortDay: (day: CalendarDate) => string;
  /** For an axis: `Jun 2001`. */
  readonly shortMonth: (day: CalendarDate) => string;
  readonly number: (value: number) => string;
  /** `1 day`, `2 days`. */
  readonly days: (count: number) => string;
  /** `14 of 38 (37 %)`; without the percentage when the base is below 10 (`domain.md` 4.4). */
  readonly share: (part: number, base: number) => string;
  /** `a, b and c`. */
  readonly list: (items: readonly string[]) => string;
}

const SMALLEST_BASE_OF_A_PERCENTAGE = 10;
/** Keeps a day, a number and its unit on one line. */
const GLUE = '\u00a0';

export const englishFormats: Formats = {
  day: (day) => [dayOfMonth(day), monthName(day), day.slice(0, 4)].join(GLUE),
  shortDay: (day) => [dayOfMonth(day), monthName(day).slice(0, 3), day.slice(0, 4)].join(GLUE),
  shortMonth: (day) => [monthName(day).slice(0, 3), day.slice(0, 4)].join(GLUE),
  number,
  days: (count) => `${number(count)}${GLUE}${count === 1 ? 'day' : 'days'}`,
  share: (part, base) => {
    const counts = [number(part), 'of', number(base)].join(GLUE);
    if (base < SMALLEST_BASE_OF_A_PERCENTAGE) return counts;
    return `${counts} (${number(Math.round((100 * part) / base))}${GLUE}%)`;
  },
  list: (items) => {
    const last = items.at(-1) ?? '';
    return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
  },
};

const WRITTEN_DAY = new RegExp(`(\\d{1,2}) (${monthNames.join('|')}) (\\d{4})`, 'g');

/** Keeps on one line each day that stands in a finished sentence. */
export function withGluedDays(sentence: string): string {
  return sentence.replace(WRITTEN_DAY, ['$1', '$2', '$3'].join(GLUE));
}

function dayOfMonth(day: CalendarDate): string {
  return String(Number(day.slice(8, 10)));
}

function monthName(day: CalendarDate): string {
  return monthNames[Number(day.slice(5, 7)) - 1] ?? '';
}

/** `12,345`. */
function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}
