import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Treatment } from './column-masks.js';
import { show, showColumn } from './masking.js';

const anyValue = fc.option(fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.array(fc.string())), { nil: null });
const treatments: readonly Treatment[] = [
  'PLAIN',
  'WITHHELD',
  'PSEUDONYM',
  'GROUPED',
  'COARSE',
  'UNTIL_CLEARED',
  'OWN_RECORD',
];

describe('A value that may be withheld', () => {
  it('is present, or known to be empty, for one who may read it', () => {
    const access = { canRead: true, canEdit: false };
    expect(show('MD', access)).toEqual({ value: 'MD', state: 'PRESENT', canRead: true, canEdit: false });
    expect(show<string>(null, access)).toEqual({ value: null, state: 'EMPTY', canRead: true, canEdit: false });
  });

  it('is present when it is false, nought or an empty text: only null is empty', () => {
    for (const value of [false, 0, '', []])
      expect(show(value, { canRead: true, canEdit: true })).toMatchObject({ value, state: 'PRESENT' });
  });

  it('looks the same withheld, whether there is one or none', () => {
    fc.assert(
      fc.property(anyValue, fc.boolean(), (value, canEdit) => {
        const access = { canRead: false, canEdit };
        expect(JSON.stringify(show(value, access))).toBe(JSON.stringify(show(null, access)));
      }),
    );
  });

  it('is withheld exactly when it may not be read, and the right to edit stays as it was', () => {
    fc.assert(
      fc.property(anyValue, fc.boolean(), fc.boolean(), (value, canRead, canEdit) => {
        const shown = show(value, { canRead, canEdit });
        expect(shown.state === 'WITHHELD').toBe(!canRead);
        expect(shown).toMatchObject({ canRead, canEdit });
      }),
    );
  });
});

describe('A column under its mask', () => {
  it('is shown through the substitute for its treatment, and only there', () => {
    const substitutes = { PSEUDONYM: () => 'W1' };
    expect(showColumn('PR-07', { treatment: 'PSEUDONYM', canEdit: false }, substitutes).value).toBe('W1');
    expect(showColumn('PR-07', { treatment: 'PLAIN', canEdit: true }, substitutes).value).toBe('PR-07');
    expect(showColumn('PR-07', { treatment: 'WITHHELD', canEdit: false }, substitutes).state).toBe('WITHHELD');
    expect(showColumn('PR-07', { treatment: 'GROUPED', canEdit: false }, substitutes).state).toBe('WITHHELD');
  });

  it('stays empty under a substitute when there is nothing to substitute', () => {
    const shown = showColumn<string>(null, { treatment: 'GROUPED', canEdit: false }, { GROUPED: () => 'OTHER' });
    expect(shown).toEqual({ value: null, state: 'EMPTY', canRead: true, canEdit: false });
  });

  it('is withheld alike for a value and for none wherever no substitute is given', () => {
    const withholding = treatments.filter((treatment) => treatment !== 'PLAIN');
    fc.assert(
      fc.property(anyValue, fc.constantFrom(...withholding), fc.boolean(), (value, treatment, canEdit) => {
        expect(showColumn(value, { treatment, canEdit })).toEqual({
          value: null,
          state: 'WITHHELD',
          canRead: false,
          canEdit,
        });
      }),
    );
  });
});
