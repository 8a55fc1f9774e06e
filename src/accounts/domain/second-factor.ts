import type { AccountRole } from '../../access/domain/actor.js';

/**
 * Roles that sign in with a second factor (`security.md` 6). A lawyer's side belongs to each assignment and not to the
 * account, so that every lawyer is ready for a victim.
 */
const rolesWithSecondFactor: readonly AccountRole[] = ['ADMIN', 'MONITOR', 'TFP', 'LAWYER'];

export function needsSecondFactor(role: string): boolean {
  return rolesWithSecondFactor.includes(role as AccountRole);
}

/** How good a session is when it opens. */
export type Standing =
  /** Opened by a passphrase alone. */
  | 'SIGNED_IN'
  /** By a passphrase and a code, a moment ago. */
  | 'STEPPED_UP'
  /** By a passphrase, for a role that needs a second factor and an account that has none: good for enrolling one. */
  | 'ENROLLING';

/** @param proven whether a second factor was given, and was right. */
export function standingOf(role: string, proven: boolean): Standing {
  if (proven) return 'STEPPED_UP';
  return needsSecondFactor(role) ? 'ENROLLING' : 'SIGNED_IN';
}
