import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { evenMetrics } from '../../../../test/support/even-metrics.js';
import { breakLines, drawLines, extentOf, type Line } from './lines.js';
import { styles } from './typography.js';

const style = styles.body;
/** Every character is half as wide as the type is high. */
const characters = (count: number): number => count * style.size * 0.5;

const textOf = ({ pieces }: Line): string => pieces.map(({ text }) => text).join('');
const broken = (text: string, columns: number): readonly string[] =>
  breakLines(text, style, characters(columns), evenMetrics).map(textOf);

describe('breaking lines', () => {
  it('fills each line with as many words as fit', () => {
    expect(broken('she left before the next hearing', 12)).toEqual(['she left', 'before the', 'next hearing']);
  });

  it('breaks a word wider than its column between letters, never between a letter and its mark', () => {
    expect(broken('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
    expect(broken('e\u0301e\u0301e\u0301', 3)).toEqual(['e\u0301', 'e\u0301', 'e\u0301']);
  });

  it('breaks after a slash between names and never within a case reference', () => {
    expect(broken('Gjilan/Gnjilane', 10)).toEqual(['Gjilan/', 'Gnjilane']);
    expect(broken('case PRI-P-0006/01 a', 14)).toEqual(['case', 'PRI-P-0006/01', 'a']);
  });

  it('keeps what is glued together on one line', () => {
    expect(broken('on 5\u00a0June\u00a02001', 12)).toEqual(['on', '5\u00a0June\u00a02001']);
  });

  it('gives one empty line for an empty text', () => {
    expect(broken('', 10)).toEqual(['']);
  });

  it('loses no character and never leaves the column, whatever the text', () => {
    const word = fc.string({ minLength: 1, maxLength: 30, unit: fc.constantFrom(...'abcč/Ж-1') });
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 1, max: 40 }), (words, columns) => {
        const lines = breakLines(words.join(' '), style, characters(columns), evenMetrics);
        expect(lines.map(textOf).join('').replaceAll(' ', '')).toBe(words.join(''));
        expect(Math.max(...lines.map(({ width }) => width))).toBeLessThanOrEqual(characters(columns) + 0.01);
      }),
    );
  });

  it('sets emphasis and links as pieces of their own and draws a link over its words alone', () => {
    const [line] = breakLines([{ text: 'see ' }, { text: 'PRI-0001/01', link: 's-00001' }], style, 1000, evenMetrics);
    const marks = drawLines(line ? [line] : [], 100, 50);
    expect(marks).toContainEqual({
      kind: 'link',
      x: 100 + characters(3),
      y: 50,
      width: characters(12),
      height: style.leading,
      destination: 's-00001',
    });
  });

  it('knows the widest word and the whole width of a text', () => {
    expect(extentOf('a hearing', style, evenMetrics)).toEqual({ least: characters(7), most: characters(9) });
  });
});
