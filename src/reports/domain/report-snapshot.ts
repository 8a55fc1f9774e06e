import type { TerminationKind } from '../../cases/domain/cycle.js';
import type { HearingPhase, HearingStatus } from '../../hearings/domain/hearing.js';
import type { JudgmentResult } from '../../judgments/domain/judgment.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import type { LegalAidRole } from '../../legal-aid/domain/legal-aid.js';
import type { marks } from '../../reference/domain/reference-entry.js';
import type { TrialAssessment, WitnessAssessment } from '../../testimony/domain/assessment.js';
import type { Precision, Programme } from '../../witnesses/domain/return.js';
import type { DefenceOpportunity, StatementTaker } from '../../witnesses/domain/statement.js';
import type { Completion, TestimonyMode } from '../../witnesses/domain/testimony.js';
import type { Materiality } from '../../witnesses/domain/witness.js';

/**
 * Who may read a report. An edition for others is a smaller snapshot, never the same one with another word on it:
 * the list of flagged trials is never public (`domain.md` 7.4).
 */
export type Classification = 'INTERNAL';

/** How far a statement of law has been checked. */
export type LawMark = (typeof marks)[number];

/**
 * Everything a report says, frozen: from it alone the document is composed, so the same snapshot always gives the
 * same bytes and a later correction never changes an old report. Plain JSON of codes, days and counts;
 * no name of any person, no wording but the labels of the reference pack.
 */
export interface ReportSnapshot {
  readonly schemaVersion: 1;
  /** Of the register: `TMP-2001-01`. Null until the report is released. */
  readonly reportNumber: string | null;
  readonly title: string;
  readonly classification: Classification;
  readonly period: { readonly from: CalendarDate; readonly to: CalendarDate };
  /** The assessment day. */
  readonly asOf: CalendarDate;
  /** The instant up to which the journal was read, ISO 8601 in UTC: `2001-06-05T12:00:00.000Z`. */
  readonly journalAt: string;
  readonly rulesetVersion: string;
  /** Role or display code of who asked, never a person. */
  readonly generatedFor: string;
  /** All proceedings of the period, in order of their code. */
  readonly trials: readonly TrialSnapshot[];
  readonly programmeTotals: ProgrammeTotals;
  readonly dataQuality: readonly DataQualityNote[];
}

/** An entry of the reference pack, by code and by what it is called in the report's language. */
interface Labelled {
  readonly code: string;
  readonly label: string;
}

/** One case in its latest cycle. */
export interface TrialSnapshot {
  /** `PRI-0001/01`. */
  readonly caseCode: string;
  readonly court: Labelled;
  readonly region: Labelled;
  readonly provisions: readonly ProvisionSnapshot[];
  readonly accusedCount: number;
  /** 1 for the first main trial. */
  readonly cycle: number;
  /** Null: never indicted, or not yet. */
  readonly indictedOn: CalendarDate | null;
  readonly evidenceClosedOn: CalendarDate | null;
  /** `months` of imprisonment. */
  readonly verdict: {
    readonly date: CalendarDate;
    readonly result: JudgmentResult;
    readonly months: number | null;
  } | null;
  readonly terminated: { readonly date: CalendarDate; readonly kind: TerminationKind } | null;
  /** Of the cycle, in order of their days. */
  readonly hearings: readonly HearingSnapshot[];
  /** The victim-witnesses, in order of their code. */
  readonly witnesses: readonly WitnessSnapshot[];
  readonly assessment: TrialAssessment;
  /** `roles` is empty where the reader may know only whether there is counsel. */
  readonly legalAid: { readonly hasCounsel: boolean; readonly roles: readonly LegalAidRole[] };
}

export interface ProvisionSnapshot extends Labelled {
  /** Place in the instrument: `s. 2.1`. */
  readonly reference: string;
  readonly mark: LawMark;
}

export interface HearingSnapshot {
  readonly label: string;
  readonly date: CalendarDate;
  readonly status: HearingStatus;
  readonly phase: HearingPhase;
  /** Codes of the witnesses summoned. */
  readonly summoned: readonly string[];
}

export interface WitnessSnapshot {
  readonly code: string;
  /** ISO 3166-1 alpha-2, the code of a group, or null where unknown or withheld. */
  readonly nationality: string | null;
  readonly minor: boolean;
  readonly materiality: Materiality;
  readonly statements: readonly StatementSnapshot[];
  /** Those known on the as-of day, in order of entry. */
  readonly departures: readonly DepartureSnapshot[];
  /** Days on which she came back, in order. */
  readonly returns: readonly CalendarDate[];
  readonly testimony: readonly TestimonySnapshot[];
  /** Null: out of scope (`domain.md` 5.2). */
  readonly assessment: WitnessAssessment | null;
}

interface StatementSnapshot {
  readonly label: string;
  readonly date: CalendarDate;
  readonly takenBy: StatementTaker;
  /** The weakest among the accused. */
  readonly defenceOpportunity: DefenceOpportunity;
}

/** As the testimony rules see it, so that they can say between which days she left. */
export interface DepartureSnapshot {
  readonly id: string;
  readonly ordinal: number;
  readonly programme: Programme;
  readonly precision: Precision;
  /** Any day of the month for MONTH; null for UNKNOWN. */
  readonly departedOn: CalendarDate | null;
  readonly lastConfirmedPresence: CalendarDate | null;
  readonly recordedOn: CalendarDate;
}

/** Only of the latest cycle. */
interface TestimonySnapshot {
  readonly date: CalendarDate;
  readonly mode: TestimonyMode;
  readonly completion: Completion;
  readonly admitted: boolean;
}

/** Persons of the whole mission up to the as-of day, not of the period's trials alone. */
export interface ProgrammeTotals {
  readonly sheltered: number;
  /** In order of the programme's code. */
  readonly returned: readonly ProgrammeReturns[];
}

interface ProgrammeReturns {
  readonly programme: Programme;
  readonly total: number;
  /** In falling order of count, then by code. Null: nationality not recorded. */
  readonly byNationality: readonly { readonly nationality: string | null; readonly count: number }[];
}

/** Something odd in the records that a reader should know before relying on a figure. */
interface DataQualityNote {
  /** Null: of the data as a whole. */
  readonly caseCode: string | null;
  readonly note: string;
}
