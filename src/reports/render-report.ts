import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { Sessions } from '../access/sessions.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { ExpectedError } from '../kernel/errors.js';
import { rulesetVersion } from '../testimony/domain/assessment.js';
import { canonicalJson } from './domain/canonical-json.js';
import { composeReport } from './domain/compose-report.js';
import type { Report } from './domain/report.js';
import type { ReportSnapshot, TrialSnapshot } from './domain/report-snapshot.js';
import { trialSnapshot } from './domain/take-snapshot.js';
import { renderPdf } from './pdf/render-pdf.js';
import { ReportFactsView } from './report-facts.view.js';
import { type Rendered, ReportStore } from './report.store.js';
import { snapshotHash } from './snapshot-hash.js';

/**
 * Renders a report that was asked for: facts, snapshot, document, PDF. May run twice: a finished report stays.
 * A failure that trying again cannot mend ends the job; any other is thrown, so that the queue tries again.
 */
@Injectable()
export class RenderReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly facts: ReportFactsView,
    private readonly sessions: Sessions,
  ) {}

  async execute(reportId: string): Promise<void> {
    const reporter = await this.sessions.ofSystemActor('REPORTER');
    const report = await this.reports.one(reporter, reportId);
    if (report.status === 'READY') return;
    await this.keep(reporter, report, 'ReportRendering', (change) => this.reports.begin(change, report));
    try {
      const rendered = await this.render(reporter, report);
      await this.keep(reporter, report, 'ReportRendered', (change) => this.reports.finish(change, report, rendered));
    } catch (error) {
      const failure = wordsFor(error, report);
      await this.keep(reporter, report, 'ReportFailed', (change) => this.reports.fail(change, report, failure));
      if (!(error instanceof ExpectedError)) throw error;
    }
  }

  private async render(reporter: Actor, report: Report): Promise<Rendered> {
    const snapshot = await this.snapshotOf(reporter, report);
    const hash = snapshotHash(snapshot);
    const pdf = await renderPdf(composeReport(snapshot, hash));
    return {
      journalAt: snapshot.journalAt,
      rulesetVersion,
      snapshot: canonicalJson(snapshot),
      snapshotHash: hash,
      pdf,
      pdfHash: createHash('sha256').update(pdf).digest('hex'),
    };
  }

  private snapshotOf(reporter: Actor, { number, title, periodFrom, periodTo, asOf }: Report): Promise<ReportSnapshot> {
    const period = { from: periodFrom, to: periodTo };
    return this.facts.reading(reporter, async (reading) => {
      const labelOf = await this.facts.labels(reading);
      const trials: TrialSnapshot[] = [];
      for await (const content of this.facts.cases(reading)) {
        const trial = trialSnapshot(content, { period, asOf, labelOf });
        if (trial) trials.push(trial);
      }
      return {
        schemaVersion: 1,
        reportNumber: number,
        title,
        classification: 'INTERNAL',
        period,
        asOf,
        journalAt: await this.facts.journalInstant(reading),
        rulesetVersion,
        generatedFor: 'HQ',
        trials,
        programmeTotals: await this.facts.programmeTotals(reading, asOf),
        dataQuality: [],
      };
    });
  }

  private async keep(
    reporter: Actor,
    { id }: Report,
    type: string,
    write: (change: Parameters<Parameters<UnitOfWork['perform']>[2]>[0]) => Promise<void>,
  ): Promise<void> {
    await this.work.perform(reporter, 'REPORT_DRAFT:UPDATE', async (change) => {
      const { status, version } = await this.reports.lock(change, id);
      if (status !== 'READY') await write(change);
      change.record({ type: status === 'READY' ? 'ReportRenderedBefore' : type, id, caseId: null });
      return { id, version };
    });
  }
}

/** For the one who asked. What is not expected stays inside, in the log of the queue: its text may quote a record. */
function wordsFor(error: unknown, { number }: Report): string {
  if (error instanceof ExpectedError) return error.message;
  return `It will be tried again. Should it stay like this, tell the administrator that ${number} could not be made.`;
}
