import { Bug } from '../../kernel/errors.js';
import { type Action, actionLetters, type Audit, type Condition } from './data-class.js';
import { type MaskCode } from './masks.js';

/** Actions on one class of data that are allowed in the same way. */
export interface Grant {
  readonly actions: readonly Action[];
  /** All must hold. */
  readonly conditions: readonly Condition[];
  /** What is shown of the record; null: all of it. */
  readonly mask: MaskCode | null;
  readonly audit: Audit;
}

interface Terms {
  readonly when?: readonly Condition[];
  readonly mask?: MaskCode;
}

const isLetter = (letter: string): letter is keyof typeof actionLetters => Object.hasOwn(actionLetters, letter);

const granting =
  (audit: Audit) =>
  (letters: string, { when = [], mask }: Terms = {}): Grant => ({
    actions: [...letters].map((letter) => {
      if (!isLetter(letter)) throw new Bug(`no action has the letter ${letter}`);
      return actionLetters[letter];
    }),
    conditions: when,
    mask: mask ?? null,
    audit,
  });

/** Allowed, and the audit trail keeps nothing of it. */
export const free = granting('NONE');

/** Allowed, and the audit trail keeps changes. */
export const changesLogged = granting('WRITE');

/** Allowed, and the audit trail keeps every use. */
export const logged = granting('READ_LOGGED');

/** Allowed once its audit entry is committed. */
export const loggedAhead = granting('WRITE_AHEAD');
