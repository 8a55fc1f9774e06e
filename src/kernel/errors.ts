/** What a client may be told went wrong; `docs/errors.md` says what to do about each. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'SECOND_FACTOR_REQUIRED'
  | 'STEP_UP_REQUIRED'
  | 'NOT_FOUND'
  | 'ID_TAKEN'
  | 'REFUSED'
  | 'STALE'
  | 'IDEMPOTENCY_KEY_REUSED'
  | 'UNAVAILABLE'
  | 'BUSY'
  | 'BAD_INPUT'
  | 'TOO_MANY'
  | 'INTERNAL';

/** An expected failure: it says what to do and carries its public code. Anything else that is thrown is our fault. */
export abstract class ExpectedError extends Error {
  abstract readonly code: ErrorCode;
  /** What a client may read beside the code: codes, ids and fields, never content of a record. */
  readonly details: Readonly<Record<string, unknown>> = {};
}

export class NotSignedIn extends ExpectedError {
  readonly code = 'UNAUTHENTICATED';
  constructor(message = 'Sign in first.') {
    super(message);
  }
}

/** The role lacks this action on the class of data altogether, whatever the record. */
export class NotPermitted extends ExpectedError {
  readonly code = 'FORBIDDEN';
  constructor() {
    super('Your role cannot do this.');
  }
}

/** The role signs in with a second factor and the account has none yet: until it has, a session is good for nothing else. */
export class SecondFactorRequired extends ExpectedError {
  readonly code = 'SECOND_FACTOR_REQUIRED';
  constructor() {
    super('Enrol a second factor first.');
  }
}

/** The session needs a second factor that was entered within the last five minutes (`security.md` 2). */
export class StepUpRequired extends ExpectedError {
  readonly code = 'STEP_UP_REQUIRED';
  constructor() {
    super('Enter a code of your second factor, then send this again.');
  }
}

/** Absent or outside the actor's scope: the two cannot be told apart. */
export class NotFound extends ExpectedError {
  readonly code = 'NOT_FOUND';
  constructor() {
    super('There is no such record.');
  }
}

/** An id chosen by the client that exists already, anywhere. */
export class IdTaken extends ExpectedError {
  readonly code = 'ID_TAKEN';
  constructor() {
    super('This id is taken. Choose another one.');
  }
}

/** Someone changed the record since it was read. */
export class Stale extends ExpectedError {
  readonly code = 'STALE';
  constructor() {
    super('Someone changed this record since you read it. Reload it and compare.');
  }
}

/** The same idempotency key with other input. */
export class KeyReused extends ExpectedError {
  readonly code = 'IDEMPOTENCY_KEY_REUSED';
  constructor() {
    super('This key was used before with other input. Open the record and compare.');
  }
}

/** It is not known whether the change was stored; the same key is safe to send again. */
export class Unavailable extends ExpectedError {
  readonly code = 'UNAVAILABLE';
  constructor() {
    super('The answer was lost. Send the same request with the same key again.');
  }
}

/** The disk of the database is full. Nothing was stored; what is stored can be read. */
export class DiskFull extends ExpectedError {
  readonly code = 'UNAVAILABLE';
  override readonly details = { reason: 'DISK_FULL' };
  constructor() {
    super('Nothing can be stored: the disk of the service is full. Tell the administrator, and send the same later.');
  }
}

export class Busy extends ExpectedError {
  readonly code = 'BUSY';
  constructor() {
    super('Too much is going on at once. Try again in a moment.');
  }
}

export class TooMany extends ExpectedError {
  readonly code = 'TOO_MANY';
  constructor(message = 'Too many attempts. Try again later.') {
    super(message);
  }
}

export interface InputFault {
  /** Path of the field: `input.date`. */
  readonly field: string;
  readonly problem: string;
}

export class BadInput extends ExpectedError {
  readonly code = 'BAD_INPUT';
  override readonly details: { readonly fields: readonly InputFault[] };
  constructor(fields: readonly InputFault[]) {
    super(fields.map(({ field, problem }) => `${field}: ${problem}`).join('; '));
    this.details = { fields };
  }
}

/** A broken promise of the code, never of the user. */
export class Bug extends Error {
  constructor(message: string) {
    super(`BUG: ${message}`);
  }
}
