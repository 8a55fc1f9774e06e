import { Injectable } from '@nestjs/common';
import sql, { join, raw } from 'sql-template-tag';
import type { Actor } from '../access/domain/actor.js';
import { show } from '../access/domain/masking.js';
import { behind, cursorOf, orderOf } from '../access/page.js';
import { type Reading, Readings } from '../access/reading.js';
import { columnList } from '../access/record.js';
import { Today } from '../access/today.js';
import { caseRecord } from '../cases/case.tables.js';
import type { TraffickingCase } from '../cases/domain/trafficking-case.js';
import { type Connection, connectionOf, type PageRequest } from '../kernel/connection.js';
import { witnessRecord } from '../witnesses/witness.tables.js';
import { type AssessedCase, assessCases } from './assess-cases.js';
import { seesWholeTrial } from './testimony-levels.js';
import {
  type AssessedTrialType,
  publishedTrial,
  publishedWitness,
  type TrialAssessmentFilter,
} from './testimony.types.js';

/** Cases that are assessed at a time, at most. */
const CASES_AT_A_TIME = 200;

interface Found {
  readonly row: TraffickingCase;
  readonly assessed: AssessedCase;
}

interface Search {
  readonly actor: Actor;
  readonly filter: TrialAssessmentFilter;
  readonly rows: readonly TraffickingCase[];
  /** How many matches end the search. */
  readonly enough: number;
}

export interface TrialAssessmentsQuestion {
  readonly filter: TrialAssessmentFilter;
  readonly request: PageRequest;
  readonly counted: boolean;
}

/** Trials with what became of their testimony, by code: assessed as they are read, because no class is ever stored. */
@Injectable()
export class TrialAssessmentsView {
  constructor(
    private readonly readings: Readings,
    private readonly today: Today,
  ) {}

  /** @param counted whether `totalCount` is asked for: then every case in scope is assessed, else only until the page is full. */
  page(actor: Actor, { filter, request, counted }: TrialAssessmentsQuestion): Promise<Connection<AssessedTrialType>> {
    return this.readings.reading(actor, async (reading) => {
      const rows = await this.candidates(reading, filter, counted ? null : request.after);
      const visible = await visibleWitnesses(
        reading,
        rows.map(({ id }) => id),
      );
      const assessing = await this.readings.asAssessor(reading);
      const enough = counted ? Infinity : request.first + 1;
      const found = await this.matching(assessing, { actor, filter, rows, enough });
      const before = counted ? found.findIndex(({ row }) => cursorOf(caseRecord, row) === request.after) + 1 : 0;
      const page = connectionOf(
        found.slice(before),
        request,
        ({ row }) => cursorOf(caseRecord, row),
        counted ? found.length : null,
      );
      const shown = page.nodes.map(({ row }) => row.id);
      reading.looks.note('WITNESS_STATUS:LIST', shown.length, shown);
      const publish = ({ assessed }: Found): AssessedTrialType => publishedFor(actor, assessed, visible);
      return {
        ...page,
        nodes: page.nodes.map(publish),
        edges: page.edges.map(({ cursor, node }) => ({ cursor, node: publish(node) })),
      };
    });
  }

  private async matching(assessing: Reading, { actor, filter, rows, enough }: Search): Promise<readonly Found[]> {
    const found: Found[] = [];
    const today = this.today.day();
    const asOf = filter.asOf ?? today;
    // Where every case matches, those of the page are enough.
    const atATime = filtersByFinding(filter) ? CASES_AT_A_TIME : Math.min(CASES_AT_A_TIME, enough);
    for (let start = 0; start < rows.length && found.length < enough; start += atATime) {
      const some = rows.slice(start, start + atATime);
      const assessed = await assessCases(assessing, { ids: some.map(({ id }) => id), asOf, today, reader: actor });
      for (const row of some) {
        const one = assessed.get(row.id);
        if (one && matches(one, filter, actor)) found.push({ row, assessed: one });
      }
    }
    return found;
  }

  private async candidates(
    reading: Reading,
    { region, court }: TrialAssessmentFilter,
    after: string | null,
  ): Promise<readonly TraffickingCase[]> {
    const conditions = [
      sql`NOT withdrawn`,
      behind(caseRecord, after),
      ...(region ? [sql`region = ${region}`] : []),
      ...(court ? [sql`court = ${court}`] : []),
    ];
    const { rows } = await reading.run<TraffickingCase>(sql`
      SELECT ${raw(columnList(caseRecord.table))} FROM ${reading.from(caseRecord)} row
      WHERE ${join(conditions, ' AND ')} ORDER BY ${orderOf(caseRecord)}`);
    return rows;
  }
}

async function visibleWitnesses(reading: Reading, cases: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await reading.run<{ id: string }>(sql`
    SELECT id FROM ${reading.from(witnessRecord)} row WHERE case_id = ANY (${cases}::uuid[]) AND NOT withdrawn`);
  return new Set(rows.map(({ id }) => id));
}

function filtersByFinding({ flags, headline }: TrialAssessmentFilter): boolean {
  return Boolean(flags ?? headline);
}

/** A reader who does not see the trial as a whole cannot ask for it by headline or flag either. */
function matches({ assessment }: AssessedCase, filter: TrialAssessmentFilter, reader: Actor): boolean {
  if (!filtersByFinding(filter)) return true;
  if (!seesWholeTrial(reader)) return false;
  const { flags, headline } = filter;
  const { trial } = assessment;
  return (!headline || trial.headline === headline) && (!flags || flags.some((flag) => trial.flags.includes(flag)));
}

function publishedFor(
  reader: Actor,
  { content, assessment, nameOf }: AssessedCase,
  visible: ReadonlySet<string>,
): AssessedTrialType {
  return {
    id: content.case.id,
    caseCode: content.case.code,
    courtCode: content.case.court,
    assessment: show(publishedTrial(assessment.trial), { canRead: seesWholeTrial(reader), canEdit: false }),
    witnesses: content.witness.flatMap(({ id, code }) => {
      const name = nameOf(code);
      const found = assessment.witnesses[name];
      return found && visible.has(id) ? [{ witnessId: id, code: name, assessment: publishedWitness(found) }] : [];
    }),
  };
}
