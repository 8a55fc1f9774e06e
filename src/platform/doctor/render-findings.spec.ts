import { describe, expect, it } from '@jest/globals';
import { type Finding, ok, problem, runChecks, warning } from './check.js';
import { exitCodeOf, renderFindings } from './render-findings.js';

const fine: Finding = { name: 'port', outcome: ok('Port 4000 is free.') };
const note: Finding = { name: 'migrations', outcome: warning('One has not run.', 'Start Vigil: it runs it.') };
const wrong: Finding = { name: 'socket', outcome: problem('It is taken.\nBy whom is unknown.', 'Remove it.') };

describe("the doctor's findings", () => {
  it('say what is wrong and below it how to mend it', () => {
    expect(renderFindings([fine, note, wrong])).toBe(
      [
        'fine   port        Port 4000 is free.',
        'note   migrations  One has not run.',
        '                   → Start Vigil: it runs it.',
        'WRONG  socket      It is taken.',
        '                   By whom is unknown.',
        '                   → Remove it.',
        '',
        '1 of 3 checks found something wrong.',
      ].join('\n'),
    );
  });

  it('fail the command when something is wrong, and not for a note', () => {
    expect(renderFindings([fine, note])).toMatch(/Nothing is wrong\.$/);
    expect([exitCodeOf([fine, note]), exitCodeOf([note, wrong])]).toEqual([0, 1]);
  });

  it('include a check that broke, and the checks after it', async () => {
    const breaks = (): never => {
      throw new Error('the disk is on fire');
    };
    const findings = await runChecks([
      { name: 'disk', run: breaks },
      { name: 'port', run: () => ok('Port 4000 is free.') },
    ]);
    expect(findings.map(({ outcome }) => outcome.kind)).toEqual(['problem', 'ok']);
    expect(findings[0]?.outcome.what).toBe('This could not be checked: the disk is on fire.');
  });
});
