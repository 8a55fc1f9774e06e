import { refuse } from '../../kernel/refusal.js';

/** Characters of a passphrase. */
const SHORTEST = 12;
const LONGEST = 1_000;
/** A word that is said over and over: so many characters of it at most. */
const REPEATED = /^(.{1,6})\1+.{0,5}$/su;
/** What people add to a word to make it longer. */
const ADORNMENT = /^[^\p{L}]+|[^\p{L}]+$/gu;

/**
 * @param common what everybody tries first, in lower case.
 * @throws Refusal PASSPHRASE_TOO_WEAK, PASSPHRASE_TOO_COMMON: also for a common one with digits or signs around it, and
 * for a short one that is repeated.
 */
export function refuseWeakPassphrase(
  passphrase: string,
  common: ReadonlySet<string>,
  field = 'input.passphrase',
): void {
  const text = passphrase.normalize('NFC');
  const length = [...text].length;
  if (length < SHORTEST || length > LONGEST) refuse('PASSPHRASE_TOO_WEAK', field);
  const plain = text.toLowerCase();
  const bare = plain.replaceAll(ADORNMENT, '');
  if (common.has(plain) || common.has(bare) || bare === '' || REPEATED.test(plain)) {
    refuse('PASSPHRASE_TOO_COMMON', field);
  }
}
