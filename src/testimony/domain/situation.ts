import type { TerminationKind } from '../../cases/domain/cycle.js';
import { type CalendarDate, earliest } from '../../kernel/calendar-date.js';
import type { OtherReason } from '../../witnesses/domain/witness.js';
import { type Evidence, evidenceOf, type Reading } from './evidence.js';
import { type ForeseenDeparture, foreseenDeparture } from './plans.js';
import { type Presence, presenceOn } from './presence.js';
import { recoveryBasis, type RecoveryBasis } from './recovery.js';
import type { CycleFacts, HearingFacts, TrialFacts, WitnessFacts } from './trial-facts.js';

/** The first of the events that close a cycle (`domain.md` 5.2). */
interface Closure {
  readonly date: CalendarDate;
  readonly how: 'EVIDENCE_CLOSED' | 'JUDGMENT' | TerminationKind;
  readonly record: string;
}

/** Why she is not heard, other than a departure (`domain.md` 5.4 rule 5). */
export interface ReasonNotHeard {
  readonly code: 'REFUSED' | OtherReason;
  readonly date: CalendarDate;
  readonly record: string;
  /** A reason that arose when she had left, or may have, is not the cause (5.10 row 9). */
  readonly whilePresent: boolean;
}

/** All that the rules ask about one witness on the as-of day, each question answered once. */
export interface WitnessSituation {
  readonly asOf: CalendarDate;
  readonly cycle: CycleFacts;
  readonly witness: WitnessFacts;
  readonly evidence: Evidence;
  /** Null while the cycle is open. */
  readonly closed: Closure | null;
  /** Presence on the close date, or on the as-of day of an open cycle. */
  readonly presence: Presence;
  /** The earliest that arose while she was present, by then. */
  readonly reason: ReasonNotHeard | null;
  readonly reasonsWhileAway: readonly ReasonNotHeard[];
  readonly foreseen: ForeseenDeparture | null;
  readonly recovery: RecoveryBasis | null;
  /** Scheduled hearings that could secure testimony, earliest first. */
  readonly hearingsAhead: readonly HearingFacts[];
}

/** `facts` are the visible ones. */
export function situationOf(witness: WitnessFacts, facts: TrialFacts, asOf: CalendarDate): WitnessSituation {
  const { cycle } = facts;
  const closed = closureOf(cycle);
  const relevantDay = closed?.date ?? asOf;
  const evidence = evidenceOf(witness, cycle.number);
  const reasons = reasonsBy(relevantDay, witness, evidence);
  return {
    asOf,
    cycle,
    witness,
    evidence,
    closed,
    presence: presenceOn(witness, relevantDay),
    reason: earliestWhilePresent(reasons),
    reasonsWhileAway: reasons.filter(({ whilePresent }) => !whilePresent),
    foreseen: foreseenDeparture(witness),
    recovery: recoveryBasis(witness, evidence, asOf),
    hearingsAhead: securingHearings(facts.hearings, asOf),
  };
}

export function isGone({ presence }: WitnessSituation): boolean {
  return presence.state !== 'PRESENT';
}

/** The first admitted reading of the cycle (`domain.md` 5.10 row 11). */
export function firstReading({ confrontedReadings, unconfrontedReadings }: Evidence): Reading | null {
  const readings = [...confrontedReadings, ...unconfrontedReadings];
  const day = earliest(...readings.map(({ testimony }) => testimony.date));
  return readings.find(({ testimony }) => testimony.date === day) ?? null;
}

/**
 * A summons to a hearing that can secure the testimony strictly before the foreseen departure; an unknown day is never
 * safe (`domain.md` 5.4).
 */
export function safeHearing({ foreseen, hearingsAhead, witness }: WitnessSituation): HearingFacts | null {
  const day = foreseen?.day;
  if (!day) return null;
  return hearingsAhead.find(({ date, summoned }) => date < day && summoned.includes(witness.code)) ?? null;
}

function closureOf({ evidenceClosed, verdict, terminated }: CycleFacts): Closure | null {
  const closures: Closure[] = [];
  if (evidenceClosed) closures.push({ date: evidenceClosed.date, how: 'EVIDENCE_CLOSED', record: evidenceClosed.id });
  if (verdict) closures.push({ date: verdict.date, how: 'JUDGMENT', record: verdict.id });
  if (terminated) closures.push({ date: terminated.date, how: terminated.kind, record: terminated.id });
  const first = earliest(...closures.map(({ date }) => date));
  return closures.find(({ date }) => date === first) ?? null;
}

/**
 * A reason counts at or before the relevant day (`domain.md` 5.10 rows 9 and 17). A refusal in person proves presence
 * that day, whatever a departure record says; one by video link does not.
 */
function reasonsBy(
  relevantDay: CalendarDate,
  witness: WitnessFacts,
  { refusals }: Evidence,
): readonly ReasonNotHeard[] {
  const presentOn = (day: CalendarDate) => presenceOn(witness, day).state === 'PRESENT';
  const reasons: ReasonNotHeard[] = refusals.map(({ mode, date, id }) => ({
    code: 'REFUSED',
    date,
    record: id,
    whilePresent: mode !== 'VIDEO_LINK' || presentOn(date),
  }));
  const { otherReason } = witness;
  if (otherReason) {
    const { code, date } = otherReason;
    reasons.push({ code, date, record: witness.id, whilePresent: presentOn(date) });
  }
  return reasons.filter(({ date }) => date <= relevantDay);
}

function earliestWhilePresent(reasons: readonly ReasonNotHeard[]): ReasonNotHeard | null {
  const counting = reasons.filter(({ whilePresent }) => whilePresent);
  const first = earliest(...counting.map(({ date }) => date));
  return counting.find(({ date }) => date === first) ?? null;
}

/** Of the kind that can secure testimony, earliest first (`domain.md` 5.4, 5.10 row 23). */
function securingHearings(hearings: readonly HearingFacts[], asOf: CalendarDate): readonly HearingFacts[] {
  return hearings
    .filter(({ status, date }) => status === 'SCHEDULED' && date >= asOf)
    .filter(
      ({ phase, defenceInvited }) =>
        phase === 'MAIN_TRIAL' || (phase === 'INVESTIGATIVE_EXAMINATION' && defenceInvited),
    )
    .toSorted((one, other) => (one.date < other.date ? -1 : Number(one.date > other.date)));
}
