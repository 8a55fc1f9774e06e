import { explainSystemError } from '../db/embedded/postgres-failure.js';

/** What one check found. `what` is a whole sentence that says it, `cure` one that says how to mend it. */
export type Outcome =
  | { readonly kind: 'ok'; readonly what: string }
  | { readonly kind: 'warning' | 'problem'; readonly what: string; readonly cure: string };

/** One thing that can be wrong with an installation. A check changes nothing. */
export interface Check {
  readonly name: string;
  run(): Promise<Outcome> | Outcome;
}

/** A check's name and what it found. */
export interface Finding {
  readonly name: string;
  readonly outcome: Outcome;
}

export const ok = (what: string): Outcome => ({ kind: 'ok', what });
export const warning = (what: string, cure: string): Outcome => ({ kind: 'warning', what, cure });
export const problem = (what: string, cure: string): Outcome => ({ kind: 'problem', what, cure });

/** One after the other; a check that breaks is a finding itself and does not hide the others. */
export async function runChecks(checks: readonly Check[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const check of checks) findings.push({ name: check.name, outcome: await outcomeOf(check) });
  return findings;
}

async function outcomeOf(check: Check): Promise<Outcome> {
  try {
    return await check.run();
  } catch (error) {
    // The errors of platform/db tell what is wrong and its cure apart themselves.
    const { message, what, cure } = explainSystemError(error) as Error & { what?: string; cure?: string };
    return problem(
      what ?? `This could not be checked: ${message}.`,
      cure ?? 'Mend that, then run npm run doctor again.',
    );
  }
}
