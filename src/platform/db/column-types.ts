import { types } from 'pg';

/** PostgreSQL's type numbers of what we read in our own way. */
const BIGINT = 20;
const DATE = 1082;
const TIMESTAMP_WITH_TIME_ZONE = 1184;

const asText = (value: string): string => value;

/**
 * How column values reach us: a day stays the ISO text that it is (pg would make it a local midnight), an instant
 * becomes ISO text in UTC, a bigint (an order of entry, a count) a number.
 */
export const columnTypes = {
  getTypeParser(type: number, format?: 'text' | 'binary'): (value: string) => unknown {
    if (type === DATE) return asText;
    if (type === BIGINT) return Number;
    if (type === TIMESTAMP_WITH_TIME_ZONE) return (value: string) => new Date(value).toISOString();
    return types.getTypeParser(type, format ?? 'text') as (value: string) => unknown;
  },
};
