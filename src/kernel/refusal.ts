import { ExpectedError } from './errors.js';

/** Every reason for which the domain says no. A catalogue that lacks one does not compile. */
export const refusalTexts = {
  UNKNOWN_REFERENCE_CODE: 'No entry of the reference pack has this code.',
  CASE_HAS_NO_CYCLE: 'This case has no cycle: add one first.',
  COURT_HAS_NO_REGION: 'This court sits above the regions: choose the court of first instance.',
  RECORDED_BEFORE_EVENT: 'A record cannot be older than the event that it records.',
  ENDS_BEFORE_IT_BEGINS: 'The end lies before the beginning.',
  BEFORE_INDICTMENT: 'This lies before the indictment of the same cycle.',
  READING_CANNOT_BE_REFUSED:
    'A reading of a statement cannot be refused by the witness: record it as not admitted, or record her refusal.',
  DEPARTURE_NEEDS_PROGRAMME: 'A departure needs the programme that it happened under.',
  RETURN_HAS_NO_PROGRAMME: 'A return has no programme.',
  DATE_NEEDS_PRECISION: 'A date is needed unless its precision is UNKNOWN, and none is allowed then.',
  REASON_AND_DAY_TOGETHER: 'A reason and its day belong together: give both or neither.',
  PLAN_DAY_MISSING: 'A scheduled return needs its day. While the day is not known, its status is REQUESTED.',
  ONE_CLIENT: 'An assignment has exactly one client: a witness or an accused of the case.',
  CODE_IN_USE: 'This is in use already. Choose another.',
  NOT_IN_THIS_CASE: 'The record that you name does not belong to this case.',
  REGIONS_FIT_ROLE: 'A monitor or focal point has regions, and nobody else has.',
  ONLY_LAWYERS_ON_ROSTER: 'Only the account of a lawyer stands for a lawyer on the roster.',
  PASSPHRASE_TOO_WEAK: 'Choose a passphrase of at least 12 characters.',
  PASSPHRASE_TOO_COMMON: 'Choose another passphrase: this one is among the first that somebody would try.',
  PASSPHRASE_WRONG: 'This is not your passphrase.',
  CODE_NOT_VALID: 'This code is not valid: it was mistyped, it is too old, or it was used. Wait for the next one.',
  NO_ENROLMENT: 'Begin with the enrolment of a second factor.',
  LINK_NOT_VALID: 'This link is not valid: it was used, it is too old, or it was mistyped.',
  ALREADY_WITHDRAWN: 'This record was withdrawn and cannot change.',
  PURPOSE_NEEDED: 'Say why, in at least 15 characters and in words, without a name.',
  SECOND_PERSON_NEEDED: 'Another person has to decide this first.',
  SECOND_PERSON_REFUSED: 'The other person refused this.',
  ANOTHER_PERSON_DECIDES: 'Somebody else has to decide this: not who asked for it, nor an account of that person.',
  REQUEST_TOO_OLD: 'This is older than 24 hours. Ask again.',
  REQUEST_USED: 'This was used already, and is good for one use. Ask again.',
  REQUEST_DECIDED: 'This has been decided already.',
  NO_DECISION_NEEDED: 'Nobody has to decide this.',
  CLIENT_AGREEMENT_NEEDED: 'The client has not signed that the lawyer may know who she is, or took it back.',
  NO_IDENTITY: 'No identity is recorded for this person.',
  IDENTITY_ERASED: 'The identity of this person was erased. Nobody can bring it back.',
  REASON_NEEDED: 'Say why, without a name.',
  RETENTION_NOT_DUE:
    'Her identity is still kept: the period of the retention rules has not passed, or no rule ends it.',
  LEGAL_HOLD: 'A legal hold lies on a case of this person. It must be lifted first.',
  PERIOD_TOO_LONG: 'A report covers at most 24 months.',
} as const;

export type RefusalCode = keyof typeof refusalTexts;

/** The domain says no, for a reason on which the user can act. */
export class Refusal extends ExpectedError {
  readonly code = 'REFUSED';
  override readonly details: Readonly<{ refusal: RefusalCode; field: string | null }>;
  constructor(refusal: RefusalCode, field: string | null = null) {
    super(refusalTexts[refusal]);
    this.details = { refusal, field };
  }
}

/** Throws, so that the transaction rolls back and control flow narrows. `field` names the input at fault. */
export function refuse(refusal: RefusalCode, field: string | null = null): never {
  throw new Refusal(refusal, field);
}
