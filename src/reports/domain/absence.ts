import { type CalendarDate, daysBetween, earliest, latest } from '../../kernel/calendar-date.js';
import { type DepartureInterval, departureInterval } from '../../testimony/domain/presence.js';
import type { DepartureSnapshot, TrialSnapshot, WitnessSnapshot } from './report-snapshot.js';

/** A departure after which no return is recorded: what is known of its day, and what the court did next. */
export interface Absence {
  readonly departure: DepartureSnapshot;
  /** First day on which she can have left; null when nothing bounds it. Equal to `until` when the day is known. */
  readonly from: CalendarDate | null;
  readonly until: CalendarDate;
  /** The first hearing after it that was not cancelled; null when there is none. */
  readonly nextHearing: CalendarDate | null;
  /** Days from the departure to that hearing, as a range where the day of the departure is one. */
  readonly gap: { readonly least: number; readonly most: number | null } | null;
}

/** Whether and since when she is gone, by the records of the snapshot. */
export function absenceOf(witness: WitnessSnapshot, trial: TrialSnapshot): Absence | null {
  const back = latest(...witness.returns);
  const [first] = witness.departures
    .map((departure) => ({ departure, ...departureInterval(departure) }))
    .filter(({ to }) => !back || to > back)
    .sort(byCertainDay);
  if (!first) return null;
  const { departure, from, to: until } = first;
  const nextHearing = nextHearingAfter(until, trial);
  return { departure, from, until, nextHearing, gap: nextHearing ? gapTo(nextHearing, from, until) : null };
}

/** A further departure of one who is certainly gone changes nothing (`domain.md` 5.10 rows 6 and 19). */
function byCertainDay(a: DepartureInterval, b: DepartureInterval): number {
  if (a.to === b.to) return 0;
  return a.to < b.to ? -1 : 1;
}

/** The earliest of what closes the evidence for good (`domain.md` 5.2). */
export function closedOn(trial: TrialSnapshot): CalendarDate | null {
  return earliest(trial.evidenceClosedOn, trial.verdict?.date, trial.terminated?.date);
}

function nextHearingAfter(day: CalendarDate, trial: TrialSnapshot): CalendarDate | null {
  const later = trial.hearings.filter(
    ({ date, status, phase }) => date > day && status !== 'CANCELLED' && phase !== 'APPEAL',
  );
  return earliest(...later.map(({ date }) => date));
}

function gapTo(hearing: CalendarDate, from: CalendarDate | null, until: CalendarDate): Absence['gap'] {
  return { least: daysBetween(until, hearing), most: from === null ? null : daysBetween(from, hearing) };
}
