import { describe, expect, it } from '@jest/globals';
import { sqlState } from './database.js';

const withCode = (code: string): Error => Object.assign(new Error('failed'), { code });

describe('the SQLSTATE of a failure', () => {
  it.each(['40001', '40P01', '23505', 'P0001', 'XX000', 'HV00N'])('is %s where the database reported it', (code) => {
    expect(sqlState(withCode(code))).toBe(code);
  });

  it.each(['EPIPE', 'EBUSY', 'ECONNRESET'])('is not %s, which the system says of a lost connection', (code) => {
    expect(sqlState(withCode(code))).toBeNull();
  });

  it('is none where there is no code', () => {
    expect([sqlState(new Error('failed')), sqlState('failed')]).toEqual([null, null]);
  });
});
