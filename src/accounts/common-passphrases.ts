/**
 * Some 49,000 passphrases that are tried first, in lower case, bundled with the program: nothing is asked of a service.
 * Source: the list of `@zxcvbn-ts/language-common`, under the MIT licence. Read when somebody first chooses a passphrase.
 */
export async function commonPassphrases(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return new Set(dictionary['passwords-common']);
}
