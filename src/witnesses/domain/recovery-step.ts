import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

export const recoveryTypes = ['VIDEO_LINK', 'RETURN_TRAVEL', 'LETTER_ROGATORY'] as const;
export type RecoveryType = (typeof recoveryTypes)[number];

export const recoveryStatuses = ['REQUESTED', 'ACTIVE', 'DONE', 'FAILED'] as const;
export type RecoveryStatus = (typeof recoveryStatuses)[number];

/** An arrangement to hear a witness who has gone. */
export interface RecoveryStep extends CaseBound {
  readonly witnessId: string;
  readonly type: RecoveryType;
  readonly status: RecoveryStatus;
  readonly orderedOn: CalendarDate | null;
  readonly targetDate: CalendarDate | null;
}
