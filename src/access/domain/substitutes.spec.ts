import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { coarsePlan, defendantPseudonym, grouped, pseudonyms, witnessPseudonym } from './substitutes.js';

describe('A plan of return without its day', () => {
  const known = { asOf: '2001-06-05', nextHearing: '2001-06-19' };

  it('tells whether she would be gone by the hearing, its very day included', () => {
    expect(coarsePlan('2001-06-18', known).beforeNextHearing).toBe(true);
    expect(coarsePlan('2001-06-19', known).beforeNextHearing).toBe(true);
    expect(coarsePlan('2001-06-20', known).beforeNextHearing).toBe(false);
  });

  it('tells whether it lies within 14 days, an overdue one included', () => {
    expect(coarsePlan('2001-06-19', known).within14Days).toBe(true);
    expect(coarsePlan('2001-06-20', known).within14Days).toBe(false);
    expect(coarsePlan('2001-05-01', known).within14Days).toBe(true);
  });

  it('says that it does not know without a day or a hearing', () => {
    expect(coarsePlan(null, known)).toEqual({ planned: true, beforeNextHearing: null, within14Days: null });
    expect(coarsePlan('2001-06-18', { ...known, nextHearing: null }).beforeNextHearing).toBeNull();
  });
});

describe('A grouped value', () => {
  it('is its group, or OTHER', () => {
    const groups = new Map([['MD', 'EASTERN_EUROPE']]);
    expect(grouped('MD', groups)).toBe('EASTERN_EUROPE');
    expect(grouped('XX', groups)).toBe('OTHER');
  });
});

describe('Pseudonyms of a case', () => {
  const records = [
    { id: 'second', ordinal: 9 },
    { id: 'first', ordinal: 4 },
  ];

  it('number the records in the order of entry', () => {
    expect([...pseudonyms(records, witnessPseudonym)]).toEqual([
      ['first', 'W1'],
      ['second', 'W2'],
    ]);
  });

  it('stay as they are while records are added', () => {
    const ids = fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(ids, fc.nat(30), (all, split) => {
        const entered = all.map((id, ordinal) => ({ id, ordinal }));
        const before = pseudonyms(entered.slice(0, split), witnessPseudonym);
        const after = pseudonyms(entered.toReversed(), witnessPseudonym);
        for (const [id, pseudonym] of before) expect(after.get(id)).toBe(pseudonym);
        expect(new Set(after.values()).size).toBe(all.length);
      }),
    );
  });

  it('letter the accused from A to Z and on', () => {
    expect([1, 2, 26, 27, 52, 53, 702, 703].map(defendantPseudonym)).toEqual(
      ['A', 'B', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'].map((letter) => `Defendant ${letter}`),
    );
  });
});
