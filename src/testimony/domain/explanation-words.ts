import type { TerminationKind } from '../../cases/domain/cycle.js';
import type { RecoveryType } from '../../witnesses/domain/recovery-step.js';
import type { PlanStatus, Programme } from '../../witnesses/domain/return.js';
import type { DefenceOpportunity, StatementTaker } from '../../witnesses/domain/statement.js';
import type { Completion, DefenceExamination, TestimonyMode } from '../../witnesses/domain/testimony.js';
import type { Counterbalance, Materiality, OtherReason } from '../../witnesses/domain/witness.js';
import type { FairTrialRisk, TestimonyClass } from './assessment.js';

const programme: Record<Programme, string> = {
  IOM: 'with the IOM programme',
  OMIK: 'with the assistance of OMiK',
  DEPORTATION: 'by deportation',
  SELF: 'by own choice',
  OTHER: 'under another arrangement',
};

const mode: Record<TestimonyMode, string> = {
  LIVE_OPEN: 'in open court',
  LIVE_PROTECTED: 'in court under protection',
  VIDEO_LINK: 'by video link',
  STATEMENT_READ: 'by a reading',
};

const completion: Record<Completion, string> = {
  COMPLETED: 'it was completed',
  PARTIAL: 'it was not completed',
  REFUSED: 'it was declined',
};

const defence: Record<DefenceExamination, string> = {
  YES: 'the defence put its questions',
  WAIVED: 'counsel for the defence was present and put no questions',
  NO: 'the defence did not put questions',
};

const opportunity: Record<DefenceOpportunity, string> = {
  QUESTIONED: 'the defence questioned the witness when it was taken',
  WAIVED_WITH_COUNSEL: 'counsel for the defence was present when it was taken and put no questions',
  NOTIFIED_ABSENT: 'the defence was notified but was not there when it was taken',
  NONE: 'the defence had no opportunity to question the witness when it was taken',
  UNKNOWN: 'it is not known that the defence could question the witness when it was taken',
};

const taker: Record<StatementTaker, string> = {
  POLICE: 'the police',
  INVESTIGATING_JUDGE: 'the investigating judge',
  PROSECUTOR: 'the prosecutor',
  TRIAL_COURT: 'the trial court',
  TFP: 'the trafficking focal point',
};

const reason: Record<OtherReason | 'REFUSED', string> = {
  DECEASED: 'the witness died',
  ILL: 'the witness was ill',
  UNTRACEABLE: 'the witness could not be traced',
  WAIVED_BY_PARTIES: 'the parties waived the testimony',
  REFUSED: 'the witness declined to give evidence',
};

const closure: Record<TerminationKind | 'EVIDENCE_CLOSED' | 'JUDGMENT', string> = {
  EVIDENCE_CLOSED: 'the taking of evidence was closed',
  JUDGMENT: 'judgment was given',
  INVESTIGATION_DISCONTINUED: 'the investigation was discontinued',
  REPORT_DISMISSED: 'the criminal report was dismissed',
  INDICTMENT_WITHDRAWN: 'the indictment was withdrawn',
};

const arrangement: Record<RecoveryType, string> = {
  VIDEO_LINK: 'a video link',
  RETURN_TRAVEL: 'travel to the court and back',
  LETTER_ROGATORY: 'a letter rogatory',
};

const status: Record<PlanStatus, string> = {
  REQUESTED: 'requested',
  SCHEDULED: 'scheduled without a day',
  POSTPONED: 'postponed',
  CANCELLED: 'cancelled',
};

const weight: Record<Materiality, string> = {
  SOLE: 'sole evidence',
  DECISIVE: 'decisive',
  SIGNIFICANT: 'significant',
  PERIPHERAL: 'peripheral',
  UNKNOWN: 'not assessed, taken as significant',
};

const risk: Record<FairTrialRisk, string> = { LOW: 'low', ELEVATED: 'elevated', HIGH: 'high' };

const goodReason: Record<'YES' | 'NO', string> = {
  YES: 'a good reason for the absence is documented',
  NO: 'no good reason for the absence is documented',
};

const safeguard: Record<Counterbalance, string> = {
  PRE_TRIAL_CONFRONTATION: 'the defence could question the witness before the trial',
  VIDEO_RECORDING: 'the statement is recorded on video',
  CORROBORATION: 'other evidence supports the statement',
  COURT_CAUTION: 'the court approached the statement with caution',
  WRITTEN_QUESTIONS: 'the defence could put questions in writing',
  HEARSAY_WITNESS_EXAMINED: 'someone to whom the witness spoke was examined',
  DEFENCE_OWN_VERSION: 'the accused could give an own version of the events',
};

const testimonyClass: Record<TestimonyClass, string> = {
  LOST: 'testimony lost',
  STATEMENT_READ: 'untested statement used instead of testimony',
  AT_RISK: 'testimony at risk',
  RECOVERABLE: 'testimony can still be secured',
  NOT_HEARD_OTHER: 'not heard, for another reason than a departure',
  PENDING: 'testimony still to come',
  DEPOSITION_CONFRONTED: 'tested record read',
  HEARD_PROTECTED: 'heard with protection',
  HEARD_LIVE: 'heard in open court',
};

/** As days are written in a sentence, `5 June 2001`; a report finds them there by these names. */
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** The words for the codes that a parameter may hold, by the parameter's name. */
export const vocabularies: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  programme,
  mode,
  completion,
  defence,
  opportunity,
  taker,
  reason,
  closure,
  arrangement,
  status,
  weight,
  risk,
  goodReason,
  safeguard,
  class: testimonyClass,
};
