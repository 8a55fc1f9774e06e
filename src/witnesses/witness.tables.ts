import { defineCaseRecord, defineWitnessRecord } from '../access/record.js';
import { personRecord, withPerson } from '../persons/person.tables.js';
import { day, json, nullable, text, textList, truth, uuid } from '../platform/db/define-table.js';
import { type RecoveryStep } from './domain/recovery-step.js';
import {
  type DeportationOrder,
  type Movement,
  type PlannedReturn,
  refuseImpossibleMovement,
  refuseImpossibleOrder,
  refuseImpossibleStay,
  refuseUndatedPlan,
  type ShelterStay,
} from './domain/return.js';
import { refuseImpossibleStatement, type Statement } from './domain/statement.js';
import { refuseImpossibleTestimony, type Testimony } from './domain/testimony.js';
import { refuseImpossibleWitness, type Witness } from './domain/witness.js';

const place = { dataClass: 'LOCATION_RETURN', shown: true } as const;

export const witnessRecord = defineCaseRecord<Witness>({
  name: 'Witness',
  table: 'witness',
  columns: {
    personId: uuid,
    code: text,
    role: text,
    expected: truth,
    minor: truth,
    nationality: nullable(text),
    materiality: text,
    willing: text,
    contactVerifiedOn: nullable(day),
    goodReason: truth,
    efforts: textList,
    counterbalance: textList,
    otherReason: nullable(text),
    otherReasonOn: nullable(day),
    otherReasonRecordedOn: nullable(day),
  },
  dataClass: 'WITNESS_STATUS',
  anchor: 'WITNESS',
  anchorColumn: 'id',
  place: { type: 'Case', field: 'witnesses', key: 'caseId' },
  columnClasses: {
    code: { masked: 'CODE' },
    personId: { masked: 'PERSON', shown: true },
    nationality: { masked: 'NATIONALITY', shown: true },
  },
  names: { personId: personRecord },
  check: refuseImpossibleWitness,
  complete: withPerson,
});

export const statementRecord = defineWitnessRecord<Statement>({
  name: 'Statement',
  table: 'statement',
  columns: {
    witnessId: uuid,
    label: text,
    takenOn: day,
    takenBy: text,
    defenceOpportunity: text,
    opportunityByAccused: json,
    evidential: truth,
    recording: nullable(text),
  },
  dataClass: 'WITNESS_STATUS',
  field: 'statements',
  order: ['takenOn', 'ordinal'],
  columnClasses: { recording: { masked: 'NARRATIVE', shown: true } },
  check: refuseImpossibleStatement,
});

export const shelterStayRecord = defineWitnessRecord<ShelterStay>({
  name: 'ShelterStay',
  table: 'shelter_stay',
  columns: { witnessId: uuid, enteredOn: day, leftOn: nullable(day) },
  dataClass: 'LOCATION_RETURN',
  field: 'shelterStays',
  order: ['enteredOn', 'ordinal'],
  columnClasses: { enteredOn: { masked: 'STAY_DAY' }, leftOn: { masked: 'STAY_DAY' } },
  check: refuseImpossibleStay,
});

export const plannedReturnRecord = defineWitnessRecord<PlannedReturn>({
  name: 'PlannedReturn',
  table: 'planned_return',
  columns: {
    witnessId: uuid,
    programme: text,
    status: text,
    scheduledFor: nullable(day),
    destination: nullable(text),
    source: nullable(text),
  },
  dataClass: 'LOCATION_RETURN',
  field: 'plannedReturns',
  columnClasses: {
    programme: { masked: 'PLAN_PROGRAMME' },
    status: { masked: 'PLAN_PROGRAMME' },
    scheduledFor: { masked: 'PLAN_DAY' },
    destination: place,
    source: place,
  },
  // A docket may leave the day out; its reader remarks it.
  checkBeside: (_change, plan) => Promise.resolve(refuseUndatedPlan(plan)),
});

export const movementRecord = defineWitnessRecord<Movement>({
  name: 'Movement',
  table: 'movement',
  columns: {
    witnessId: uuid,
    kind: text,
    programme: nullable(text),
    date: nullable(day),
    precision: text,
    lastConfirmedPresence: nullable(day),
    destination: nullable(text),
    source: nullable(text),
  },
  dataClass: 'WITNESS_STATUS',
  field: 'movements',
  columnClasses: { destination: place, source: { masked: 'NARRATIVE', shown: true } },
  check: refuseImpossibleMovement,
});

export const deportationOrderRecord = defineWitnessRecord<DeportationOrder>({
  name: 'DeportationOrder',
  table: 'deportation_order',
  columns: { witnessId: uuid, issuedOn: day, status: text },
  dataClass: 'WITNESS_STATUS',
  field: 'deportationOrders',
  order: ['issuedOn', 'ordinal'],
  check: refuseImpossibleOrder,
});

export const recoveryStepRecord = defineWitnessRecord<RecoveryStep>({
  name: 'RecoveryStep',
  table: 'recovery_step',
  columns: { witnessId: uuid, type: text, status: text, orderedOn: nullable(day), targetDate: nullable(day) },
  dataClass: 'WITNESS_STATUS',
  field: 'recoverySteps',
});

export const testimonyRecord = defineWitnessRecord<Testimony>({
  name: 'Testimony',
  table: 'testimony',
  columns: {
    witnessId: uuid,
    hearingId: uuid,
    date: day,
    mode: text,
    completion: text,
    defenceExamined: text,
    admitted: truth,
    objection: text,
    statementId: nullable(uuid),
    measures: textList,
  },
  dataClass: 'WITNESS_STATUS',
  field: 'testimony',
  order: ['date', 'ordinal'],
  codeLists: { measures: 'PROTECTIVE_MEASURE' },
  check: refuseImpossibleTestimony,
});
