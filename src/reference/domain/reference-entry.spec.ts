import { describe, expect, it } from '@jest/globals';
import { inForceOn } from './reference-entry.js';

describe('an entry is in force', () => {
  const regulation = { validFrom: '2001-01-12', validTo: '2004-04-05' };

  it('on its first and on its last day', () => {
    expect(inForceOn(regulation, '2001-01-12')).toBe(true);
    expect(inForceOn(regulation, '2004-04-05')).toBe(true);
  });

  it('neither the day before nor the day after', () => {
    expect(inForceOn(regulation, '2001-01-11')).toBe(false);
    expect(inForceOn(regulation, '2004-04-06')).toBe(false);
  });

  it('without limit where a day is missing', () => {
    expect(inForceOn({ validFrom: null, validTo: '2004-04-05' }, '1900-01-01')).toBe(true);
    expect(inForceOn({ validFrom: '2001-09-20', validTo: null }, '9999-12-31')).toBe(true);
    expect(inForceOn({ validFrom: '2001-09-20', validTo: null }, '2001-06-05')).toBe(false);
    expect(inForceOn({ validFrom: null, validTo: null }, '2001-06-05')).toBe(true);
  });
});
