import { describe, expect, it } from '@jest/globals';
import { isLookKept } from './looks.js';

describe('A look is kept', () => {
  it('where the policy keeps reads of the class for the role', () => {
    expect(isLookKept({ role: 'MONITOR' }, 'WITNESS_STATUS:LIST')).toBe(true);
    expect(isLookKept({ role: 'HQ_ANALYST' }, 'CASE_PUBLIC:LIST')).toBe(true);
    expect(isLookKept({ role: 'LAWYER' }, 'PRIVILEGED_NOTE:READ')).toBe(true);
    expect(isLookKept({ role: 'AUDITOR' }, 'AUDIT_EVENT:LIST')).toBe(true);
  });

  it('where it must be committed before anything is shown', () => {
    expect(isLookKept({ role: 'TFP' }, 'WITNESS_IDENTITY:REVEAL')).toBe(true);
  });

  it('not where the policy keeps only changes, or nothing', () => {
    expect(isLookKept({ role: 'MONITOR' }, 'CASE_PUBLIC:LIST')).toBe(false);
    expect(isLookKept({ role: 'LAWYER' }, 'CASE_PUBLIC:READ')).toBe(false);
    expect(isLookKept({ role: 'ADMIN' }, 'REFERENCE_DATA:LIST')).toBe(false);
  });

  it('not of a class that the role may not read at all', () => {
    expect(isLookKept({ role: 'ADMIN' }, 'WITNESS_STATUS:LIST')).toBe(false);
  });

  it('not of a system actor: what the reader is shown of its work is the look of the reader', () => {
    expect(isLookKept({ role: 'ASSESSOR' }, 'WITNESS_STATUS:LIST')).toBe(false);
  });
});
