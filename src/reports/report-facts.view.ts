import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Actor } from '../access/domain/actor.js';
import { type Reading, Readings } from '../access/reading.js';
import { caseRecord } from '../cases/case.tables.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import type { StoredEntry } from '../reference/domain/stored-entry.js';
import { entryColumns } from '../reference/reference.tables.js';
import type { CaseContent } from '../testimony/domain/case-content.js';
import { gatherCases } from '../testimony/case-content.tables.js';
import type { Programme } from '../witnesses/domain/return.js';
import { movementRecord, shelterStayRecord, witnessRecord } from '../witnesses/witness.tables.js';
import type { ProgrammeTotals } from './domain/report-snapshot.js';
import type { LabelOf } from './domain/take-snapshot.js';

/** Cases that are gathered at a time, so that memory does not grow with their number. */
const CASES_AT_A_TIME = 200;

interface ReturnCount {
  readonly programme: Programme;
  readonly nationality: string | null;
  readonly count: number;
}

/** The facts of a period in full, read by the reporter; what the edition may not show is cut from its snapshot. */
@Injectable()
export class ReportFactsView {
  constructor(private readonly readings: Readings) {}

  /** Runs `work` in one transaction, so that all its facts are of one moment. */
  reading<T>(reporter: Actor, work: (reading: Reading) => Promise<T>): Promise<T> {
    return this.readings.reading(reporter, work);
  }

  async journalInstant({ run }: Reading): Promise<string> {
    const { rows } = await run<{ now: string }>(sql`SELECT now() AS now`);
    return rows[0]?.now ?? '';
  }

  /** All cases by code, some at a time. */
  async *cases(reading: Reading): AsyncGenerator<CaseContent> {
    const { rows } = await reading.run<{ id: string }>(sql`
      SELECT id FROM ${reading.from(caseRecord)} row WHERE NOT withdrawn ORDER BY code, id`);
    for (let start = 0; start < rows.length; start += CASES_AT_A_TIME) {
      const ids = rows.slice(start, start + CASES_AT_A_TIME).map(({ id }) => id);
      const contents = await gatherCases(reading, ids);
      for (const id of ids) {
        const content = contents.get(id);
        if (content) yield content;
      }
    }
  }

  async labels({ run }: Reading): Promise<LabelOf> {
    const { rows } = await run<StoredEntry>(
      sql`SELECT ${entryColumns} FROM vigil.reference_entry WHERE kind IN ('COURT', 'REGION', 'PROVISION')`,
    );
    const entries = new Map(rows.map((entry) => [`${entry.kind} ${entry.code}`, entry]));
    return (kind, code) => entries.get(`${kind} ${code}`) ?? null;
  }

  /** Victims sheltered and returned until a day, each person once. */
  async programmeTotals(reading: Reading, asOf: CalendarDate): Promise<ProgrammeTotals> {
    const sheltered = await reading.run<{ count: number }>(sql`
      SELECT count(DISTINCT witness.person_id) AS count
      FROM ${reading.from(witnessRecord)} witness JOIN ${reading.from(shelterStayRecord)} stay ON stay.witness_id = witness.id
      WHERE witness.role = 'VICTIM' AND NOT witness.withdrawn AND NOT stay.withdrawn
        AND stay.entered_on <= ${asOf} AND stay.recorded_on <= ${asOf}`);
    const returned = await reading.run<ReturnCount>(sql`
      SELECT movement.programme, witness.nationality, count(DISTINCT witness.person_id) AS count
      FROM ${reading.from(witnessRecord)} witness JOIN ${reading.from(movementRecord)} movement ON movement.witness_id = witness.id
      WHERE witness.role = 'VICTIM' AND NOT witness.withdrawn AND NOT movement.withdrawn AND movement.kind = 'DEPARTURE'
        AND movement.recorded_on <= ${asOf} AND (movement.date IS NULL OR movement.date <= ${asOf})
      GROUP BY movement.programme, witness.nationality
      ORDER BY movement.programme, count DESC, witness.nationality`);
    const programmes = [...new Set(returned.rows.map(({ programme }) => programme))];
    return {
      sheltered: sheltered.rows[0]?.count ?? 0,
      returned: programmes.map((programme) => {
        const byNationality = returned.rows.filter((row) => row.programme === programme);
        return {
          programme,
          total: byNationality.reduce((sum, { count }) => sum + count, 0),
          byNationality: byNationality.map(({ nationality, count }) => ({ nationality, count })),
        };
      }),
    };
  }
}
