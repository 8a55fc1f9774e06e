import { defineCaseRecord } from '../access/record.js';
import { refuseBeforeIndictment } from '../cases/order-of-events.tables.js';
import { withLatestCycle } from '../cases/case.tables.js';
import { day, integer, nullable, text, uuid } from '../platform/db/define-table.js';
import { type Judgment, refuseImpossibleJudgment } from './domain/judgment.js';

export const judgmentRecord = defineCaseRecord<Judgment>({
  name: 'Judgment',
  table: 'judgment',
  columns: { cycleId: uuid, pronouncedOn: day, result: text, months: nullable(integer) },
  dataClass: 'CASE_PUBLIC',
  place: { type: 'Case', field: 'judgments', key: 'caseId' },
  order: ['pronouncedOn', 'ordinal'],
  check: refuseImpossibleJudgment,
  checkBeside: (change, { cycleId, pronouncedOn }) =>
    refuseBeforeIndictment(change, cycleId, pronouncedOn, 'input.pronouncedOn'),
  complete: withLatestCycle,
});
