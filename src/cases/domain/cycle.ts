import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';

export const cycleOpenings = ['FIRST_INSTANCE', 'RETRIAL', 'RESTART'] as const;
export type CycleOpening = (typeof cycleOpenings)[number];

export const terminationKinds = ['INVESTIGATION_DISCONTINUED', 'REPORT_DISMISSED', 'INDICTMENT_WITHDRAWN'] as const;
export type TerminationKind = (typeof terminationKinds)[number];

/**
 * One first-instance main trial, with the investigation before it. A retrial after quashing, or a restart,
 * opens the next cycle; testimony is assessed per cycle (`domain.md` 5.2).
 */
export interface Cycle extends CaseBound {
  readonly number: number;
  readonly opening: CycleOpening;
  readonly evidenceClosedOn: CalendarDate | null;
  readonly terminatedOn: CalendarDate | null;
  readonly terminationKind: TerminationKind | null;
}
