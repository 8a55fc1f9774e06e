import {
  addDays,
  type CalendarDate,
  earliest,
  firstOfMonth,
  lastOfMonth,
  latest,
} from '../../../kernel/calendar-date.js';
import { type Absence, absenceOf, closedOn } from '../absence.js';
import { departureInterval } from '../../../testimony/domain/presence.js';
import type { Timeline, TimelineEvent, TimelineLane, TimelineSpan } from '../report-document.js';
import { timelineSymbols } from '../report-document.js';
import { type AssessedWitness, assessedWitnesses, isLostOrDiminished } from '../report-figures.js';
import type { TrialSnapshot } from '../report-snapshot.js';
import { gapWords, toneOf } from '../trial-words.js';
import type { Wording } from '../wording.js';

/** The court's days and each witness's on one axis; the gap is the time for which she was gone and still needed. */
export function timelineOf(trial: TrialSnapshot, asOf: CalendarDate, wording: Wording): Timeline {
  const { phrases, formats } = wording;
  const court = courtLane(trial, wording);
  const witnesses = assessedWitnesses([trial]).map((witness) => witnessLane(witness, asOf, wording));
  const lanes = [court, ...witnesses];
  const days = lanes.flatMap(({ spans, events }) => [
    ...events.map(({ date }) => date),
    ...spans.flatMap(({ from, to }) => [from, to]),
  ]);
  const from = firstOfMonth(earliest(...days) ?? asOf);
  const to = lastOfMonth(latest(...days) ?? asOf);
  const used = new Set(lanes.flatMap(({ events }) => events.map(({ symbol }) => symbol)));
  return {
    kind: 'timeline',
    caption: phrases.timeline.caption(trial.caseCode),
    description: lanes.map((lane) => describe(lane, wording)).join(' '),
    from,
    to,
    months: monthsBetween(from, to).map((date) => ({ date, text: formats.shortMonth(date) })),
    court,
    witnesses,
    legend: [
      ...timelineSymbols
        .filter((symbol) => used.has(symbol))
        .map((symbol) => ({ symbol, text: phrases.timeline.legend[symbol] })),
      ...(witnesses.some(({ spans }) => spans.some(({ kind }) => kind === 'gap'))
        ? [{ symbol: 'gap' as const, text: phrases.timeline.legend.gap }]
        : []),
    ],
  };
}

function courtLane(trial: TrialSnapshot, { phrases }: Wording): TimelineLane {
  const { timeline } = phrases;
  const held = trial.hearings.filter(({ status }) => status !== 'CANCELLED');
  const indictment: readonly TimelineEvent[] = trial.indictedOn
    ? [{ symbol: 'indictment', date: trial.indictedOn, text: timeline.indictment }]
    : [];
  return {
    title: timeline.court,
    note: timeline.hearings(held.length),
    tone: 'plain',
    spans: [],
    events: [...indictment, ...held.map(({ label, date }) => ({ symbol: 'hearing' as const, date, text: label }))],
  };
}

function witnessLane(of: AssessedWitness, asOf: CalendarDate, wording: Wording): TimelineLane {
  const { phrases, labels } = wording;
  const { witness, assessment } = of;
  const events: readonly TimelineEvent[] = [
    ...witness.statements.map(({ date }) => ({ symbol: 'statement' as const, date, text: '' })),
    ...witness.departures.map((departure) => ({
      symbol: 'departure' as const,
      date: departureInterval(departure).to,
      text: labels.departures[departure.programme],
    })),
    ...witness.returns.map((date) => ({ symbol: 'return' as const, date, text: '' })),
    ...witness.testimony
      .filter(({ admitted, mode, completion }) => admitted && mode !== 'STATEMENT_READ' && completion !== 'REFUSED')
      .map(({ date }) => ({ symbol: 'testimony' as const, date, text: '' })),
  ];
  return {
    title: phrases.timeline.witness(witness.code),
    note: labels.classes[assessment.class],
    tone: toneOf(of),
    spans: [...presence(of, asOf, events), ...gap(of, asOf, wording)],
    events,
  };
}

/** From her first recorded day to her departure, or to the close or the as-of day while she is here. */
function presence(
  { witness, trial }: AssessedWitness,
  asOf: CalendarDate,
  events: readonly TimelineEvent[],
): readonly TimelineSpan[] {
  const end = closedOn(trial) ?? asOf;
  const starts = [earliest(...events.map(({ date }) => date)), ...witness.returns];
  const stays = starts.flatMap((from): readonly TimelineSpan[] => {
    if (!from) return [];
    const departure = witness.departures.find((candidate) => departureInterval(candidate).to >= from);
    if (!departure) return from < end ? [{ kind: 'present', from, to: end, text: '' }] : [];
    const left = departureInterval(departure);
    const certain = latest(from, left.from) ?? from;
    return [
      { kind: 'present', from, to: left.from === null ? from : certain, text: '' },
      { kind: 'uncertain', from: left.from === null ? from : certain, to: left.to, text: '' },
    ];
  });
  return stays.filter((span) => span.from < span.to);
}

function gap(of: AssessedWitness, asOf: CalendarDate, wording: Wording): readonly TimelineSpan[] {
  const absence = absenceOf(of.witness, of.trial);
  const needed = isLostOrDiminished(of.assessment) || of.assessment.class === 'RECOVERABLE';
  if (!absence || !needed) return [];
  const to = absence.nextHearing ?? closedOn(of.trial) ?? asOf;
  return to > absence.until ? [{ kind: 'gap', from: absence.until, to, text: gapText(absence, wording) }] : [];
}

function gapText(absence: Absence, wording: Wording): string {
  const { phrases, formats } = wording;
  if (!absence.gap) return phrases.noLaterHearing;
  const { least, most } = absence.gap;
  return phrases.timeline.gap(least === most ? formats.days(least) : gapWords(absence, wording));
}

function monthsBetween(from: CalendarDate, to: CalendarDate): readonly CalendarDate[] {
  const months: CalendarDate[] = [];
  for (let month = from; month <= to; month = addDays(lastOfMonth(month), 1)) months.push(month);
  return months;
}

function describe(lane: TimelineLane, { phrases, formats }: Wording): string {
  const events = lane.events.map(({ symbol, date, text }) =>
    [text || phrases.timeline.legend[symbol], formats.day(date)].join(' '),
  );
  const gaps = lane.spans.filter(({ kind }) => kind === 'gap').map(({ text }) => text);
  return `${lane.title} (${lane.note}): ${[...events, ...gaps].join(', ')}.`;
}
