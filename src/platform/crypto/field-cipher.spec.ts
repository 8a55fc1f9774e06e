import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CannotOpen, keyVersionOf, open, type Place, seal } from './field-cipher.js';

const place: Place = { table: 'identity', column: 'name', row: '5f0c2a4e-0000-4000-8000-000000000001' };
const key = { version: 7, key: randomBytes(32) };
const sealed = (text: string): Buffer => seal(key, place, Buffer.from(text));

describe('a sealed value', () => {
  it('opens where it belongs, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const value = Buffer.from(bytes);
        expect(open(key, place, seal(key, place, value))).toEqual(value);
      }),
    );
  });

  it('is 95 bytes long for a short name and for a long one, and differs each time', () => {
    const long = 'Marija-Magdalena Aleksandra Stanojević-Petrović';
    expect([sealed('Ana').length, sealed(long).length]).toEqual([95, 95]);
    expect(sealed('x'.repeat(63))).toHaveLength(95);
    expect(sealed('x'.repeat(64))).toHaveLength(159);
    expect(sealed('Ana').equals(sealed('Ana'))).toBe(false);
  });

  it('begins with its format and the version of its key', () => {
    expect(sealed('Ana')[0]).toBe(1);
    expect(keyVersionOf(sealed('Ana'))).toBe(7);
  });

  it.each<[string, Partial<Place>]>([
    ['table', { table: 'person_key' }],
    ['column', { column: 'contact' }],
    ['row', { row: '5f0c2a4e-0000-4000-8000-000000000002' }],
  ])('does not open in another %s', (_, moved) => {
    expect(() => open(key, { ...place, ...moved }, sealed('Ana'))).toThrow(CannotOpen);
  });

  it('does not open under another key, nor under another version of it', () => {
    expect(() => open({ ...key, key: randomBytes(32) }, place, sealed('Ana'))).toThrow(CannotOpen);
    expect(() => open({ ...key, version: 8 }, place, sealed('Ana'))).toThrow(CannotOpen);
    const renamed = sealed('Ana');
    renamed.writeUInt16BE(8, 1);
    expect(() => open({ ...key, version: 8 }, place, renamed)).toThrow(CannotOpen);
  });

  it('does not open once any of its bytes was flipped', () => {
    const whole = sealed('Ana');
    for (let at = 0; at < whole.length; at += 1) {
      const flipped = Buffer.from(whole);
      flipped[at] = flipped[at]! ^ 1;
      expect(() => open(key, place, flipped)).toThrow(CannotOpen);
    }
  });

  it('does not open once it was cut, at any length', () => {
    const whole = sealed('x'.repeat(100));
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => open(key, place, whole.subarray(0, length))).toThrow(CannotOpen);
    }
  });

  it('says nothing of its content when it does not open', () => {
    const fail = (): Buffer => open(key, { ...place, row: 'other' }, sealed('Ana'));
    expect(fail).toThrow('A sealed value of identity.name does not open');
  });
});
