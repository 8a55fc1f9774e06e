/** The decision list of `domain.md` 5.4, one text a row. */
const ruleTexts = {
  RULE_01_HEARD_LIVE: 'Rule 1: the witness gave evidence in open court, and the defence could test it.',
  RULE_02_HEARD_PROTECTED:
    'Rule 2: the witness gave evidence under a protective measure or by video link, and the defence could test it.',
  RULE_03_DEPOSITION_CONFRONTED:
    'Rule 3: the record of an examination in which the defence could question the witness was read and admitted.',
  RULE_04_STATEMENT_READ: 'Rule 4: the court has evidence of the witness that the defence could not test.',
  RULE_05_REASON_CLOSED:
    'Rule 5: the proceedings closed without evidence of the witness, for a reason that arose while the witness was present.',
  RULE_06_LOST:
    'Rule 6: the proceedings closed without evidence of the witness, who had left by then or may have left.',
  RULE_07_NOT_CALLED:
    'Rule 7: the proceedings closed without evidence of the witness, and nothing shows that the witness was away.',
  RULE_08_REASON_OPEN:
    'Rule 8: the proceedings are open, and a reason against hearing the witness arose while the witness was present.',
  RULE_09_RECOVERABLE:
    'Rule 9: the proceedings are open and the witness has left, but there is a way to secure the testimony.',
  RULE_10_LOST_SO_FAR:
    'Rule 10: the proceedings are open, the witness has left, and no way to secure the testimony is recorded at present.',
  RULE_11_AT_RISK:
    'Rule 11: the proceedings are open, the witness is present, and a departure is foreseen before the court has secured the testimony.',
  RULE_12_PENDING: 'Rule 12: the proceedings are open and the testimony is still to come.',
} as const;

const factTexts = {
  CLOSED_ON: 'At first instance the proceedings closed on {date}: {closure}.',
  OPEN_ON: 'On {date} the proceedings were still open at first instance.',
  EVIDENCE_TESTED: 'On {date} the witness gave evidence {mode}; {completion}; {defence}.',
  EVIDENCE_UNTESTED: 'On {date} the witness gave evidence {mode}; the defence has not been able to test it.',
  EVIDENCE_EXCLUDED: 'The evidence of {date}, given {mode}, was not admitted and does not count.',
  READING_ADMITTED: 'On {date} statement {statement}, taken by {taker}, was read and admitted; {opportunity}.',
  READING_OF_UNKNOWN_STATEMENT:
    'On {date} a statement was read and admitted that is not on record; it counts as one that the defence could not test.',
  READING_EXCLUDED: 'The reading of {date} was not admitted and does not count.',
  REFUSED: 'On {date} the witness, asked {mode}, declined to give evidence.',
  OTHER_REASON: 'On {date}, while the witness was present, a reason arose: {reason}.',
  REASON_WHILE_AWAY:
    'On {date} a further reason arose: {reason}. It does not count as the cause, because the witness had left by then or may have left.',
  PRESENT_ON: 'Nothing on record shows that the witness was away on {date}.',
  DEPARTED_ON: 'The witness left {programme} on {date}.',
  DEPARTED_BETWEEN: 'The witness left {programme} on a day that is not known, from {from} to {to}.',
  DEPARTED_BY: 'The witness left {programme} on a day that is not known, on {to} at the latest.',
  RETURNED_ON: 'The witness came back on {date}.',
  ORDER_UNPROVED: 'It cannot be proved whether the departure came before or after {date}.',
  PLAN_DATED: 'A departure {programme} is scheduled for {date}.',
  PLAN_UNDATED: 'A departure {programme} has been {status}; its day is not known.',
  PLAN_WITHHELD: 'A departure is foreseen; its programme and its day are withheld from this reader.',
  ORDER_IN_FORCE: 'A deportation order of {date} is in force.',
  ARRANGEMENT_RUNNING: 'An arrangement is running to hear the witness: {arrangement}.',
  ARRANGEMENT_RUNNING_UNTIL: 'An arrangement is running to hear the witness by {date}: {arrangement}.',
  CONFRONTED_RECORD: 'Statement {statement} of {date} is on file; {opportunity}.',
  CONTACT_VERIFIED: 'The witness is willing, and contact was verified on {date}; days since then: {days}.',
  NO_RECOVERY_BASIS:
    'No arrangement is running, no confronted record that may be used is on file, and no contact with a willing witness was verified in the last 180 days.',
  NO_RECORD_ON_FILE: 'No confronted record that may be used is on file.',
  DECEASED: 'After the death of the witness only a record already on file can still be used.',
  HEARING_BEFORE_DEPARTURE:
    'Hearing {hearing} on {date}, to which the witness is summoned, comes before the earliest departure on {departure}.',
  HEARING_BEFORE_WITHHELD_DEPARTURE:
    'Hearing {hearing} on {date}, to which the witness is summoned, comes before the earliest departure.',
} as const;

const causeTexts = {
  CAUSE_REPATRIATION: 'Cause: by {date} the witness had left {programme}; that is repatriation.',
  CAUSE_OTHER_DEPARTURE: 'Cause: a departure {programme}; that is not repatriation.',
  CAUSE_DEPARTED: 'The witness is absent because of a departure {programme}.',
  CAUSE_UNDETERMINED: 'Cause: undetermined, because the order of events around {date} is not proved.',
  CAUSE_REASON: 'Cause: {reason}; that is not repatriation.',
  CAUSE_NOT_CALLED:
    'Cause: the witness was not heard, although nothing shows that the witness was away; that is not repatriation.',
  CAUSE_AVAILABLE_NOT_CALLED:
    'Cause: the statement was read on {date} although nothing shows that the witness was away; that is not repatriation.',
  CAUSE_NOT_COMPLETED:
    'Cause: evidence was given in person and never tested by the defence, although nothing shows that the witness was away; that is not repatriation.',
} as const;

const triageTexts = {
  TRIAGE:
    'Fair-trial triage: {risk}. Weight of the evidence: {weight}; {goodReason}; safeguards counted: {safeguards}.',
  SAFEGUARD: 'Safeguard: {safeguard}.',
} as const;

const witnessFlagTexts = {
  FLAG_DEPARTURE_AFTER_HEARING: 'The foreseen departure comes after a hearing at which the witness can be heard.',
  FLAG_DEPARTURE_DATE_UNKNOWN: 'The day of the departure is not known.',
  FLAG_DEPARTURE_OVERDUE_UNCONFIRMED:
    'The day foreseen for the departure has passed, and nobody has confirmed what happened.',
  FLAG_DEPORTATION_ORDER: 'A deportation order is in force.',
  FLAG_MINOR: 'The witness is under 18.',
  FLAG_MINOR_UNPROTECTED: 'The witness is under 18 and was heard in open court without a protective measure.',
  FLAG_NEEDS_VERIFICATION: 'The facts need to be verified.',
  FLAG_NO_HEARING_BEFORE_DEPARTURE: 'No hearing that could secure the testimony is scheduled before the departure.',
  FLAG_NOT_SUMMONED: 'A hearing is scheduled before the departure, but the witness is not summoned to it.',
  FLAG_OBJECTION_OVERRULED: 'A statement was read over an objection of the defence.',
  FLAG_PARTIAL: 'The evidence given in person is not complete, or the defence never tested it.',
  FLAG_POLICE_STATEMENT: 'A statement taken by police was read.',
  FLAG_PROCEEDINGS_DISCONTINUED: 'The proceedings ended on {date} without a judgment: {closure}.',
  FLAG_RECOVERY_ACTIVE: 'An arrangement to hear the witness is still running.',
  FLAG_SAME_DAY: 'A hearing is scheduled on the very day of the departure.',
  FLAG_UNCONFRONTED_STATEMENT_ON_FILE: 'A statement that the defence could not test is on file and may still be read.',
  FLAG_URGENT: 'The departure is foreseen within 14 days, or its day has passed.',
} as const;

const trialTexts = {
  NO_VICTIM_WITNESS: 'No testimony of a victim is in scope: none was proposed, summoned or relied on.',
  HEADLINE_ALL: 'Every material witness ({total} in all): {class}.',
  HEADLINE_PARTIAL: 'The gravest among the material witnesses, for {count} of {total}: {class}.',
  FLAG_CAUSE_UNDETERMINED: 'Whether testimony was lost to repatriation is not determined: {witnesses}.',
  FLAG_FAIR_TRIAL_REVIEW: 'A lawyer should review whether the defence could test the evidence: {witnesses}.',
  FLAG_TESTIMONY_AT_RISK: 'Testimony is at risk: {witnesses}.',
  FLAG_TESTIMONY_DIMINISHED_BY_REPATRIATION: 'Testimony was diminished by repatriation: {witnesses}.',
  FLAG_TESTIMONY_LOST_TO_REPATRIATION: 'Testimony was lost to repatriation: {witnesses}.',
  FLAG_TESTIMONY_RECOVERABLE: 'Testimony can still be secured: {witnesses}.',
  FLAG_VICTIM_DEPORTED: 'A victim was deported: {witnesses}.',
} as const;

/**
 * The English catalogue: every code that an explanation may carry, and its sentence. A code without a text does not
 * compile, and neither does a reason without the parameters that its text names.
 */
export const reasonTexts = {
  ...ruleTexts,
  ...factTexts,
  ...causeTexts,
  ...triageTexts,
  ...witnessFlagTexts,
  ...trialTexts,
} as const;

export type ReasonCode = keyof typeof reasonTexts;
export type RuleCode = keyof typeof ruleTexts;

type Names<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

type ParametersOf<Code extends ReasonCode> = Readonly<Record<Names<(typeof reasonTexts)[Code]>, string | number>>;

/** One step of an explanation: a code of the catalogue with what its text names: codes, ISO days, labels, counts. */
export interface Reason {
  readonly code: ReasonCode;
  readonly parameters: Readonly<Record<string, string | number>>;
  /** Ids of the records that show it. */
  readonly records: readonly string[];
}

/** A reason whose parameters fit its text. */
export function because<Code extends ReasonCode>(
  code: Code,
  parameters: ParametersOf<Code>,
  records: readonly string[] = [],
): Reason {
  return { code, parameters, records };
}
