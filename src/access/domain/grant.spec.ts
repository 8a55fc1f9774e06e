import { describe, expect, it } from '@jest/globals';
import { logged, loggedAhead } from './grant.js';

describe('A grant', () => {
  it('spells its actions by their letters', () => {
    expect(loggedAhead('cuV', { when: ['STEP_UP_TOTP'], mask: 'PLAN_DAYS' })).toEqual({
      actions: ['CREATE', 'UPDATE', 'REVEAL'],
      conditions: ['STEP_UP_TOTP'],
      mask: 'PLAN_DAYS',
      audit: 'WRITE_AHEAD',
    });
  });

  it('is refused with a letter that no action has', () => {
    expect(() => logged('lq')).toThrow('no action has the letter q');
  });
});
