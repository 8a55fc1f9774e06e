import { addMonths, type CalendarDate, latest } from '../../kernel/calendar-date.js';

/** The classes of data that can be erased: what is sealed under a person's key. */
export const retainedClasses = ['WITNESS_IDENTITY'] as const;
export type RetainedClass = (typeof retainedClasses)[number];

/** What a period is counted from. */
export const retentionEvents = [
  /** The judgment of the latest cycle, or the last hearing where one followed. */
  'FINAL_JUDGMENT',
  /** The proceedings ended early. */
  'TERMINATION',
  /** Somebody reached her, heard her or took her statement, or recorded who she is. */
  'LAST_CONTACT',
] as const;
export type RetentionEvent = (typeof retentionEvents)[number];

/** How long data of a class are kept after an event. */
export interface RetentionRule {
  readonly dataClass: RetainedClass;
  readonly event: RetentionEvent;
  readonly months: number;
  readonly version: number;
}

/** A case in which a person occurs, whatever her part in it. */
export interface CaseOfPerson {
  /** Null while there is no judgment in the latest cycle. */
  readonly judgedOn: CalendarDate | null;
  readonly terminatedOn: CalendarDate | null;
  /** A legal hold lies on it. */
  readonly onHold: boolean;
}

/** What of a person decides how long her identity is kept. */
export interface RetainedPerson {
  readonly cases: readonly CaseOfPerson[];
  readonly lastContactOn: CalendarDate | null;
}

type Periods = readonly Pick<RetentionRule, 'event' | 'months'>[];

/**
 * The first day on which an identity need not be kept any longer: every period has passed, of each of her cases and of
 * the last contact. A case that has not ended, or whose end has no rule, keeps it without limit; so does, for a person
 * in no case, a missing rule about contacts. What is not written is not due.
 */
export function dueOn({ cases, lastContactOn }: RetainedPerson, rules: Periods): CalendarDate | null {
  const ends = cases.map((one) => endOfCase(one, rules));
  if (ends.includes(null)) return null;
  const ofContact = endOfPeriod('LAST_CONTACT', lastContactOn, rules);
  return cases.length === 0 ? ofContact : latest(ofContact, ...ends);
}

export function isOnHold({ cases }: RetainedPerson): boolean {
  return cases.some(({ onHold }) => onHold);
}

function endOfCase({ judgedOn, terminatedOn }: CaseOfPerson, rules: Periods): CalendarDate | null {
  return judgedOn ? endOfPeriod('FINAL_JUDGMENT', judgedOn, rules) : endOfPeriod('TERMINATION', terminatedOn, rules);
}

function endOfPeriod(event: RetentionEvent, day: CalendarDate | null, rules: Periods): CalendarDate | null {
  const rule = rules.find((one) => one.event === event);
  return rule && day ? addMonths(day, rule.months) : null;
}
