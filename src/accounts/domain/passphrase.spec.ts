import { describe, expect, it } from '@jest/globals';
import { Refusal } from '../../kernel/refusal.js';
import { commonPassphrases } from '../common-passphrases.js';
import { refuseWeakPassphrase } from './passphrase.js';

describe('a passphrase', () => {
  const reasonAgainst = async (passphrase: string): Promise<string | null> => {
    const common = await commonPassphrases();
    try {
      refuseWeakPassphrase(passphrase, common);
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.details.refusal;
      throw error;
    }
  };

  it.each(['short', '', 'eleven char', 'ëëëëëëëëëëë', 'x'.repeat(1_001)])(
    'has at least twelve characters: %s',
    async (one) => expect(await reasonAgainst(one)).toBe('PASSPHRASE_TOO_WEAK'),
  );

  it.each([
    ...['123qweasdzxc', 'QWERTY123456', 'leavemealone', 'password1234', 'Liverpool!2001', '1999 sunshine 1999'],
    ...['aaaaaaaaaaaa', 'abcabcabcabc', 'secretsecret', '123456789012', '2001-06-05-07:00'],
  ])('is none of those that everybody tries first, however it is adorned: %s', async (one) =>
    expect(await reasonAgainst(one)).toBe('PASSPHRASE_TOO_COMMON'),
  );

  it.each([
    'a lamp above the harbour',
    'correct horse battery',
    'Шест тихих фењера',
    'seven quiet lanterns by the river',
  ])('may be any words that only its owner puts together: %s', async (one) =>
    expect(await reasonAgainst(one)).toBeNull(),
  );

  it('is compared with some fifty thousand', async () => {
    expect((await commonPassphrases()).size).toBeGreaterThan(45_000);
  });
});
