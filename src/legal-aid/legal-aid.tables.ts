import { complete, defineCaseRecord, type RecordDefinition } from '../access/record.js';
import { day, defineTable, integer, nullable, text, textList, uuid } from '../platform/db/define-table.js';
import { type Assignment, type CaseFileEntry, type Lawyer, refuseImpossibleAssignment } from './domain/legal-aid.js';

export const lawyerRecord: RecordDefinition<Lawyer> = {
  name: 'Lawyer',
  table: defineTable<Lawyer>('lawyer', { id: uuid, region: text, version: integer, code: text, languages: textList }),
  dataClass: 'LEGAL_AID_FILE',
  anchor: 'LAWYER',
  anchorColumn: 'id',
  changedUnder: null,
  caseColumn: null,
  place: null,
  order: ['code'],
  columnClasses: { code: { shown: true }, languages: { shown: true } },
  codeLists: {},
  check: () => undefined,
  complete,
};

export const assignmentRecord = defineCaseRecord<Assignment>({
  name: 'Assignment',
  table: 'assignment',
  columns: {
    lawyerId: nullable(uuid),
    witnessId: nullable(uuid),
    accusedId: nullable(uuid),
    role: text,
    startedOn: nullable(day),
    endedOn: nullable(day),
    clientAgreementOn: nullable(day),
    clientAgreementWithdrawnOn: nullable(day),
  },
  dataClass: 'LEGAL_AID_FILE',
  anchor: 'ASSIGNMENT',
  anchorColumn: 'id',
  // A lawyer who could change an assignment would choose the own client.
  changedUnder: 'ASSIGN',
  place: { type: 'Case', field: 'assignments', key: 'caseId' },
  columnClasses: {
    lawyerId: { shown: true },
    witnessId: { shown: true },
    accusedId: { shown: true },
    role: { shown: true },
    startedOn: { masked: 'COUNSEL_SINCE' },
    endedOn: { shown: true },
    clientAgreementOn: { shown: true },
    clientAgreementWithdrawnOn: { shown: true },
  },
  names: { lawyerId: lawyerRecord },
  check: refuseImpossibleAssignment,
});

export const caseFileEntryRecord = defineCaseRecord<CaseFileEntry>({
  name: 'CaseFileEntry',
  table: 'case_file_entry',
  columns: { assignmentId: uuid, kind: text, date: day, minutes: integer },
  dataClass: 'LEGAL_AID_FILE',
  anchor: 'ASSIGNMENT',
  anchorColumn: 'assignmentId',
  place: { type: 'Assignment', field: 'entries', key: 'assignmentId' },
  order: ['date', 'ordinal'],
  columnClasses: { kind: { shown: true }, date: { shown: true }, minutes: { shown: true } },
});
