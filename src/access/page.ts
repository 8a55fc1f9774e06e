import sql, { join, raw, type Sql } from 'sql-template-tag';
import { isCalendarDate } from '../kernel/calendar-date.js';
import { BadInput } from '../kernel/errors.js';
import { columnName } from '../platform/db/define-table.js';
import type { RecordDefinition, Row } from './record.js';

/** The place of a row in the order of its record, opaque to the client. */
export function cursorOf<T extends Row>(record: RecordDefinition<T>, row: T): string {
  return Buffer.from(JSON.stringify(keysOf(record).map((key) => row[key]))).toString('base64url');
}

/** ORDER BY of a page: the record's order, the id last, so that pages never shuffle. */
export function orderOf<T extends Row>(record: RecordDefinition<T>): Sql {
  return raw(keysOf(record).map(columnName).join(', '));
}

/** The rows behind a cursor. @throws BadInput when the cursor is none of this record's. */
export function behind<T extends Row>(record: RecordDefinition<T>, after: string | null): Sql {
  if (after === null) return sql`true`;
  const keys = keysOf(record);
  const values = readCursor(after);
  if (values?.length !== keys.length || !keys.every((key, index) => fits(typeOf(record, key), values[index]))) {
    throw new BadInput([{ field: 'after', problem: 'is not a cursor of this list' }]);
  }
  const places = keys.map((key, index) => sql`${values[index]}::text::${raw(typeOf(record, key))}`);
  return sql`(${raw(keys.map(columnName).join(', '))}) > (${join(places)})`;
}

function keysOf<T extends Row>(record: RecordDefinition<T>): readonly (keyof T & string)[] {
  return [...record.order, 'id'];
}

/** What a value of each type looks like that a list may be ordered by; PostgreSQL would fail on another. */
const shapes: Readonly<Record<string, (value: string) => boolean>> = {
  uuid: (value) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value),
  text: (value) => !value.includes('\0'),
  date: isCalendarDate,
  integer: (value) => /^\d{1,9}$/.test(value),
  bigint: (value) => /^\d{1,18}$/.test(value),
};

function fits(type: string, value: string | undefined): boolean {
  return value !== undefined && (shapes[type]?.(value) ?? false);
}

function typeOf<T extends Row>(record: RecordDefinition<T>, key: keyof T & string): string {
  return (record.table.columns as Readonly<Record<string, { readonly type: string }>>)[key]?.type ?? 'text';
}

function readCursor(cursor: string): readonly string[] | null {
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const whole = Array.isArray(values) && values.every((value) => ['string', 'number'].includes(typeof value));
    return whole ? values.map(String) : null;
  } catch {
    return null;
  }
}
