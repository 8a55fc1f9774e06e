import { describe, expect, it } from '@jest/globals';
import { refuseEmptyPurpose } from './purpose.js';

const stating = (explanation: string) => (): void => refuseEmptyPurpose({ code: 'CONTACT', explanation });

describe('the purpose of a reveal', () => {
  it.each(['tell her the new date', 'да јој кажем нови датум', 't’i tregoj datën e re'])('is enough: %s', (text) => {
    expect(stating(text)).not.toThrow();
  });

  it.each([
    ['nothing', ''],
    ['14 characters', 'call her today'],
    ['spaces around it', '   call her   now    '],
    ['no letters', '123456789 12345678'],
    ['one letter between digits', '1234567a 890123456'],
    ['no words', 'aaaaaaaaaaaaaaaaaaaa'],
  ])('is not %s', (_, text) => {
    expect(stating(text)).toThrow('Say why');
  });

  it('is not left out', () => {
    expect(() => refuseEmptyPurpose(undefined)).toThrow('Say why');
  });
});
