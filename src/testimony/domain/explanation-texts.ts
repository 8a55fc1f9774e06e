import { isCalendarDate } from '../../kernel/calendar-date.js';
import { monthNames, vocabularies } from './explanation-words.js';
import { type Reason, reasonTexts } from './reasons.js';

/** The sentence for one step of an explanation: `The witness left on 19 February 2001, with IOM.` */
export function explain(reason: Reason): string {
  return reasonTexts[reason.code].replace(/\{(\w+)\}/g, (_, name: string) =>
    inWords(name, reason.parameters[name] ?? ''),
  );
}

function inWords(name: string, value: string | number): string {
  if (isCalendarDate(value)) return longDay(value);
  return vocabularies[name]?.[value] ?? String(value);
}

function longDay(day: string): string {
  return `${String(Number(day.slice(8)))} ${monthNames[Number(day.slice(5, 7)) - 1] ?? ''} ${day.slice(0, 4)}`;
}
