import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { englishFormats as formats, withGluedDays } from './formats.js';

/** As a reader sees it: glued spaces look like any other. */
const seen = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('English formats', () => {
  it('write days in full, short, and by month', () => {
    expect(seen(formats.day('2001-06-05'))).toBe('5 June 2001');
    expect(seen(formats.shortDay('2000-12-31'))).toBe('31 Dec 2000');
    expect(seen(formats.shortMonth('2001-09-30'))).toBe('Sep 2001');
  });

  it('give a percentage only for a base of ten or more', () => {
    expect(seen(formats.share(3, 9))).toBe('3 of 9');
    expect(seen(formats.share(0, 0))).toBe('0 of 0');
    expect(seen(formats.share(3, 10))).toBe('3 of 10 (30 %)');
    expect(seen(formats.share(18, 23))).toBe('18 of 23 (78 %)');
  });

  it('never let a number or a day break over a line', () => {
    expect(formats.share(18, 23)).not.toMatch(/\d \d|\d %/);
    expect(formats.day('2001-06-05')).not.toContain(' ');
  });

  it('glue the days of a finished sentence too', () => {
    expect(withGluedDays('She left on 5 June 2001, by night.')).toBe('She left on 5\u00a0June\u00a02001, by night.');
  });

  it('separate thousands, whatever the number', () => {
    expect(formats.number(1234567)).toBe('1,234,567');
    expect(formats.number(12.5)).toBe('12.5');
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(Number(formats.number(value).replaceAll(',', ''))).toBe(value);
        expect(formats.number(value)).toMatch(/^\d{1,3}(,\d{3})*$/);
      }),
    );
  });

  it('say one day and two days', () => {
    expect(seen(formats.days(1))).toBe('1 day');
    expect(seen(formats.days(2))).toBe('2 days');
  });

  it('join a list with commas and a last and', () => {
    expect(formats.list([])).toBe('');
    expect(formats.list(['a'])).toBe('a');
    expect(formats.list(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
