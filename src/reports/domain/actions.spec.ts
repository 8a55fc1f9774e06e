import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assessment } from '../../../test/support/report-records.js';
import { testimonyClasses, witnessFlags } from '../../testimony/domain/assessment.js';
import { actions, actionsFor } from './actions.js';
import { englishLabels } from './labels.js';

describe('what can still be asked for', () => {
  it('is a hearing in time, a supported stay and a summons where testimony is at risk', () => {
    expect(actionsFor([assessment({ class: 'AT_RISK', flags: ['NOT_SUMMONED'] })])).toEqual([
      'EXAMINE_BEFORE_DEPARTURE',
      'SUMMON_THROUGH_PROGRAMME',
      'SUPPORTED_STAY',
    ]);
  });

  it('is a hearing from afar where she has gone and the trial is open, not where she has died', () => {
    const gone = assessment({ class: 'LOST', final: false, cause: 'IOM', lostToRepatriation: 'YES' });
    expect(actionsFor([gone])).toEqual(['REMOTE_HEARING']);
    expect(actionsFor([{ ...gone, final: true }])).toEqual([]);
    expect(actionsFor([assessment({ class: 'NOT_HEARD_OTHER', cause: 'DECEASED' })])).toEqual([]);
  });

  it('comes in one order and without repetition, whoever the witnesses are', () => {
    const anyone = fc
      .record({
        class: fc.constantFrom(...testimonyClasses),
        flags: fc.subarray([...witnessFlags]),
        final: fc.boolean(),
      })
      .map(assessment);
    fc.assert(
      fc.property(fc.array(anyone), (assessments) => {
        const asked = actionsFor(assessments);
        expect(asked).toEqual(actions.filter((action) => asked.includes(action)));
      }),
    );
  });

  it('never holds her back: a stay is her choice and a suspension her wish', () => {
    expect(englishLabels.actions.SUPPORTED_STAY).toContain('The choice is hers');
    expect(englishLabels.actions.SUSPEND_DEPORTATION).toContain('if she wishes');
    expect(englishLabels.actions.REMOTE_HEARING).toContain('if she is willing');
  });
});
