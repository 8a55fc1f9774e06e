import { defineCaseRecord } from '../access/record.js';
import { refuseIndictmentAfterEnd } from '../cases/order-of-events.tables.js';
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
  checkBeside: (change, { cycleId, filedOn }) => refuseIndictmentAfterEnd(change, cycleId, filedOn),
  complete: withLatestCycle,
});
