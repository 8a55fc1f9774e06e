import { defineCaseRecord } from '../access/record.js';
import { day, nullable, text } from '../platform/db/define-table.js';
import { type LegalHold, refuseImpossibleHold } from './domain/legal-hold.js';

export const legalHoldRecord = defineCaseRecord<LegalHold>({
  name: 'LegalHold',
  table: 'legal_hold',
  columns: { reason: text, liftedOn: nullable(day), liftReason: nullable(text) },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'legalHolds', key: 'caseId' },
  check: refuseImpossibleHold,
});
