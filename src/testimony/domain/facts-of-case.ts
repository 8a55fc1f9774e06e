import type { Testimony } from '../../witnesses/domain/testimony.js';
import type { Witness } from '../../witnesses/domain/witness.js';
import type { CaseContent } from './case-content.js';
import { weakestOpportunity } from './defence-opportunity.js';
import type {
  CycleFacts,
  HearingFacts,
  StatementFacts,
  TestimonyFacts,
  TrialFacts,
  WitnessFacts,
} from './trial-facts.js';

/** The facts of a case for the testimony rules: its latest cycle, and the testimony of earlier ones. */
export function factsOfCase(content: CaseContent): TrialFacts {
  const cycles = [...content.cycle].sort((one, other) => one.number - other.number);
  const latest = cycles.at(-1);
  return {
    id: content.case.id,
    cycle: cycleFacts(content, latest?.id ?? null),
    hearings: content.hearing
      .filter(({ cycleId }) => cycleId === latest?.id)
      .map((hearing) => hearingFacts(content, hearing)),
    witnesses: content.witness.map((witness) => witnessFacts(content, witness)),
  };
}

function cycleFacts(content: CaseContent, id: string | null): CycleFacts {
  const cycle = content.cycle.find((one) => one.id === id);
  const indictments = content.indictment.filter(({ cycleId, withdrawnOn }) => cycleId === id && !withdrawnOn);
  const judgment = content.judgment.findLast(({ cycleId }) => cycleId === id);
  const closing = content.evidenceClosing.findLast(({ cycleId }) => cycleId === id);
  const termination = content.termination.findLast(({ cycleId }) => cycleId === id);
  return {
    number: cycle?.number ?? 1,
    opening: cycle?.opening,
    indictedOn: indictments[0]?.filedOn ?? null,
    evidenceClosed: closing ? { id: closing.id, date: closing.closedOn, recordedOn: closing.recordedOn } : null,
    verdict: judgment
      ? { id: judgment.id, date: judgment.pronouncedOn, result: judgment.result, recordedOn: judgment.recordedOn }
      : null,
    terminated: termination
      ? { id: termination.id, date: termination.endedOn, kind: termination.kind, recordedOn: termination.recordedOn }
      : null,
  };
}

function hearingFacts(content: CaseContent, hearing: CaseContent['hearing'][number]): HearingFacts {
  const summoned = content.summons
    .filter(({ hearingId }) => hearingId === hearing.id)
    .map(({ witnessId }) => witnessId);
  return {
    ...hearing,
    summoned: content.witness.filter(({ id }) => summoned.includes(id)).map(({ code }) => code),
  };
}

function witnessFacts(content: CaseContent, witness: Witness): WitnessFacts {
  const hers = <T extends { readonly witnessId: string }>(records: readonly T[]): readonly T[] =>
    records.filter(({ witnessId }) => witnessId === witness.id);
  const { otherReason, otherReasonOn, otherReasonRecordedOn } = witness;
  const movements = hers(content.movement);
  return {
    ...witness,
    otherReason:
      otherReason && otherReasonOn
        ? { code: otherReason, date: otherReasonOn, recordedOn: otherReasonRecordedOn }
        : null,
    deportationOrders: hers(content.deportationOrder),
    statements: hers(content.statement).map((statement) => statementFacts(content, statement)),
    plans: hers(content.plannedReturn),
    departures: movements.flatMap((movement) =>
      movement.kind === 'DEPARTURE' && movement.programme
        ? [{ ...movement, programme: movement.programme, departedOn: movement.date }]
        : [],
    ),
    returns: movements.flatMap((movement) =>
      movement.kind === 'RETURN' && movement.date ? [{ ...movement, date: movement.date }] : [],
    ),
    recovery: hers(content.recoveryStep),
    testimony: hers(content.testimony).map((testimony) => testimonyFacts(content, testimony)),
  };
}

function statementFacts(content: CaseContent, statement: CaseContent['statement'][number]): StatementFacts {
  const byAccused = new Map(statement.opportunityByAccused.map(({ accused, opportunity }) => [accused, opportunity]));
  const accused = content.accused.map(({ code }) => code);
  return {
    ...statement,
    date: statement.takenOn,
    defenceOpportunity: weakestOpportunity(statement.defenceOpportunity, byAccused, accused),
  };
}

function testimonyFacts(content: CaseContent, testimony: Testimony): TestimonyFacts {
  const hearing = content.hearing.find(({ id }) => id === testimony.hearingId);
  const cycle = content.cycle.find(({ id }) => id === hearing?.cycleId);
  return {
    ...testimony,
    cycle: cycle?.number ?? 1,
    statement: content.statement.find(({ id }) => id === testimony.statementId)?.label ?? null,
  };
}
