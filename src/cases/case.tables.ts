import sql from 'sql-template-tag';
import { complete, defineCaseRecord, type OpenChange, type RecordDefinition } from '../access/record.js';
import { refuseBeforeIndictment } from './order-of-events.tables.js';
import { refuse } from '../kernel/refusal.js';
import { personRecord, withPerson } from '../persons/person.tables.js';
import { bigint, day, defineTable, integer, nullable, text, truth, uuid } from '../platform/db/define-table.js';
import type { Accused } from './domain/accused.js';
import { type Charge, refuseImpossibleCharge } from './domain/charge.js';
import {
  type Cycle,
  type EvidenceClosing,
  refuseImpossibleClosing,
  refuseImpossibleTermination,
  type Termination,
} from './domain/cycle.js';
import type { TraffickingCase } from './domain/trafficking-case.js';

export const caseRecord: RecordDefinition<TraffickingCase> = {
  name: 'Case',
  table: defineTable<TraffickingCase>('trafficking_case', {
    id: uuid,
    region: text,
    version: integer,
    recordedOn: day,
    ordinal: bigint,
    withdrawn: truth,
    code: text,
    externalReference: nullable(text),
    importedHash: nullable(text),
    courtNumber: nullable(text),
    court: text,
    title: nullable(text),
    outcome: nullable(text),
  }),
  dataClass: 'CASE_PUBLIC',
  anchor: 'CASE',
  anchorColumn: 'id',
  changedUnder: null,
  caseColumn: 'id',
  place: null,
  order: ['code'],
  columnClasses: {
    title: { dataClass: 'HEARING_OBSERVATION', masked: 'NARRATIVE', shown: true },
    outcome: { dataClass: 'HEARING_OBSERVATION', masked: 'NARRATIVE', shown: true },
  },
  codeLists: {},
  check: () => undefined,
  complete,
};

export const accusedRecord = defineCaseRecord<Accused>({
  name: 'Accused',
  table: 'accused',
  columns: { personId: uuid, code: text },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'accused', key: 'caseId' },
  names: { personId: personRecord },
  complete: withPerson,
  columnClasses: { personId: { dataClass: 'DEFENDANT_IDENTITY', masked: 'PERSON', shown: true } },
});

export const chargeRecord = defineCaseRecord<Charge>({
  name: 'Charge',
  table: 'charge',
  columns: { accusedId: uuid, provision: text, conductFrom: nullable(day), conductTo: nullable(day) },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'charges', key: 'caseId' },
  check: refuseImpossibleCharge,
});

export const cycleRecord = defineCaseRecord<Cycle>({
  name: 'Cycle',
  table: 'cycle',
  columns: {
    number: integer,
    opening: text,
  },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'cycles', key: 'caseId' },
  order: ['number'],
});

export const evidenceClosingRecord = defineCaseRecord<EvidenceClosing>({
  name: 'EvidenceClosing',
  table: 'evidence_closing',
  columns: { cycleId: uuid, closedOn: day },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'evidenceClosings', key: 'caseId' },
  order: ['closedOn', 'ordinal'],
  check: refuseImpossibleClosing,
  checkBeside: (change, { cycleId, closedOn }) => refuseBeforeIndictment(change, cycleId, closedOn, 'input.closedOn'),
  complete: withLatestCycle,
});

export const terminationRecord = defineCaseRecord<Termination>({
  name: 'Termination',
  table: 'termination',
  columns: { cycleId: uuid, endedOn: day, kind: text },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'terminations', key: 'caseId' },
  order: ['endedOn', 'ordinal'],
  check: refuseImpossibleTermination,
  complete: withLatestCycle,
});

/** The cycle of a new hearing, indictment or judgment: the one that is named, or the latest of the case. */
export async function withLatestCycle(
  change: OpenChange,
  { cycleId, caseId }: Readonly<Record<string, unknown>>,
): Promise<{ readonly cycleId: string }> {
  if (typeof cycleId === 'string') return { cycleId };
  const { rows } = await change.run<{ id: string }>(
    sql`SELECT id FROM vigil.cycle WHERE case_id = ${caseId} AND NOT withdrawn ORDER BY number DESC LIMIT 1`,
  );
  return { cycleId: rows[0]?.id ?? refuse('CASE_HAS_NO_CYCLE', 'input.cycleId') };
}
