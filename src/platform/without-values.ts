import { sqlState } from './db/database.js';

/** What may be logged of a failure that nobody expected. */
interface Report {
  readonly error: string;
  readonly stack: string;
}

/**
 * Says what failed and where, never with which values: the message of a database quotes what was sent, that of a
 * parser what it read. Only our own broken promises are quoted.
 */
export function withoutValues(failure: unknown): Report {
  const error = failure instanceof Error ? failure : new Error();
  const state = sqlState(error);
  const name = state ? `SQLSTATE ${state}` : codeOf(error);
  return { error: error.message.startsWith('BUG: ') ? error.message : name, stack: places(error) };
}

function codeOf(error: Error): string {
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}

/** The stack without its head, in which the message stands. */
function places({ stack = '' }: Error): string {
  return stack
    .split('\n')
    .filter((line) => /^ {4}at /.test(line))
    .join('\n');
}
