import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const reportStatuses = ['WAITING', 'RENDERING', 'READY', 'FAILED'] as const;
export type ReportStatus = (typeof reportStatuses)[number];

/** A report as it is followed: what it covers, and how far it has come. */
export interface Report {
  readonly id: string;
  readonly version: number;
  readonly number: string;
  readonly title: string;
  readonly periodFrom: CalendarDate;
  readonly periodTo: CalendarDate;
  readonly asOf: CalendarDate;
  readonly status: ReportStatus;
  /** ISO instant. */
  readonly requestedAt: string;
  readonly rulesetVersion: string | null;
  readonly snapshotHash: string | null;
  readonly pdfHash: string | null;
  /** Why it failed, in words for the one who asked. */
  readonly failure: string | null;
}

/** Months that a report may cover. */
const LONGEST_PERIOD = 24;

/** @throws Refusal when the period ends before it begins or is too long. */
export function refuseImpossiblePeriod(from: CalendarDate, to: CalendarDate): void {
  if (to < from) refuse('ENDS_BEFORE_IT_BEGINS', 'input.periodTo');
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  if (months >= LONGEST_PERIOD) refuse('PERIOD_TOO_LONG', 'input.periodTo');
}

/** `TMP-2001-01`: trial-monitoring programme, year of the period's end, running number. */
export function reportNumber(periodTo: CalendarDate, running: number): string {
  return `TMP-${periodTo.slice(0, 4)}-${String(running).padStart(2, '0')}`;
}
