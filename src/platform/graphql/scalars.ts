import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isCalendarDate } from '../../kernel/calendar-date.js';

/** A day of the court's calendar, as ISO text. */
export const CalendarDateScalar = new GraphQLScalarType<string, string>({
  name: 'CalendarDate',
  description: 'A day as ISO text, `2001-06-05`: no time, no time zone.',
  serialize: (value) => String(value),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : null),
});

function parseDay(value: unknown): string {
  if (isCalendarDate(value)) return value;
  throw new GraphQLError('must be a day that exists, like 2001-06-05');
}

/** An instant, as ISO text in UTC. */
export const InstantScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant as ISO text in UTC, `2001-06-05T10:00:00.000Z`.',
  serialize: (value) => String(value),
});
