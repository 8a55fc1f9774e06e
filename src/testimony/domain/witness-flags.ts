import { addDays, type CalendarDate } from '../../kernel/calendar-date.js';
import { type TestimonyClass, type WitnessFlag, witnessFlags } from './assessment.js';
import { isConfronted, type Reading, statementsOnFile } from './evidence.js';
import type { Finding } from './finding.js';
import { ordersInForce } from './plans.js';
import { runningArrangement } from './recovery.js';
import { isGone, safeHearing } from './situation.js';
import type { HearingFacts } from './trial-facts.js';

/** A departure foreseen in so many days or fewer is urgent (`domain.md` 5.4). */
const URGENT_DAYS = 14;

/** When each flag is raised (`domain.md` 5.10, second table). */
const conditions: Readonly<Record<WitnessFlag, (finding: Finding) => boolean>> = {
  DEPARTURE_AFTER_HEARING: (finding) => isOf(finding, 'PENDING') && safeHearing(finding.situation) !== null,
  DEPARTURE_DATE_UNKNOWN: (finding) =>
    (isOf(finding, 'AT_RISK') && dayOfRisk(finding) === null) || restsOnInexactDeparture(finding),
  DEPARTURE_OVERDUE_UNCONFIRMED: (finding) => isForeseenBefore(finding, finding.situation.asOf),
  DEPORTATION_ORDER: (finding) =>
    isOf(finding, 'AT_RISK', 'PENDING') && ordersInForce(finding.situation.witness).length > 0,
  MINOR: ({ situation }) => situation.witness.minor,
  MINOR_UNPROTECTED: (finding) => isOf(finding, 'HEARD_LIVE') && finding.situation.witness.minor,
  NEEDS_VERIFICATION: ({ attribution }) => attribution.needsVerification,
  NO_HEARING_BEFORE_DEPARTURE: (finding) => hearingsBeforeRisk(finding)?.length === 0,
  NOT_SUMMONED: (finding) => (hearingsBeforeRisk(finding) ?? []).length > 0,
  OBJECTION_OVERRULED: (finding) =>
    admittedReadings(finding).some(({ testimony }) => testimony.objection === 'OVERRULED'),
  PARTIAL: isPartial,
  POLICE_STATEMENT: (finding) => admittedReadings(finding).some(({ statement }) => statement?.takenBy === 'POLICE'),
  PROCEEDINGS_DISCONTINUED: (finding) =>
    isOf(finding, 'LOST', 'NOT_HEARD_OTHER') && finding.situation.cycle.terminated !== null,
  RECOVERY_ACTIVE: (finding) => isOf(finding, 'STATEMENT_READ') && hasRunningArrangement(finding),
  SAME_DAY: (finding) => finding.situation.hearingsAhead.some(({ date }) => date === dayOfRisk(finding)),
  UNCONFRONTED_STATEMENT_ON_FILE: hasUnconfrontedStatementOnFile,
  URGENT: (finding) => isForeseenBefore(finding, addDays(finding.situation.asOf, URGENT_DAYS + 1)),
};

/** Sorted, as the list of all flags is. */
export function flagsOf(finding: Finding): readonly WitnessFlag[] {
  return witnessFlags.filter((flag) => conditions[flag](finding));
}

function isOf(finding: Finding, ...classes: readonly TestimonyClass[]): boolean {
  return classes.includes(finding.class);
}

/** The known day of the departure of a witness at risk, else null. */
function dayOfRisk(finding: Finding): CalendarDate | null {
  return isOf(finding, 'AT_RISK') ? (finding.situation.foreseen?.day ?? null) : null;
}

function isForeseenBefore(finding: Finding, limit: CalendarDate): boolean {
  const day = dayOfRisk(finding);
  return day !== null && day < limit;
}

/** Null when the witness is not at risk or the day of the departure is unknown. */
function hearingsBeforeRisk(finding: Finding): readonly HearingFacts[] | null {
  const day = dayOfRisk(finding);
  return day === null ? null : finding.situation.hearingsAhead.filter(({ date }) => date < day);
}

function restsOnInexactDeparture({ attribution }: Finding): boolean {
  return attribution.departure !== null && attribution.departure.precision !== 'EXACT';
}

function admittedReadings({ situation }: Finding): readonly Reading[] {
  return [...situation.evidence.confrontedReadings, ...situation.evidence.unconfrontedReadings];
}

/** Heard, but nothing tested was completed; or not heard, and something was begun and never tested (rows 4 to 12). */
function isPartial(finding: Finding): boolean {
  const { tested, untested } = finding.situation.evidence;
  if (tested.length > 0) return tested.every(({ completion }) => completion !== 'COMPLETED');
  return !isOf(finding, 'DEPOSITION_CONFRONTED') && untested.length > 0;
}

function hasRunningArrangement({ situation }: Finding): boolean {
  return situation.closed === null && runningArrangement(situation.witness, situation.asOf) !== null;
}

function hasUnconfrontedStatementOnFile(finding: Finding): boolean {
  const { situation } = finding;
  if (situation.closed !== null || !isGone(situation) || !isOf(finding, 'LOST', 'RECOVERABLE')) return false;
  return statementsOnFile(situation.witness, situation.evidence).some((statement) => !isConfronted(statement));
}
