import { isCalendarDate } from '../../kernel/calendar-date.js';
import {
  beneficiaries,
  deadlineDirections,
  deadlineEvents,
  marks,
  type ReferenceDetails,
  type ReferenceEntry,
  type ReferenceKind,
} from './reference-entry.js';
import type { ReferencePack } from './reference-pack.js';

/** One field of a file: what it accepts, in code and in words. */
interface Field {
  readonly accepts: (value: unknown, languages: readonly string[]) => boolean;
  /** Completes the sentence "must be …". */
  readonly expected: string;
  /** The kind of which the field names an entry. */
  readonly names?: ReferenceKind;
  /** No two entries of a list have the same value. */
  readonly unique?: true;
}

/** The fields of an object, all of them required and no others allowed. */
export type Fields<Shape = Record<string, unknown>> = { readonly [Name in keyof Shape]-?: Field };

const CODE = /^[A-Za-z0-9][A-Za-z0-9_.:/-]{0,63}$/;
const CASE_PREFIX = /^[A-Z]{2,5}$/;
/** Control characters and lone halves of a surrogate pair. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;
const LONGEST_TEXT = 1000;
const LONGEST_RANGE = 1200;

const text: Field = {
  accepts: (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_TEXT && !UNPRINTABLE.test(value),
  expected: `a text of at most ${String(LONGEST_TEXT)} characters, not blank, without control characters`,
};
const code: Field = {
  accepts: (value) => typeof value === 'string' && CODE.test(value),
  expected: 'a code of at most 64 letters, digits and _ . : / -, a letter or digit first',
};
const casePrefix: Field = {
  accepts: (value) => typeof value === 'string' && CASE_PREFIX.test(value),
  expected: 'two to five capital letters',
  unique: true,
};
const day: Field = { accepts: isCalendarDate, expected: 'a day of the calendar such as 2001-06-05' };
const count: Field = {
  accepts: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= LONGEST_RANGE,
  expected: `a whole number from 0 to ${String(LONGEST_RANGE)}`,
};
const languages: Field = {
  accepts: (value) =>
    Array.isArray(value) &&
    value.includes('en') &&
    value.every((tag) => code.accepts(tag, [])) &&
    new Set(value).size === value.length,
  expected: 'a list of different language tags, en among them',
};
const labels: Field = {
  accepts: (value, known) =>
    isObject(value) &&
    text.accepts(value.en, known) &&
    hasExactly(value, known) &&
    Object.values(value).every((label) => label === null || text.accepts(label, known)),
  expected: 'a text in English and a text or null in each other language of the pack, without control characters',
};
const languageMarks: Field = {
  accepts: (value, known) =>
    isObject(value) &&
    Object.entries(value).every(([language, mark]) => known.includes(language) && oneOf(marks).accepts(mark, known)),
  expected: `marks (${marks.join(', ')}) by language of the pack`,
};
const period: Field = {
  accepts: (value) =>
    isObject(value) &&
    hasExactly(value, ['from', 'to']) &&
    isCalendarDate(value.from) &&
    (value.to === null || (isCalendarDate(value.to) && value.to >= value.from)),
  expected: 'a first day and a last day that is not before it, or null',
};

/** The head of a pack, `pack.json`. */
export const packFields: Fields<Omit<ReferencePack, 'entries'>> = {
  id: code,
  title: text,
  period,
  languages,
  note: text,
};

/** What every entry has, whatever its kind; the details are checked by `detailFields`. */
export const entryFields: Fields<ReferenceEntry> = {
  code: { ...code, unique: true },
  labels,
  validFrom: orNull(day),
  validTo: orNull(day),
  source: text,
  mark: oneOf(marks),
  verifiedBy: orNull(text),
  verifiedOn: orNull(day),
  details: { accepts: isObject, expected: 'an object' },
};

/** What each kind has beyond that. */
export const detailFields: { readonly [Kind in ReferenceKind]: Fields<ReferenceDetails[Kind]> } = {
  REGION: { casePrefix },
  OFFICE: { region: entryOf('REGION'), note: orNull(text) },
  COURT: { type: code, region: orNull(entryOf('REGION')), note: orNull(text) },
  PROVISION: {
    instrument: code,
    ref: text,
    elements: orNull(text),
    minMonths: orNull(count),
    maxMonths: orNull(count),
    group: code,
    minorAggravationOf: orNull(entryOf('PROVISION')),
    note: orNull(text),
  },
  PROTECTIVE_MEASURE: { instrument: code, note: orNull(text) },
  CHECKLIST_ITEM: { group: text, echr: text, iccpr: text, beneficiary: oneOf(beneficiaries) },
  ADJOURNMENT_REASON: {},
  DEADLINE_RULE: {
    event: oneOf(deadlineEvents),
    direction: oneOf(deadlineDirections),
    days: orNull(count),
    months: orNull(count),
    note: orNull(text),
  },
  GLOSSARY_TERM: { expansion: orNull(text), languageMarks },
};

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasExactly(value: object, names: readonly string[]): boolean {
  return Object.keys(value).length === names.length && names.every((name) => Object.hasOwn(value, name));
}

function oneOf(values: readonly string[]): Field {
  return {
    accepts: (value) => typeof value === 'string' && values.includes(value),
    expected: `one of ${values.join(', ')}`,
  };
}

function entryOf(kind: ReferenceKind): Field {
  return { ...code, names: kind };
}

function orNull(field: Field): Field {
  return {
    ...field,
    accepts: (value, known) => value === null || field.accepts(value, known),
    expected: `${field.expected}, or null`,
  };
}
