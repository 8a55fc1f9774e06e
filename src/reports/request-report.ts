import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { Today } from '../access/today.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { type CalendarDate, earliest } from '../kernel/calendar-date.js';
import { type Report, refuseImpossiblePeriod, reportNumber } from './domain/report.js';
import { ReportStore } from './report.store.js';

export type ReportRequest = Pick<Report, 'periodFrom' | 'periodTo'> & {
  readonly id?: string;
  readonly title?: string | null;
  readonly asOf?: CalendarDate | null;
};

/** Asks for a report: its row and its job are stored together, and a job renders it. */
@Injectable()
export class RequestReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly today: Today,
  ) {}

  /** @throws IdTaken, Refusal. */
  execute(actor: Actor, request: ReportRequest, command?: Command): Promise<Performed<Written>> {
    const { periodFrom, periodTo } = request;
    refuseImpossiblePeriod(periodFrom, periodTo);
    return this.work.perform(
      actor,
      'REPORT_DRAFT:CREATE',
      async (change) => {
        const id = request.id ?? randomUUID();
        const number = reportNumber(periodTo, await this.reports.nextNumber(change));
        const title = request.title ?? 'Monitoring of human-trafficking trials';
        const asOf = request.asOf ?? earliest(periodTo, this.today.day()) ?? periodTo;
        await this.reports.insert(change, { id, number, title, periodFrom, periodTo, asOf });
        await this.reports.enqueue(change, id);
        change.record({ type: 'ReportRequested', id, caseId: null });
        return { id, version: 1 };
      },
      command,
    );
  }
}
