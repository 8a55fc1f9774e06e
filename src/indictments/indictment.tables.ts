import { defineCaseRecord } from '../access/record.js';
import { withLatestCycle } from '../cases/case.tables.js';
import { day, nullable, uuid } from '../platform/db/define-table.js';
import { type Indictment, refuseImpossibleIndictment } from './domain/indictment.js';

export const indictmentRecord = defineCaseRecord<Indictment>({
  name: 'Indictment',
  table: 'indictment',
  columns: {
    cycleId: uuid,
    filedOn: day,
    servedOn: nullable(day),
    confirmedOn: nullable(day),
    withdrawnOn: nullable(day),
  },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'indictments', key: 'caseId' },
  order: ['filedOn', 'ordinal'],
  check: refuseImpossibleIndictment,
  complete: withLatestCycle,
});
