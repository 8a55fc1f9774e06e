import { describe, expect, it } from '@jest/globals';
import { explainFailure, explainSystemError } from './postgres-failure.js';

describe('why PostgreSQL failed', () => {
  it.each([
    ['FATAL:  could not write file: No space left on device', 'disk-full'],
    ['FATAL:  data directory "/x" has wrong ownership', 'wrong-owner'],
    ['initdb: error: could not access directory "/x": Permission denied', 'wrong-owner'],
    ['PANIC:  could not locate a valid checkpoint record', 'not-starting'],
  ])('is read from its words: %s', (output, code) => {
    const error = explainFailure('PostgreSQL did not start', output);
    expect(error.code).toBe(code);
    expect(error.message).toContain(output);
  });

  it('quotes the last lines alone', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');
    const { what } = explainFailure('PostgreSQL did not start', lines);
    expect(what).toContain('line 29');
    expect(what).not.toContain('line 21\n');
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EACCES', 'wrong-owner'],
    ['EROFS', 'wrong-owner'],
  ])('is read from the refusal of the system: %s', (code, cause) => {
    const refusal = Object.assign(new Error(code), { code, path: '/data/vigil.lock' });
    expect(explainSystemError(refusal)).toMatchObject({ code: cause });
  });

  it('is left as it came when it is none of these', () => {
    const bug = new TypeError('undefined is not a function');
    expect(explainSystemError(bug)).toBe(bug);
  });
});
