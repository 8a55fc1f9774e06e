import type { RecordDefinition } from './access/record.js';
import {
  accusedRecord,
  caseRecord,
  chargeRecord,
  cycleRecord,
  evidenceClosingRecord,
  terminationRecord,
} from './cases/case.tables.js';
import { hearingRecord, summonsRecord } from './hearings/hearing.tables.js';
import { indictmentRecord } from './indictments/indictment.tables.js';
import { judgmentRecord } from './judgments/judgment.tables.js';
import { assignmentRecord, caseFileEntryRecord, lawyerRecord } from './legal-aid/legal-aid.tables.js';
import { personRecord } from './persons/person.tables.js';
import { legalHoldRecord } from './retention/legal-hold.tables.js';
import {
  deportationOrderRecord,
  movementRecord,
  plannedReturnRecord,
  recoveryStepRecord,
  shelterStayRecord,
  statementRecord,
  testimonyRecord,
  witnessRecord,
} from './witnesses/witness.tables.js';

/** Every kind of record: the part of the database that belongs to people and cases. Each stands after those that it names. */
export const records: readonly RecordDefinition<never>[] = [
  caseRecord,
  personRecord,
  accusedRecord,
  chargeRecord,
  cycleRecord,
  evidenceClosingRecord,
  terminationRecord,
  indictmentRecord,
  hearingRecord,
  judgmentRecord,
  legalHoldRecord,
  witnessRecord,
  summonsRecord,
  statementRecord,
  shelterStayRecord,
  plannedReturnRecord,
  movementRecord,
  deportationOrderRecord,
  recoveryStepRecord,
  testimonyRecord,
  lawyerRecord,
  assignmentRecord,
  caseFileEntryRecord,
];
