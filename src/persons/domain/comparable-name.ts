/** Letters in place of others once marks are gone: Serbian Cyrillic as its Latin alphabet writes it, and what has no mark to lose. */
const LETTERS: Readonly<Record<string, string>> = {
  ...{ а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'dj', е: 'e', ж: 'z', з: 'z', и: 'i', ј: 'j', к: 'k', л: 'l' },
  ...{ љ: 'lj', м: 'm', н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'c', у: 'u', ф: 'f', х: 'h' },
  ...{ ц: 'c', ч: 'c', џ: 'dz', ш: 's' },
  ...{ đ: 'dj', ð: 'dj', ı: 'i', ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe' },
};

/** A name as it is compared. Two spellings of one name agree in `whole`, or at least in `bare`. */
export interface ComparableName {
  /** `djordjevic zeljko`: the words in alphabetical order, since records differ in which name stands first. */
  readonly whole: string;
  /** The same with `dj` as `d`: đ is written both ways where the letter is missing. */
  readonly bare: string;
}

/**
 * Makes one spelling of a name across scripts and keyboards: Serbian Cyrillic and Latin, Albanian, and both without
 * their marks (`security.md` 4). Empty when there is no letter and no digit in it.
 */
export function comparableName(name: string): ComparableName {
  const plain = [...name.normalize('NFKD').toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')]
    .map((letter) => LETTERS[letter] ?? letter)
    .join('');
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return { whole: inOrder(words), bare: inOrder(words.map((word) => word.replaceAll('dj', 'd'))) };
}

function inOrder(words: readonly string[]): string {
  return [...words].sort().join(' ');
}
