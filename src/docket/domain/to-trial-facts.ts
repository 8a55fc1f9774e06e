import { weakestOpportunity } from '../../testimony/domain/defence-opportunity.js';
import type {
  CycleFacts,
  DepartureFacts,
  PlanFacts,
  ReturnFacts,
  StatementFacts,
  TestimonyFacts,
  TrialFacts,
  WitnessFacts,
} from '../../testimony/domain/trial-facts.js';
import type { DocketWitness, Scenario } from './docket-format.js';
import type { DocketDeparture, DocketPlan, DocketReturn } from './movement-format.js';

/**
 * The facts of a scenario for the testimony rules. A record without an id of its own gets its place in the scenario:
 * `V1.movements[0]`, `trial.verdict`; a statement is `V1.T1`.
 */
export function toTrialFacts(scenario: Scenario): TrialFacts {
  return {
    id: scenario.id,
    cycle: cycleFacts(scenario.trial),
    hearings: scenario.hearings.map(({ id, date, status, phase, defenceInvited, summoned, recordedOn }) => ({
      id,
      label: id,
      date,
      status,
      phase,
      defenceInvited,
      summoned,
      recordedOn,
    })),
    witnesses: scenario.witnesses.map((witness) => witnessFacts(witness, scenario)),
  };
}

function cycleFacts({
  cycle,
  indictedOn,
  evidenceClosedOn,
  verdict,
  terminated,
  recordedOn,
}: Scenario['trial']): CycleFacts {
  return {
    number: cycle,
    indictedOn,
    evidenceClosed: evidenceClosedOn ? { id: 'trial.evidenceClosedOn', date: evidenceClosedOn, recordedOn } : null,
    verdict: verdict && { ...verdict, id: 'trial.verdict' },
    terminated: terminated && { ...terminated, id: 'trial.terminated' },
  };
}

function witnessFacts(witness: DocketWitness, { defendants }: Scenario): WitnessFacts {
  const { code, deportationOrder } = witness;
  const accused = defendants.map((defendant) => defendant.code);
  const movements = placedMovements(witness);
  return {
    id: code,
    recordedOn: witness.recordedOn,
    code,
    role: witness.role,
    expected: witness.expected,
    minor: witness.minor,
    materiality: witness.materiality,
    willing: witness.willing,
    contactVerifiedOn: witness.contactVerifiedOn,
    goodReason: witness.goodReason,
    efforts: witness.efforts,
    counterbalance: witness.counterbalance,
    otherReason: witness.otherReason,
    deportationOrders: deportationOrder ? [{ ...deportationOrder, id: `${code}.deportationOrder` }] : [],
    statements: witness.statements.map((statement) => statementFacts(statement, code, accused)),
    plans: movements.filter((movement): movement is PlanFacts & DocketPlan => movement.kind === 'PLAN'),
    departures: movements.filter(
      (movement): movement is DepartureFacts & DocketDeparture => movement.kind === 'DEPARTURE',
    ),
    returns: movements.filter((movement): movement is ReturnFacts & DocketReturn => movement.kind === 'RETURN'),
    recovery: witness.recovery.map((step, index) => ({ ...step, id: place(code, 'recovery', index) })),
    testimony: witness.testimony.map((event, index) => testimonyFacts(event, place(code, 'testimony', index))),
  };
}

function statementFacts(
  statement: DocketWitness['statements'][number],
  witness: string,
  accused: readonly string[],
): StatementFacts {
  const { id, date, takenBy, defenceOpportunity, opportunityByDefendant, evidential, recordedOn } = statement;
  return {
    id: `${witness}.${id}`,
    label: id,
    date,
    takenBy,
    defenceOpportunity: weakestOpportunity(defenceOpportunity, opportunityByDefendant, accused),
    evidential,
    recordedOn,
  };
}

function testimonyFacts(event: DocketWitness['testimony'][number], id: string): TestimonyFacts {
  const { hearing, statementId, ...facts } = event;
  return { ...facts, id, hearingId: hearing, statement: statementId };
}

function placedMovements({ code, movements }: DocketWitness) {
  return movements.map((movement, ordinal) => ({ ...movement, ordinal, id: place(code, 'movements', ordinal) }));
}

function place(witness: string, list: string, index: number): string {
  return `${witness}.${list}[${String(index)}]`;
}
