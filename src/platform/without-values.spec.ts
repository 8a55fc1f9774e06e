import { describe, expect, it } from '@jest/globals';
import { Bug } from '../kernel/errors.js';
import { withoutValues } from './without-values.js';

describe('what is logged of an unexpected failure', () => {
  it('is the SQLSTATE of the database, without the value that it quotes', () => {
    const failure = Object.assign(new Error('invalid input syntax for type uuid: "W-4711"'), { code: '22P02' });
    expect(withoutValues(failure).error).toBe('SQLSTATE 22P02');
    expect(JSON.stringify(withoutValues(failure))).not.toContain('W-4711');
  });

  it('is the kind of any other error and the place where it was thrown', () => {
    const failure = new SyntaxError('Unexpected token in "W-4711"\n second line of W-4711');
    const { error, stack } = withoutValues(failure);
    expect(error).toBe('SyntaxError');
    expect(stack).toMatch(/^ {4}at .*without-values\.spec/);
    expect(stack).not.toContain('W-4711');
  });

  it('is the system code of a lost file or connection', () => {
    expect(withoutValues(Object.assign(new Error('open /x'), { code: 'ENOENT' })).error).toBe('Error ENOENT');
  });

  it('is the whole message of a broken promise of our own', () => {
    expect(withoutValues(new Bug('nothing was said')).error).toBe('BUG: nothing was said');
  });

  it('is only that something was thrown where it was no error', () => {
    expect(withoutValues('W-4711').error).toBe('Error');
  });
});
