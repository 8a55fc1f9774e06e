import { terminationKinds } from '../../cases/domain/cycle.js';
import { hearingPhases, hearingStatuses } from '../../hearings/domain/hearing.js';
import { judgmentResults } from '../../judgments/domain/judgment.js';
import { type CalendarDate, latest } from '../../kernel/calendar-date.js';
import { legalAidRoles } from '../../legal-aid/domain/legal-aid.js';
import { recoveryStatuses, recoveryTypes } from '../../witnesses/domain/recovery-step.js';
import { deportationOrderStatuses } from '../../witnesses/domain/return.js';
import {
  type DefenceOpportunity,
  defenceOpportunities,
  statementTakers,
  type StatementTaker,
} from '../../witnesses/domain/statement.js';
import { completions, defenceExaminations, objections, testimonyModes } from '../../witnesses/domain/testimony.js';
import {
  counterbalances,
  efforts,
  materialities,
  otherReasons,
  willingnesses,
  witnessRoles,
} from '../../witnesses/domain/witness.js';
import { movement } from './movement-format.js';
import {
  aside,
  code,
  codeOf,
  country,
  day,
  flag,
  list,
  mapOf,
  oneOf,
  optional,
  type Reader,
  record,
  refine,
  required,
  set,
  text,
  type ValueOf,
  whole,
} from './readers.js';

/** Statements taken by these are evidence unless the record says otherwise (`domain.md` 5.2). */
const takersOfEvidence: readonly StatementTaker[] = ['INVESTIGATING_JUDGE', 'PROSECUTOR', 'TRIAL_COURT'];

/** A record with the day on which the mission learned of it: null for the event's own day, and never before that. */
function recorded<F extends Readonly<Record<string, Reader<unknown>>>>(
  fields: F,
  eventDay: (value: ValueOf<ReturnType<typeof record<F>>>) => CalendarDate | null,
) {
  return refine(record({ ...fields, recordedOn: optional(day) }), (value, reading) => {
    const event = eventDay(value as ValueOf<ReturnType<typeof record<F>>>);
    const { recordedOn } = value as { recordedOn: CalendarDate | null };
    if (event && recordedOn && recordedOn < event) {
      return reading.refuse(`is before the event that it records, ${event}`, 'recordedOn');
    }
    return value;
  });
}

/** A record with a beginning and perhaps an end, which does not lie before it. */
function period<T extends { from: CalendarDate | null; to: CalendarDate | null }>(reader: Reader<T>): Reader<T> {
  return refine(reader, (value, reading) =>
    value.from && value.to && value.to < value.from ? reading.refuse(`is before ${value.from}`, 'to') : value,
  );
}

const defendant = recorded({ code: required(code), provisions: set(codeOf('provisions', 'provision')) }, () => null);

const verdict = recorded(
  {
    date: required(day),
    result: required(oneOf(judgmentResults)),
    months: optional(whole(0, 1200)),
  },
  ({ date }) => date,
);

const terminated = recorded({ date: required(day), kind: required(oneOf(terminationKinds)) }, ({ date }) => date);

const trial = refine(
  recorded(
    {
      cycle: optional(whole(1, 99), 1),
      indictedOn: optional(day),
      evidenceClosedOn: optional(day),
      verdict: optional(verdict),
      terminated: optional(terminated),
    },
    ({ indictedOn, evidenceClosedOn }) => latest(indictedOn, evidenceClosedOn),
  ),
  (value, reading) => {
    const { indictedOn, evidenceClosedOn, verdict: given } = value;
    const before = (date?: CalendarDate | null) => indictedOn && date && date < indictedOn;
    const problem = `is before the indictment, ${String(indictedOn)}`;
    if (before(evidenceClosedOn)) reading.refuse(problem, 'evidenceClosedOn');
    if (before(given?.date)) reading.refuse(problem, 'verdict', 'date');
    return value;
  },
);

const hearing = recorded(
  {
    id: required(code),
    date: required(day),
    status: required(oneOf(hearingStatuses)),
    phase: required(oneOf(hearingPhases)),
    defenceInvited: optional(flag, false),
    summoned: set(code),
    reason: optional(codeOf('adjournmentReasons', 'adjournment reason')),
  },
  // A hearing that lies ahead, or was called off, may be known before its day.
  ({ status, date }) => (status === 'HELD' ? date : null),
);

const statement = refine(
  recorded(
    {
      id: required(code),
      date: required(day),
      takenBy: required(oneOf(statementTakers)),
      defenceOpportunity: optional(oneOf(defenceOpportunities), 'UNKNOWN' as const),
      opportunityByDefendant: optional(mapOf(oneOf(defenceOpportunities)), new Map<string, DefenceOpportunity>()),
      evidential: optional(flag),
      recording: optional(text()),
    },
    ({ date }) => date,
  ),
  (value) => ({ ...value, evidential: value.evidential ?? takersOfEvidence.includes(value.takenBy) }),
);

const recovery = recorded(
  {
    type: required(oneOf(recoveryTypes)),
    status: required(oneOf(recoveryStatuses)),
    orderedOn: optional(day),
    targetDate: optional(day),
  },
  ({ orderedOn }) => orderedOn,
);

const testimony = refine(
  recorded(
    {
      hearing: required(code),
      date: required(day),
      cycle: optional(whole(1, 99)),
      mode: required(oneOf(testimonyModes)),
      completion: optional(oneOf(completions)),
      defenceExamined: optional(oneOf(defenceExaminations), 'NO' as const),
      admitted: optional(flag, true),
      objection: optional(oneOf(objections)),
      statementId: optional(code),
      measures: set(codeOf('protectiveMeasures', 'protective measure')),
    },
    ({ date }) => date,
  ),
  ({ completion, objection, ...value }, reading) => {
    const isReading = value.mode === 'STATEMENT_READ';
    if (isReading && completion === 'REFUSED')
      return reading.refuse('a reading cannot be refused by the witness', 'completion');
    if (!isReading && completion === null)
      return reading.refuse('is required of evidence given in person', 'completion');
    if (isReading && objection === null)
      reading.remark('is missing: it is not known whether there was an objection', 'objection');
    return { ...value, completion: completion ?? ('COMPLETED' as const), objection: objection ?? ('NONE' as const) };
  },
);

const otherReason = recorded({ code: required(oneOf(otherReasons)), date: required(day) }, ({ date }) => date);

const deportationOrder = recorded(
  { issuedOn: required(day), status: required(oneOf(deportationOrderStatuses)) },
  ({ issuedOn }) => issuedOn,
);

const stay = period(recorded({ from: required(day), to: optional(day) }, ({ from }) => from));

const witness = recorded(
  {
    code: required(code),
    role: required(oneOf(witnessRoles)),
    expected: optional(flag, false),
    minor: optional(flag, false),
    nationality: optional(country),
    materiality: optional(oneOf(materialities), 'UNKNOWN' as const),
    willing: optional(oneOf(willingnesses), 'UNKNOWN' as const),
    contactVerifiedOn: optional(day),
    goodReason: optional(flag, false),
    efforts: set(oneOf(efforts)),
    counterbalance: set(oneOf(counterbalances)),
    otherReason: optional(otherReason),
    deportationOrder: optional(deportationOrder),
    shelter: list(stay),
    statements: list(statement),
    movements: list(movement),
    recovery: list(recovery),
    testimony: list(testimony),
  },
  () => null,
);

const assistance = period(
  recorded(
    {
      client: required(code),
      role: required(oneOf(legalAidRoles)),
      lawyer: optional(code),
      from: optional(day),
      to: optional(day),
    },
    ({ from }) => from,
  ),
);

/** One scenario: the proceedings of one case, with its latest cycle. */
const scenarioRecord = recorded(
  {
    id: required(code),
    title: optional(text()),
    asOf: required(day),
    court: required(codeOf('courts', 'court')),
    defendants: required(list(defendant)),
    trial: required(trial),
    hearings: required(list(hearing)),
    witnesses: required(list(witness)),
    outcome: optional(text()),
    legalAid: list(assistance),
    expected: aside,
    rationale: aside,
  },
  () => null,
);

/** A scenario whose fields are read and whose defaults are filled in; what an import ignores is gone. */
export const scenarioFields = refine(scenarioRecord, ({ expected: _, rationale: __, ...scenario }) => ({
  ...scenario,
  witnesses: scenario.witnesses.map((found) => ({
    ...found,
    testimony: found.testimony.map((event) => ({ ...event, cycle: event.cycle ?? scenario.trial.cycle })),
  })),
}));

/** The normalised scenario: ids, codes and order as in the document (`domain.md` 5.11). */
export type Scenario = ValueOf<typeof scenarioFields>;
export type DocketWitness = Scenario['witnesses'][number];
