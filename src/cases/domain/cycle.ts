import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const cycleOpenings = ['FIRST_INSTANCE', 'RETRIAL', 'RESTART'] as const;
export type CycleOpening = (typeof cycleOpenings)[number];

/**
 * One first-instance main trial, with the investigation before it. A retrial after quashing, or a restart,
 * opens the next cycle; testimony is assessed per cycle (`domain.md` 5.2).
 */
export interface Cycle extends CaseBound {
  readonly number: number;
  readonly opening: CycleOpening;
}

/** The end of the taking of evidence in a cycle: what was not heard by then is not heard in it (`domain.md` 5.2). */
export interface EvidenceClosing extends CaseBound {
  readonly cycleId: string;
  readonly closedOn: CalendarDate;
}

/** @throws Refusal when it was recorded before it happened. */
export function refuseImpossibleClosing({ closedOn, recordedOn }: EvidenceClosing): void {
  if (recordedOn < closedOn) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}

export const terminationKinds = ['INVESTIGATION_DISCONTINUED', 'REPORT_DISMISSED', 'INDICTMENT_WITHDRAWN'] as const;
export type TerminationKind = (typeof terminationKinds)[number];

/** The end of proceedings without a judgment: what makes attrition countable (`domain.md` 2.4). */
export interface Termination extends CaseBound {
  readonly cycleId: string;
  readonly endedOn: CalendarDate;
  readonly kind: TerminationKind;
}

/** @throws Refusal when it was recorded before it happened. */
export function refuseImpossibleTermination({ endedOn, recordedOn }: Termination): void {
  if (recordedOn < endedOn) refuse('RECORDED_BEFORE_EVENT', 'input.recordedOn');
}
