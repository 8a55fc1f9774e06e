import { defineCaseRecord } from '../access/record.js';
import { withLatestCycle } from '../cases/case.tables.js';
import { day, nullable, text, truth, uuid } from '../platform/db/define-table.js';
import { type Hearing, refuseImpossibleHearing } from './domain/hearing.js';
import type { Summons } from './domain/summons.js';

export const hearingRecord = defineCaseRecord<Hearing>({
  name: 'Hearing',
  table: 'hearing',
  columns: {
    cycleId: uuid,
    label: text,
    date: day,
    status: text,
    phase: text,
    defenceInvited: truth,
    adjournmentReason: nullable(text),
  },
  dataClass: 'HEARING_OBSERVATION',
  place: { type: 'Case', field: 'hearings', key: 'caseId' },
  order: ['date', 'ordinal'],
  columnClasses: {
    cycleId: { masked: 'SCHEDULE' },
    label: { masked: 'SCHEDULE' },
    date: { masked: 'SCHEDULE' },
    status: { masked: 'SCHEDULE' },
    phase: { masked: 'SCHEDULE' },
    adjournmentReason: { masked: 'SCHEDULE' },
    defenceInvited: { masked: 'SCHEDULE' },
  },
  check: refuseImpossibleHearing,
  complete: withLatestCycle,
});

export const summonsRecord = defineCaseRecord<Summons>({
  name: 'Summons',
  table: 'summons',
  columns: { hearingId: uuid, witnessId: uuid },
  dataClass: 'WITNESS_STATUS',
  anchor: 'WITNESS',
  anchorColumn: 'witnessId',
  place: { type: 'Hearing', field: 'summonses', key: 'hearingId' },
});
