import { ExpectedError } from '../kernel/errors.js';

/** A failure that says itself what to do: an expected one, or one with a cure. */
interface Curable extends Error {
  /** Where the message goes on with the cure: what is wrong, alone. */
  readonly what?: string;
  readonly cure: string;
}

/** Says on standard error what went wrong and how to mend it, without a stack. @returns the exit code. */
export function explainFailure(error: unknown): number {
  const known = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${explanation(known)}\n`);
  return 1;
}

function explanation(error: Error): string {
  if (isCurable(error)) return `${error.what ?? error.message}\n${error.cure}`;
  if (error instanceof ExpectedError) return error.message;
  return `${error.message}\n\`npm run doctor\` may know more.`;
}

function isCurable(error: Error): error is Curable {
  return 'cure' in error && typeof error.cure === 'string';
}
