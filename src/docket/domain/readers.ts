import { type CalendarDate, isCalendarDate } from '../../kernel/calendar-date.js';
import type { DocketReference } from '../../reference/domain/reference-pack.js';
import { quoted, type Reading, type Step } from './reading.js';

/** Reads one value of the document, or refuses it where the reading stands. `undefined` is a value that is not there. */
export type Reader<T> = (value: unknown, reading: Reading) => T;

/** What a reader gives. */
export type ValueOf<R> = R extends Reader<infer T> ? T : never;

type Fields = Readonly<Record<string, Reader<unknown>>>;

const LONGEST_TEXT = 10_000;
const LONGEST_CODE = 200;
const DEEPEST_ASIDE = 32;
/** The name by which a JavaScript object reaches its prototype: no field and no code may bear it. */
const PROTOTYPE = '__proto__';
/** Control characters, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}]/u;

/** Must be there, and not be null. */
export function required<T>(reader: Reader<T>): Reader<T> {
  return (value, reading) =>
    value === undefined || value === null ? reading.refuse('is required') : reader(value, reading);
}

/** May be missing or null. */
export function optional<T>(reader: Reader<T>): Reader<T | null>;
export function optional<T, D>(reader: Reader<T>, otherwise: D): Reader<T | D>;
export function optional<T>(reader: Reader<T>, otherwise: unknown = null): Reader<unknown> {
  return (value, reading) => (value === undefined || value === null ? otherwise : reader(value, reading));
}

/** An object with these fields and no others. */
export function record<F extends Fields>(fields: F): Reader<{ readonly [Name in keyof F]: ValueOf<F[Name]> }> {
  const readers = Object.entries(fields);
  return (value, reading) => {
    if (!isObject(value)) return reading.refuse('must be an object');
    for (const name of Object.keys(value)) {
      if (!Object.hasOwn(fields, name)) reading.refuse('is not a field of the format', name);
    }
    const result: Record<string, unknown> = {};
    for (const [name, reader] of readers) result[name] = within(reading, name, () => reader(value[name], reading));
    return result as { readonly [Name in keyof F]: ValueOf<F[Name]> };
  };
}

/** Looks at a value once it was read without a fault: fills in defaults, or refuses what does not fit together. */
export function refine<T, U>(reader: Reader<T>, next: (value: T, reading: Reading) => U): Reader<U> {
  return (value, reading) => {
    const before = reading.faultCount;
    const read = reader(value, reading);
    return reading.faultCount === before ? next(read, reading) : (undefined as never);
  };
}

/** A list, in its order; empty when it is missing. */
export function list<T>(reader: Reader<T>): Reader<readonly T[]> {
  return (value, reading) => {
    if (value === undefined || value === null) return [];
    if (!Array.isArray(value)) return reading.refuse('must be a list');
    return value.map((item: unknown, index) => within(reading, index, () => reader(item, reading)));
  };
}

/** A list in which a repeated value adds nothing. */
export function set<T extends string>(reader: Reader<T>): Reader<readonly T[]> {
  return refine(list(reader), (items, reading) => {
    const distinct = [...new Set(items)];
    if (distinct.length < items.length) reading.remark('names the same thing more than once');
    return distinct;
  });
}

/** An object that maps codes to values. */
export function mapOf<T>(reader: Reader<T>): Reader<ReadonlyMap<string, T>> {
  return (value, reading) => {
    if (!isObject(value)) return reading.refuse('must be an object');
    return new Map(
      Object.entries(value).map(([key, item]) => [key, within(reading, key, () => reader(item, reading))] as const),
    );
  };
}

export function text(longest = LONGEST_TEXT): Reader<string> {
  return (value, reading) => {
    if (typeof value !== 'string') return reading.refuse('must be a text');
    if (value.length > longest) return reading.refuse(`is longer than ${String(longest)} characters`);
    if (UNPRINTABLE.test(value)) return reading.refuse('holds a control character or half of a character');
    return value;
  };
}

/** A code or an id: any short text but none at all. */
export const code = refine(text(LONGEST_CODE), (value, reading) => {
  if (value.trim() === '') return reading.refuse('is empty');
  return value === PROTOTYPE ? reading.refuse(`must not be ${PROTOTYPE}`) : value;
});

/** A code of the reference pack. */
export function codeOf(kind: keyof DocketReference, name: string): Reader<string> {
  return refine(code, (value, reading) =>
    reading.reference[kind].has(value) ? value : reading.refuse(`${quoted(value)} is no ${name} of the reference pack`),
  );
}

/** A country of ISO 3166-1 alpha-2, or a code that it leaves to users. */
export const country: Reader<string> = (value, reading) =>
  typeof value === 'string' && /^[A-Z]{2}$/.test(value)
    ? value
    : reading.refuse('must be a country code of two capital letters');

export const day: Reader<CalendarDate> = (value, reading) =>
  isCalendarDate(value) ? value : reading.refuse('must be a day that exists, as in 2001-06-05');

export const flag: Reader<boolean> = (value, reading) =>
  typeof value === 'boolean' ? value : reading.refuse('must be true or false');

export function whole(least: number, most: number): Reader<number> {
  return (value, reading) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? value
      : reading.refuse(`must be a whole number from ${String(least)} to ${String(most)}`);
}

export function oneOf<T extends string>(values: readonly T[]): Reader<T> {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value, reading) => (known.has(value) ? (value as T) : reading.refuse(`must be one of ${values.join(', ')}`));
}

/** What the format allows and an import does not read. It must be harmless all the same. */
export const aside: Reader<null> = (value, reading) => {
  checkAside(value, reading, 0);
  return null;
};

function checkAside(value: unknown, reading: Reading, depth: number): void {
  if (typeof value === 'string') text()(value, reading);
  if (typeof value !== 'object' || value === null) return;
  if (depth === DEEPEST_ASIDE) return reading.refuse('is nested too deep');
  for (const [key, item] of Object.entries(value)) {
    if (key === PROTOTYPE || UNPRINTABLE.test(key)) reading.refuse('is not a field of the format', key);
    within(reading, Array.isArray(value) ? Number(key) : key, () => checkAside(item, reading, depth + 1));
  }
}

function within<T>(reading: Reading, step: Step, read: () => T): T {
  reading.enter(step);
  const result = read();
  reading.leave();
  return result;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
