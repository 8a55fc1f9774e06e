import fc from 'fast-check';
import { addDays } from '../../src/kernel/calendar-date.js';
import type {
  DepartureFacts,
  HearingFacts,
  PlanFacts,
  ReturnFacts,
  StatementFacts,
  TestimonyFacts,
  TrialFacts,
  WitnessFacts,
} from '../../src/testimony/domain/trial-facts.js';
import { hearingPhases, hearingStatuses } from '../../src/hearings/domain/hearing.js';
import { recoveryStatuses, recoveryTypes } from '../../src/witnesses/domain/recovery-step.js';
import { deportationOrderStatuses, planStatuses, precisions, programmes } from '../../src/witnesses/domain/return.js';
import { defenceOpportunities, statementTakers } from '../../src/witnesses/domain/statement.js';
import { completions, defenceExaminations, objections, testimonyModes } from '../../src/witnesses/domain/testimony.js';
import { counterbalances, materialities, otherReasons, willingnesses } from '../../src/witnesses/domain/witness.js';

/** Every story plays in these forty days, so that its events meet. */
const firstDay = '2001-05-01';
const span = 40;

export const day = fc.integer({ min: 0, max: span }).map((days) => addDays(firstDay, days));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const of = <T>(values: readonly T[]) => fc.constantFrom(...values);
const id = fc.uuid();

/** A day and the day of its record, which is not before it; null stands for the same day. */
const recorded = fc
  .tuple(day, maybe(fc.nat(10)))
  .map(([date, delay]) => ({ date, recordedOn: delay === null ? null : addDays(date, delay) }));
const known = fc.tuple(day, fc.nat(10)).map(([date, delay]) => ({ date, recordedOn: addDays(date, delay) }));

const hearing: fc.Arbitrary<HearingFacts> = fc
  .record({
    id,
    when: recorded,
    status: of([...hearingStatuses, 'SCHEDULED', 'SCHEDULED', 'SCHEDULED'] as const),
    phase: of([...hearingPhases, 'MAIN_TRIAL', 'MAIN_TRIAL'] as const),
    defenceInvited: fc.boolean(),
    summoned: fc.subarray(['V1', 'V2']),
  })
  .map(({ when, ...rest }) => ({ ...rest, ...when, label: 'H' }));

const statement: fc.Arbitrary<StatementFacts> = fc
  .record({
    id,
    label: of(['T1', 'T2', 'T3']),
    when: recorded,
    takenBy: of(statementTakers),
    defenceOpportunity: of(defenceOpportunities),
    evidential: fc.boolean(),
  })
  .map(({ when, ...rest }) => ({ ...rest, ...when }));

const plan: fc.Arbitrary<PlanFacts> = fc.record({
  id,
  ordinal: fc.nat(),
  programme: of(programmes),
  status: of([...planStatuses, 'SCHEDULED', 'SCHEDULED', 'SCHEDULED'] as const),
  scheduledFor: fc.option(day, { nil: null, freq: 8 }),
  recordedOn: day,
});

const departure: fc.Arbitrary<DepartureFacts> = fc
  .record({
    id,
    ordinal: fc.nat(),
    programme: of(programmes),
    precision: of(precisions),
    when: known,
    lastConfirmedPresence: maybe(day),
  })
  .map(({ when: { date, recordedOn }, ...rest }) => ({
    ...rest,
    departedOn: rest.precision === 'UNKNOWN' ? null : date,
    recordedOn,
  }));

const back: fc.Arbitrary<ReturnFacts> = fc
  .record({ id, ordinal: fc.nat(), when: known })
  .map(({ when, ...rest }) => ({ ...rest, ...when }));

const testimony: fc.Arbitrary<TestimonyFacts> = fc
  .record({
    id,
    cycle: of([1, 2, 2, 2]),
    hearingId: id,
    when: recorded,
    mode: of(testimonyModes),
    completion: of(completions),
    defenceExamined: of(defenceExaminations),
    admitted: fc.boolean(),
    objection: of(objections),
    statement: maybe(of(['T1', 'T2', 'T3'])),
    measures: of([[], [], ['SCREEN']]),
  })
  .map(({ when, completion, ...rest }) => ({
    ...rest,
    ...when,
    completion: rest.mode === 'STATEMENT_READ' ? ('COMPLETED' as const) : completion,
  }));

const few = <T>(arbitrary: fc.Arbitrary<T>) => fc.array(arbitrary, { maxLength: 3 });

/** Movements with distinct places in the order of entry. */
const movements = fc.record({ plans: few(plan), departures: few(departure), returns: few(back) }).map((found) => {
  let ordinal = 0;
  const placed = <T>(list: readonly T[]) => list.map((item) => ({ ...item, ordinal: ordinal++ }));
  return { plans: placed(found.plans), departures: placed(found.departures), returns: placed(found.returns) };
});

const witness: fc.Arbitrary<WitnessFacts> = fc
  .record({
    id,
    code: fc.constant('V1'),
    recordedOn: fc.constant(null),
    role: fc.constant('VICTIM' as const),
    expected: fc.constant(true),
    minor: fc.boolean(),
    materiality: of(materialities),
    willing: of(willingnesses),
    contactVerifiedOn: maybe(day),
    goodReason: fc.boolean(),
    efforts: fc.constant([]),
    counterbalance: fc.subarray([...counterbalances]),
    otherReason: fc.option(
      fc.tuple(of(otherReasons), recorded).map(([code, when]) => ({ code, ...when })),
      { nil: null, freq: 2 },
    ),
    deportationOrders: fc.array(
      fc
        .record({ id, when: recorded, status: of(deportationOrderStatuses) })
        .map(({ when: { date, recordedOn }, ...rest }) => ({ ...rest, issuedOn: date, recordedOn })),
      { maxLength: 1 },
    ),
    statements: fc.uniqueArray(statement, { maxLength: 3, selector: ({ label }) => label }),
    movements,
    recovery: few(
      fc.record({
        id,
        type: of(recoveryTypes),
        status: of(recoveryStatuses),
        orderedOn: maybe(day),
        targetDate: maybe(day),
        recordedOn: fc.constant(null),
      }),
    ),
    testimony: few(testimony),
  })
  .map(({ movements: found, ...rest }) => ({ ...rest, ...found }));

const closing = { nil: null, freq: 2 } as const;

/** Any valid story of a case in its second cycle, with one or two victims in scope. */
export const trialFacts: fc.Arbitrary<TrialFacts> = fc
  .record({
    evidenceClosed: fc.option(recorded, closing),
    verdict: fc.option(recorded, closing),
    terminated: fc.option(recorded, closing),
    hearings: few(hearing),
    witnesses: fc.array(witness, { minLength: 1, maxLength: 2 }),
  })
  .map(({ evidenceClosed, verdict, terminated, hearings, witnesses }) => ({
    id: 'case',
    cycle: {
      number: 2,
      indictedOn: null,
      evidenceClosed: evidenceClosed && { id: 'close', ...evidenceClosed },
      verdict: verdict && { id: 'verdict', ...verdict, result: 'CONVICTED' as const },
      terminated: terminated && { id: 'end', ...terminated, kind: 'INVESTIGATION_DISCONTINUED' as const },
    },
    hearings,
    witnesses: witnesses.map((found, index) => ({ ...found, code: `V${String(index + 1)}` })),
  }));
