import { type Finding, type Outcome } from './check.js';

const MARKS: Readonly<Record<Outcome['kind'], string>> = { ok: 'fine', warning: 'note', problem: 'WRONG' };
const MARK_WIDTH = 7;

/** The findings as lines for a terminal: mark, name, what was found, and under what is wrong its cure. */
export function renderFindings(findings: readonly Finding[]): string {
  const nameWidth = Math.max(0, ...findings.map(({ name }) => name.length)) + 2;
  const lines = findings.flatMap(({ name, outcome }) => {
    const head = MARKS[outcome.kind].padEnd(MARK_WIDTH) + name.padEnd(nameWidth);
    const what = `${head}${indented(outcome.what, head.length)}`;
    return outcome.kind === 'ok'
      ? [what]
      : [what, `${' '.repeat(head.length)}→ ${indented(outcome.cure, head.length + 2)}`];
  });
  return [...lines, '', summary(findings)].join('\n');
}

/** 1 when something is wrong, as the shell expects; notes alone are 0. */
export function exitCodeOf(findings: readonly Finding[]): 0 | 1 {
  return findings.some(({ outcome }) => outcome.kind === 'problem') ? 1 : 0;
}

function indented(text: string, by: number): string {
  return text.trim().replaceAll('\n', `\n${' '.repeat(by)}`);
}

function summary(findings: readonly Finding[]): string {
  const wrong = findings.filter(({ outcome }) => outcome.kind === 'problem').length;
  return wrong === 0 ? 'Nothing is wrong.' : `${wrong} of ${findings.length} checks found something wrong.`;
}
