import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

describe('the canonical form of a snapshot', () => {
  it('does not depend on the order in which properties were written', () => {
    const written = { b: [{ z: 1, y: null }], a: { d: 'x', c: true } };
    const rewritten = { a: { c: true, d: 'x' }, b: [{ y: null, z: 1 }] };
    expect(canonicalJson(written)).toBe('{"a":{"c":true,"d":"x"},"b":[{"y":null,"z":1}]}');
    expect(canonicalJson(rewritten)).toBe(canonicalJson(written));
  });

  it('keeps the order of lists, which carries meaning', () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });

  it('loses nothing of any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
