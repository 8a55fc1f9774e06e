import { randomInt } from 'node:crypto';

/** What a recovery code is written with: no letter that is taken for a digit. */
const SIGNS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const GROUPS = 4;
const SIGNS_OF_A_GROUP = 4;
const CODES = 10;

/** Ten codes of 80 random bits, such as `X7KD-29QF-MMA4-TB8C`, to be printed and locked away. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: CODES }, () => Array.from({ length: GROUPS }, group).join('-'));
}

/** As it was printed, however somebody types it. */
export function canonicalRecoveryCode(code: string): string {
  return code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

function group(): string {
  return Array.from({ length: SIGNS_OF_A_GROUP }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('');
}
