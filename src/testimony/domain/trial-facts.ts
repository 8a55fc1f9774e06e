import type { CycleOpening, TerminationKind } from '../../cases/domain/cycle.js';
import type { HearingPhase, HearingStatus } from '../../hearings/domain/hearing.js';
import type { JudgmentResult } from '../../judgments/domain/judgment.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import type { RecoveryStatus, RecoveryType } from '../../witnesses/domain/recovery-step.js';
import type { DeportationOrderStatus, PlanStatus, Precision, Programme } from '../../witnesses/domain/return.js';
import type { DefenceOpportunity, StatementTaker } from '../../witnesses/domain/statement.js';
import type { Completion, DefenceExamination, Objection, TestimonyMode } from '../../witnesses/domain/testimony.js';
import type {
  Counterbalance,
  Effort,
  Materiality,
  OtherReason,
  Willingness,
  WitnessRole,
} from '../../witnesses/domain/witness.js';

/**
 * Everything the testimony rules may know about one case: its latest cycle, and the testimony of earlier ones.
 * Gathered whole, from the database or from a docket document; records withdrawn as entered in error are not in it.
 * Lists stand in order of entry, which breaks ties (`domain.md` 5.10 rows 3 and 6).
 */
export interface TrialFacts {
  readonly id: string;
  readonly cycle: CycleFacts;
  readonly hearings: readonly HearingFacts[];
  readonly witnesses: readonly WitnessFacts[];
}

/** What every dated fact carries: which record it is, and since when the mission knows of it. */
interface Recorded {
  readonly id: string;
  /** Null: since the day of the event itself. */
  readonly recordedOn: CalendarDate | null;
}

export interface CycleFacts {
  readonly number: number;
  readonly opening?: CycleOpening;
  readonly indictedOn: CalendarDate | null;
  readonly evidenceClosed: (Recorded & { readonly date: CalendarDate }) | null;
  readonly verdict: (Recorded & { readonly date: CalendarDate; readonly result: JudgmentResult }) | null;
  readonly terminated: (Recorded & { readonly date: CalendarDate; readonly kind: TerminationKind }) | null;
}

export interface HearingFacts extends Recorded {
  readonly label: string;
  readonly date: CalendarDate;
  readonly status: HearingStatus;
  readonly phase: HearingPhase;
  readonly defenceInvited: boolean;
  /** Codes of the witnesses summoned to it. */
  readonly summoned: readonly string[];
}

/** `recordedOn` is the day on which the mission learned of her role; null: as old as the case. */
export interface WitnessFacts extends Recorded {
  readonly code: string;
  readonly role: WitnessRole;
  readonly expected: boolean;
  readonly minor: boolean;
  readonly materiality: Materiality;
  readonly willing: Willingness;
  readonly contactVerifiedOn: CalendarDate | null;
  readonly goodReason: boolean;
  readonly efforts: readonly Effort[];
  readonly counterbalance: readonly Counterbalance[];
  readonly otherReason: OtherReasonFacts | null;
  readonly deportationOrders: readonly DeportationOrderFacts[];
  readonly statements: readonly StatementFacts[];
  readonly plans: readonly PlanFacts[];
  readonly departures: readonly DepartureFacts[];
  readonly returns: readonly ReturnFacts[];
  readonly recovery: readonly RecoveryFacts[];
  readonly testimony: readonly TestimonyFacts[];
}

export interface OtherReasonFacts {
  readonly code: OtherReason;
  readonly date: CalendarDate;
  /** Null: since the day on which it arose. */
  readonly recordedOn: CalendarDate | null;
}

export interface DeportationOrderFacts extends Recorded {
  readonly issuedOn: CalendarDate;
  readonly status: DeportationOrderStatus;
}

export interface StatementFacts extends Recorded {
  readonly label: string;
  readonly date: CalendarDate;
  readonly takenBy: StatementTaker;
  /** The weakest among the accused still on trial. */
  readonly defenceOpportunity: DefenceOpportunity;
  readonly evidential: boolean;
}

export interface PlanFacts {
  readonly id: string;
  /** Place among the witness's plans, departures and returns in order of entry. */
  readonly ordinal: number;
  readonly programme: Programme;
  readonly status: PlanStatus;
  readonly scheduledFor: CalendarDate | null;
  readonly recordedOn: CalendarDate;
}

export interface DepartureFacts {
  readonly id: string;
  readonly ordinal: number;
  readonly programme: Programme;
  readonly precision: Precision;
  /** Null when the precision is UNKNOWN. */
  readonly departedOn: CalendarDate | null;
  readonly lastConfirmedPresence: CalendarDate | null;
  readonly recordedOn: CalendarDate;
}

export interface ReturnFacts {
  readonly id: string;
  readonly ordinal: number;
  readonly date: CalendarDate;
  readonly recordedOn: CalendarDate;
}

export interface RecoveryFacts extends Recorded {
  readonly type: RecoveryType;
  readonly status: RecoveryStatus;
  readonly orderedOn: CalendarDate | null;
  readonly targetDate: CalendarDate | null;
}

export interface TestimonyFacts extends Recorded {
  /** Number of the cycle in which it was given. */
  readonly cycle: number;
  readonly hearingId: string;
  readonly date: CalendarDate;
  readonly mode: TestimonyMode;
  readonly completion: Completion;
  readonly defenceExamined: DefenceExamination;
  readonly admitted: boolean;
  readonly objection: Objection;
  /** Label of the statement read, as in the witness's `statements`. */
  readonly statement: string | null;
  readonly measures: readonly string[];
}
