import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import type { Change } from '../access/change.js';
import type { Actor } from '../access/domain/actor.js';
import { Readings } from '../access/reading.js';
import { NotFound } from '../kernel/errors.js';
import type { Statements } from '../platform/db/database.js';
import type { Report } from './domain/report.js';

const COLUMNS = sql`id, version, number, title, period_from AS "periodFrom", period_to AS "periodTo", as_of AS "asOf", status,
  requested_at AS "requestedAt", ruleset_version AS "rulesetVersion", snapshot_hash AS "snapshotHash", pdf_hash AS "pdfHash", failure`;

/** What a finished rendering leaves behind. */
export interface Rendered {
  readonly journalAt: string;
  readonly rulesetVersion: string;
  readonly snapshot: string;
  readonly snapshotHash: string;
  readonly pdf: Buffer;
  readonly pdfHash: string;
}

/** Reports with the snapshot that they were made from. */
@Injectable()
export class ReportStore {
  constructor(private readonly readings: Readings) {}

  list(actor: Actor): Promise<readonly Report[]> {
    return this.readings.reading(actor, async ({ run, looks }) => {
      const reports = await select(run, sql`true`);
      looks.note('REPORT_DRAFT:LIST', reports.length);
      return reports;
    });
  }

  one(actor: Actor, id: string): Promise<Report> {
    return this.readings.reading(actor, async ({ run, looks }) => {
      const [report] = await select(run, sql`id::text = ${id}`);
      looks.note('REPORT_DRAFT:READ', 1);
      return report ?? missing();
    });
  }

  /** The bytes of a finished report. @throws NotFound, also while it is not ready. */
  pdf(actor: Actor, id: string): Promise<{ readonly number: string; readonly pdf: Buffer }> {
    return this.readings.reading(actor, async ({ run, looks }) => {
      looks.note('REPORT_DRAFT:EXPORT', 1);
      const { rows } = await run<{ number: string; pdf: Buffer }>(
        sql`SELECT number, pdf FROM vigil.report WHERE id::text = ${id} AND status = 'READY'`,
      );
      return rows[0] ?? missing();
    });
  }

  async nextNumber(change: Change): Promise<number> {
    const { rows } = await change.run<{ number: number }>(sql`SELECT nextval('vigil.report_number') AS number`);
    return rows[0]?.number ?? 0;
  }

  async insert(
    change: Change,
    report: Pick<Report, 'id' | 'number' | 'title' | 'periodFrom' | 'periodTo' | 'asOf'>,
  ): Promise<void> {
    await change.run(sql`
      INSERT INTO vigil.report (id, number, title, period_from, period_to, as_of, status, requested_by)
      VALUES (${report.id}, ${report.number}, ${report.title}, ${report.periodFrom}, ${report.periodTo}, ${report.asOf}, 'WAITING',
              ${change.actor.accountId})`);
  }

  /** Adds the job in the same transaction: no report waits for a job that does not exist. */
  async enqueue(change: Change, reportId: string): Promise<void> {
    await change.run(sql`SELECT queue.enqueue('render-report', ${JSON.stringify({ reportId })}::json)`);
  }

  /** @throws NotFound. */
  async lock(change: Change, id: string): Promise<Report> {
    const { rows } = await change.run<Report>(sql`SELECT ${COLUMNS} FROM vigil.report WHERE id = ${id} FOR UPDATE`);
    return rows[0] ?? missing();
  }

  async begin(change: Change, { id }: Report): Promise<void> {
    await change.run(sql`UPDATE vigil.report SET status = 'RENDERING', version = version + 1 WHERE id = ${id}`);
  }

  async finish(change: Change, { id }: Report, rendered: Rendered): Promise<void> {
    await change.run(sql`
      UPDATE vigil.report SET status = 'READY', version = version + 1, journal_at = ${rendered.journalAt},
        ruleset_version = ${rendered.rulesetVersion}, snapshot = ${rendered.snapshot}::jsonb,
        snapshot_hash = ${rendered.snapshotHash}, pdf = ${rendered.pdf}, pdf_hash = ${rendered.pdfHash}, failure = NULL
      WHERE id = ${id}`);
  }

  async fail(change: Change, { id }: Report, failure: string): Promise<void> {
    await change.run(
      sql`UPDATE vigil.report SET status = 'FAILED', version = version + 1, failure = ${failure} WHERE id = ${id}`,
    );
  }
}

async function select(run: Statements, where: Sql): Promise<readonly Report[]> {
  const { rows } = await run<Report>(
    sql`SELECT ${COLUMNS} FROM vigil.report WHERE ${where} ORDER BY requested_at DESC, id`,
  );
  return rows;
}

function missing(): never {
  throw new NotFound();
}
