import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { comparableName } from './comparable-name.js';

const whole = (name: string): string => comparableName(name).whole;
const bare = (name: string): string => comparableName(name).bare;

describe('a name as it is compared', () => {
  it.each([
    ['Ђорђевић Жељко', 'Đorđević Željko'],
    ['Љиљана Његош', 'Ljiljana Njegoš'],
    ['ЏАМИЈА Ћира', 'Džamija Ćira'],
    ['Arbëreshë Çelaj', 'Arberesh\u0065 Celaj'],
    ['Gëzim Hoxhaj', 'gezim hoxhaj'],
    ['Петровић, Ана', 'ana petrovic'],
    ['Ana-Marija Petrović', 'Ana Marija Petrovic'],
    ['Petrović Ana', 'Ana Petrović'],
    ['  Ana\u00A0 Petrović ', 'Ana Petrović'],
    ["O'Brien", 'O’Brien'],
    ['Ana Petrovi\u0107', 'Ana Petrovic\u0301'],
  ])('is the same for %s and %s', (one, other) => {
    expect(whole(one)).toBe(whole(other));
  });

  it.each([
    ['Đorđević', 'Djordjevic'],
    ['Đorđević', 'Dordevic'],
    ['Ђорђе', 'Dorde'],
  ])('is the same for %s and %s at least where dj stands as d', (one, other) => {
    expect(bare(one)).toBe(bare(other));
  });

  it('writes the words in one order, in plain small letters', () => {
    expect(comparableName('Жељко Ђорђевић')).toEqual({ whole: 'djordjevic zeljko', bare: 'dordevic zeljko' });
  });

  it('keeps different names apart', () => {
    const names = ['Ana Petrović', 'Anа Jovanović', 'Anja Petrović', 'Ana', 'Hana Petrović', 'Лана Петровић'];
    expect(new Set(names.map(whole)).size).toBe(names.length);
  });

  it('is empty where there is nothing to compare', () => {
    expect([whole(''), whole(' - ,'), bare('…')]).toEqual(['', '', '']);
  });

  it('has small letters, digits and single spaces only, and comparing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (name) => {
        const compared = whole(name);
        expect(compared).toMatch(/^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u);
        expect(whole(compared)).toBe(compared);
      }),
    );
  });
});
