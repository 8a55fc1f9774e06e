/** Why the embedded PostgreSQL cannot serve; each code has its own cure in the message. */
export type EmbeddedPostgresErrorCode =
  | 'no-binaries'
  | 'no-account'
  | 'foreign-folder'
  | 'damaged-folder'
  | 'other-version'
  | 'wrong-owner'
  | 'password-missing'
  | 'second-instance'
  | 'disk-full'
  | 'not-starting';

/** The embedded PostgreSQL cannot start or was given up. The message says what is wrong and, after it, how to mend it. */
export class EmbeddedPostgresError extends Error {
  override readonly name = 'EmbeddedPostgresError';

  constructor(
    readonly code: EmbeddedPostgresErrorCode,
    /** One or more whole sentences. */
    readonly what: string,
    /** One or more whole sentences in the imperative. */
    readonly cure: string,
  ) {
    super(`${what} ${cure}`);
  }
}
