import { ExpectedError } from '../kernel/errors.js';

/** A failure that says itself what to do: an expected one, or one with a cure. */
interface Curable extends Error {
  readonly cure: string;
}

/** Says on standard error what went wrong and how to mend it, without a stack. @returns the exit code. */
export function explainFailure(error: unknown): number {
  const known = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${known.message}\n`);
  if (isCurable(known)) process.stderr.write(`${known.cure}\n`);
  else if (!(known instanceof ExpectedError)) process.stderr.write('`npm run doctor` may know more.\n');
  return 1;
}

function isCurable(error: Error): error is Curable {
  return 'cure' in error && typeof error.cure === 'string';
}
