import type { TerminationKind } from '../../cases/domain/cycle.js';
import type { HearingStatus } from '../../hearings/domain/hearing.js';
import type { JudgmentResult } from '../../judgments/domain/judgment.js';
import type { LegalAidRole } from '../../legal-aid/domain/legal-aid.js';
import type {
  Basis,
  Cause,
  FairTrialRisk,
  TestimonyClass,
  TrialFlag,
  WitnessFlag,
} from '../../testimony/domain/assessment.js';
import type { Programme } from '../../witnesses/domain/return.js';
import type { Materiality } from '../../witnesses/domain/witness.js';
import type { Action } from './actions.js';
import type { Classification, LawMark } from './report-snapshot.js';
import type { Stage } from './stage.js';

/** What a report calls each value. A language that lacks one does not compile. */
export interface Labels {
  readonly classifications: Readonly<Record<Classification, string>>;
  readonly classes: Readonly<Record<TestimonyClass | 'NO_VICTIM_WITNESS', string>>;
  readonly classMeanings: Readonly<Record<TestimonyClass, string>>;
  readonly extents: Readonly<Record<'ALL' | 'PARTIAL', string>>;
  readonly causes: Readonly<Record<Cause, string>>;
  readonly bases: Readonly<Record<Basis, string>>;
  readonly lostToRepatriation: Readonly<Record<'YES' | 'NO' | 'UNDETERMINED', string>>;
  readonly fairTrialRisks: Readonly<Record<FairTrialRisk, string>>;
  readonly witnessFlags: Readonly<Record<WitnessFlag, string>>;
  readonly trialFlags: Readonly<Record<TrialFlag, string>>;
  readonly materialities: Readonly<Record<Materiality, string>>;
  readonly results: Readonly<Record<JudgmentResult, string>>;
  readonly terminations: Readonly<Record<TerminationKind, string>>;
  readonly stages: Readonly<Record<Stage, string>>;
  readonly hearingStatuses: Readonly<Record<HearingStatus, string>>;
  readonly departures: Readonly<Record<Programme, string>>;
  readonly programmes: Readonly<Record<Programme, string>>;
  readonly legalAidRoles: Readonly<Record<LegalAidRole, string>>;
  readonly lawMarks: Readonly<Record<LawMark, string>>;
  readonly actions: Readonly<Record<Action, string>>;
  /** Countries by ISO 3166-1 code; a code that is missing is shown as it is. */
  readonly countries: Readonly<Record<string, string>>;
}

export const englishLabels: Labels = {
  classifications: { INTERNAL: 'Confidential – restricted' },
  classes: {
    LOST: 'Testimony lost',
    STATEMENT_READ: 'Untested statement read',
    AT_RISK: 'At risk',
    RECOVERABLE: 'Recoverable',
    NOT_HEARD_OTHER: 'Not heard, other reason',
    PENDING: 'Pending',
    DEPOSITION_CONFRONTED: 'Tested record read',
    HEARD_PROTECTED: 'Heard with protection',
    HEARD_LIVE: 'Heard in open court',
    NO_VICTIM_WITNESS: 'No victim-witness',
  },
  classMeanings: {
    LOST: 'She has gone, or it is not known whether she had, and nothing now before the court replaces her evidence.',
    STATEMENT_READ: 'The court has before it an earlier statement, or part of one, that the defence could not test.',
    AT_RISK: 'She is here and a departure is foreseen before any hearing at which her evidence would be secured.',
    RECOVERABLE: 'She has gone, and there is still a way to put her evidence before the court.',
    NOT_HEARD_OTHER: 'She was not heard for a reason that is not a departure.',
    PENDING: 'She is here and her evidence is not endangered by what is known.',
    DEPOSITION_CONFRONTED: 'The record of an earlier examination that the defence could test was read.',
    HEARD_PROTECTED: 'She gave evidence that the defence could test, with protective measures or by video link.',
    HEARD_LIVE: 'She gave evidence in open court that the defence could test.',
  },
  extents: { ALL: 'all', PARTIAL: 'some' },
  causes: {
    IOM: 'IOM return',
    OMIK: 'OMiK return',
    DEPORTATION: 'Deportation',
    SELF: 'Left by her own choice',
    OTHER: 'Other departure',
    REFUSED: 'Declined to testify',
    DECEASED: 'Deceased',
    ILL: 'Illness',
    UNTRACEABLE: 'Could not be traced',
    WAIVED_BY_PARTIES: 'Waived by the parties',
    NOT_CALLED: 'Not called',
    NOT_COMPLETED: 'Examination not completed',
    AVAILABLE_NOT_CALLED: 'Present, not called',
    UNDETERMINED: 'Not determined',
  },
  bases: {
    VIDEO_LINK: 'Video link arranged',
    RETURN_TRAVEL: 'Return travel arranged',
    LETTER_ROGATORY: 'Letters rogatory sent',
    CONFRONTED_RECORD_ON_FILE: 'Tested record on file',
    CONTACTABLE_AND_WILLING: 'Reachable and willing',
    UNCONFRONTED_STATEMENT: 'Untested statement',
    UNTESTED_ORAL: 'Oral evidence never tested',
  },
  lostToRepatriation: { YES: 'Yes', NO: 'No', UNDETERMINED: 'Not determined' },
  fairTrialRisks: { LOW: 'Low', ELEVATED: 'Elevated', HIGH: 'High' },
  witnessFlags: {
    DEPARTURE_AFTER_HEARING: 'leaves after the hearing',
    DEPARTURE_DATE_UNKNOWN: 'day of departure not known',
    DEPARTURE_OVERDUE_UNCONFIRMED: 'planned day passed, departure not confirmed',
    DEPORTATION_ORDER: 'deportation order in force',
    MINOR: 'under 18',
    MINOR_UNPROTECTED: 'under 18 and heard without protection',
    NEEDS_VERIFICATION: 'to be verified',
    NO_HEARING_BEFORE_DEPARTURE: 'no hearing before she leaves',
    NOT_SUMMONED: 'not summoned to the hearing before she leaves',
    OBJECTION_OVERRULED: 'read over objection',
    PARTIAL: 'examined in part',
    POLICE_STATEMENT: 'police statement read',
    PROCEEDINGS_DISCONTINUED: 'proceedings ended early',
    RECOVERY_ACTIVE: 'arrangement to hear her is running',
    SAME_DAY: 'leaves on the day of the hearing',
    UNCONFRONTED_STATEMENT_ON_FILE: 'untested statement on file',
    URGENT: 'within 14 days',
  },
  trialFlags: {
    CAUSE_UNDETERMINED: 'Cause not determined',
    FAIR_TRIAL_REVIEW: 'Fair-trial review',
    TESTIMONY_AT_RISK: 'Testimony at risk',
    TESTIMONY_DIMINISHED_BY_REPATRIATION: 'Testimony diminished by repatriation',
    TESTIMONY_LOST_TO_REPATRIATION: 'Testimony lost to repatriation',
    TESTIMONY_RECOVERABLE: 'Testimony recoverable',
    VICTIM_DEPORTED: 'Victim deported',
  },
  materialities: {
    SOLE: 'sole evidence',
    DECISIVE: 'decisive',
    SIGNIFICANT: 'significant',
    PERIPHERAL: 'peripheral',
    UNKNOWN: 'weight not assessed',
  },
  results: {
    CONVICTED: 'Convicted',
    ACQUITTED: 'Acquitted',
    CHARGE_REJECTED: 'Charge rejected',
    RECLASSIFIED_CONVICTED: 'Convicted of another offence',
  },
  terminations: {
    INVESTIGATION_DISCONTINUED: 'Investigation discontinued',
    REPORT_DISMISSED: 'Criminal report dismissed',
    INDICTMENT_WITHDRAWN: 'Indictment withdrawn',
  },
  stages: {
    BEFORE_INDICTMENT: 'Before indictment',
    MAIN_TRIAL: 'Main trial open',
    EVIDENCE_CLOSED: 'Evidence closed, judgment awaited',
    JUDGED: 'Judged at first instance',
    ENDED_EARLY: 'Ended early',
  },
  hearingStatuses: { SCHEDULED: 'scheduled', HELD: 'held', ADJOURNED: 'adjourned', CANCELLED: 'cancelled' },
  departures: {
    IOM: 'returned by IOM',
    OMIK: 'returned by OMiK',
    DEPORTATION: 'deported',
    SELF: 'left by her own choice',
    OTHER: 'left otherwise',
  },
  programmes: { IOM: 'IOM', OMIK: 'OMiK', DEPORTATION: 'Deportation', SELF: 'Own choice', OTHER: 'Other' },
  legalAidRoles: {
    DEFENCE_COUNSEL: 'defence counsel',
    VICTIM_ADVOCATE: 'victim advocate',
    INJURED_PARTY_REPRESENTATIVE: 'representative of the injured party',
    APPEALS_COUNSEL: 'appeals counsel',
  },
  lawMarks: {
    V: 'Read in the source that is named.',
    S: 'Stated in the 2001 report.',
    M: 'From memory of the instrument; a lawyer must check it before anyone relies on it.',
    L: 'Weak memory; not to be relied on.',
    I: 'A choice or inference of the designers, not law.',
    U: 'Language that no native legal speaker has checked.',
  },
  actions: {
    EXAMINE_BEFORE_DEPARTURE:
      'Ask the investigating judge to examine her, with the defence attending, before the planned departure.',
    BRING_HEARING_FORWARD: 'Ask the court to bring a hearing forward to a day before the planned departure.',
    SUMMON_THROUGH_PROGRAMME: 'Ask the court to send the summons through the programme that assists her.',
    SUPPORTED_STAY: 'Offer her a supported stay until the hearing. The choice is hers; assistance never depends on it.',
    SUSPEND_DEPORTATION: 'Ask for the deportation order to be suspended, if she wishes to testify.',
    REMOTE_HEARING: 'Ask the court to hear her by video link or letters rogatory, if she is willing.',
    REASONS_FOR_READING: 'Ask the court to state why the statement was read and what safeguards made up for it.',
    VERIFY_RECORDS: 'Verify the days on which this finding rests.',
  },
  countries: {
    AL: 'Albania',
    BA: 'Bosnia and Herzegovina',
    BG: 'Bulgaria',
    BY: 'Belarus',
    HR: 'Croatia',
    HU: 'Hungary',
    MD: 'Moldova',
    MK: 'North Macedonia',
    PL: 'Poland',
    RO: 'Romania',
    RU: 'Russian Federation',
    UA: 'Ukraine',
    XK: 'Kosovo',
    YU: 'Federal Republic of Yugoslavia',
  },
};
