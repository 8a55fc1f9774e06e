import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { newTotpSecret, stepOfCode, totpCode, totpUrl } from './totp.js';

/** The seed of RFC 6238 (appendix B), in base 32. */
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('the code of a second factor', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('is the one of RFC 6238: at %i seconds %s', async (seconds, code) => {
    expect(await totpCode(SEED, seconds * 1_000)).toBe(code);
    expect(await stepOfCode(SEED, code, seconds * 1_000)).toBe(Math.floor(seconds / 30));
  });

  it('is good for its step, the one before and the one after, and for no other', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 100, max: 4e9 }), fc.integer({ min: -1, max: 1 }), async (seconds, apart) => {
        const code = await totpCode(SEED, (seconds + apart * 30) * 1_000);
        expect(await stepOfCode(SEED, code, seconds * 1_000)).toBe(Math.floor(seconds / 30) + apart);
      }),
      { numRuns: 50 },
    );
    const code = await totpCode(SEED, 1_000_000_000);
    expect(await stepOfCode(SEED, code, 1_000_060_000)).toBeNull();
    expect(await stepOfCode(SEED, code, 1_000_000_000 - 60_000)).toBeNull();
  });

  it.each(['', '28708', '2870820', '28708a', '２８７０８２', ' 287082', '000000'])('is not %j', async (wrong) =>
    expect(await stepOfCode(SEED, wrong, 59_000)).toBeNull(),
  );

  it('belongs to its own secret, of 160 bits', async () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(totpUrl(secret, 'focal-point@example.org')).toMatch(
      new RegExp(`^otpauth://totp/Vigil:focal-point(%40|@)example\\.org\\?secret=${secret}&issuer=Vigil`),
    );
  });
});
