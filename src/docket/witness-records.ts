import {
  deportationOrderRecord,
  movementRecord,
  plannedReturnRecord,
  recoveryStepRecord,
  shelterStayRecord,
  statementRecord,
  testimonyRecord,
  witnessRecord,
} from '../witnesses/witness.tables.js';
import type { DocketWitness } from './domain/docket-format.js';
import type { DocketDeparture, DocketReturn } from './domain/movement-format.js';
import type { Telling } from './telling.js';

/** A witness and everything that is told of her, in the order of the file. */
export function tellWitness(telling: Telling, witness: DocketWitness): void {
  const id = telling.witnessId(witness.code);
  const { recordedOn, otherReason, deportationOrder } = witness;
  telling.tell(witnessRecord, {
    id,
    code: witness.code,
    role: witness.role,
    expected: witness.expected,
    minor: witness.minor,
    nationality: witness.nationality,
    materiality: witness.materiality,
    willing: witness.willing,
    contactVerifiedOn: witness.contactVerifiedOn,
    goodReason: witness.goodReason,
    efforts: witness.efforts,
    counterbalance: witness.counterbalance,
    otherReason: otherReason?.code ?? null,
    otherReasonOn: otherReason?.date ?? null,
    otherReasonRecordedOn: otherReason?.recordedOn ?? null,
    recordedOn,
  });
  if (deportationOrder) {
    const { issuedOn, status } = deportationOrder;
    telling.tell(deportationOrderRecord, {
      id: telling.id('deportation order', id),
      witnessId: id,
      issuedOn,
      status,
      recordedOn: deportationOrder.recordedOn ?? issuedOn,
    });
  }
  tellStays(telling, witness);
  tellStatements(telling, witness);
  tellMovements(telling, witness);
  tellRecovery(telling, witness);
  tellTestimony(telling, witness);
}

function tellStays(telling: Telling, { code, shelter }: DocketWitness): void {
  const witnessId = telling.witnessId(code);
  shelter.forEach(({ from, to, recordedOn }, index) => {
    telling.tell(shelterStayRecord, {
      id: telling.id(`shelter stay ${String(index)}`, witnessId),
      witnessId,
      enteredOn: from,
      leftOn: to,
      recordedOn: recordedOn ?? from,
    });
  });
}

function tellStatements(telling: Telling, { code, statements }: DocketWitness): void {
  const witnessId = telling.witnessId(code);
  for (const { id: label, date, opportunityByDefendant, recordedOn, ...statement } of statements) {
    telling.tell(statementRecord, {
      id: telling.id(`statement ${label}`, witnessId),
      witnessId,
      label,
      takenOn: date,
      takenBy: statement.takenBy,
      defenceOpportunity: statement.defenceOpportunity,
      opportunityByAccused: [...opportunityByDefendant].map(([accused, opportunity]) => ({ accused, opportunity })),
      evidential: statement.evidential,
      recording: statement.recording,
      recordedOn: recordedOn ?? date,
    });
  }
}

/** Plans and what happened are counted apart, so that the place of either says its order (`domain.md` 5.10 rows 3 and 6). */
function tellMovements(telling: Telling, { code, movements }: DocketWitness): void {
  const witnessId = telling.witnessId(code);
  const [plans, moves] = [counter(), counter()];
  for (const movement of movements) {
    const { destination, source, recordedOn } = movement;
    const common = { witnessId, destination, source, recordedOn };
    if (movement.kind === 'PLAN') {
      const { programme, status, scheduledFor } = movement;
      const id = telling.id(`plan ${plans()}`, witnessId);
      telling.tell(plannedReturnRecord, { ...common, id, programme, status, scheduledFor });
    } else {
      const id = telling.id(`movement ${moves()}`, witnessId);
      telling.tell(movementRecord, { ...common, id, ...happened(movement) });
    }
  }
}

function happened(movement: DocketDeparture | DocketReturn) {
  if (movement.kind === 'RETURN') {
    const { kind, date } = movement;
    return { kind, programme: null, date, precision: 'EXACT', lastConfirmedPresence: null } as const;
  }
  const { kind, programme, departedOn, precision, lastConfirmedPresence } = movement;
  return { kind, programme, date: departedOn, precision, lastConfirmedPresence };
}

function tellRecovery(telling: Telling, { code, recovery }: DocketWitness): void {
  const witnessId = telling.witnessId(code);
  recovery.forEach(({ type, status, orderedOn, targetDate, recordedOn }, index) => {
    telling.tell(recoveryStepRecord, {
      id: telling.id(`recovery step ${String(index)}`, witnessId),
      witnessId,
      type,
      status,
      orderedOn,
      targetDate,
      recordedOn: recordedOn ?? orderedOn,
    });
  });
}

/** Counted for each hearing, so that the evidence of one cycle never takes the place of another's. */
function tellTestimony(telling: Telling, { code, testimony }: DocketWitness): void {
  const witnessId = telling.witnessId(code);
  const given = new Map<string, number>();
  for (const { hearing, cycle, statementId, recordedOn, ...event } of testimony) {
    const hearingId = telling.hearingId(cycle, hearing);
    const index = given.get(hearingId) ?? 0;
    given.set(hearingId, index + 1);
    telling.tell(testimonyRecord, {
      id: telling.id(`testimony ${String(index)} at ${hearingId}`, witnessId),
      witnessId,
      hearingId,
      date: event.date,
      mode: event.mode,
      completion: event.completion,
      defenceExamined: event.defenceExamined,
      admitted: event.admitted,
      objection: event.objection,
      statementId: statementId === null ? null : telling.id(`statement ${statementId}`, witnessId),
      measures: event.measures,
      recordedOn: recordedOn ?? event.date,
    });
  }
}

/** Counts 0, 1, 2. */
function counter(): () => string {
  let next = 0;
  return () => String(next++);
}
