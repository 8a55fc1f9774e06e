import sql, { raw, type Sql } from 'sql-template-tag';
import type { Branch, Level, LevelRequest } from '../access/level.js';
import type { ReferenceKind } from '../reference/domain/reference-entry.js';
import type { StoredEntry } from '../reference/domain/stored-entry.js';
import { entryColumns } from '../reference/reference.tables.js';
import { publishedEntry } from '../reference/reference.types.js';
import { type Progress, stageOf } from './domain/stage.js';

/** The court of each case. */
export const courtOfCase = entryOf({ type: 'Case', field: 'court', kind: 'COURT', column: 'court' });

/** The provision of each charge. */
export const provisionOfCharge = entryOf({
  type: 'Charge',
  field: 'provision',
  kind: 'PROVISION',
  column: 'provision',
});

/** How far each case has come: from its latest cycle, and the indictment and judgment of that. */
export const stageOfCase: Level = {
  type: 'Case',
  field: 'stage',
  of: null,
  as: 'ACTOR',
  load: async ({ reading, nodes }) => {
    const { rows } = await reading.run<Progress & { readonly id: string }>(sql`
      SELECT DISTINCT ON (cycle.case_id) cycle.case_id AS id,
        ${happened('evidence_closing')} AS "evidenceClosed",
        ${happened('termination')} AS terminated,
        ${happened('indictment')} AS indicted,
        ${happened('judgment')} AS judged
      FROM vigil.cycle cycle
      WHERE cycle.case_id = ANY (${nodes.map(({ row }) => row.id)}::uuid[]) AND NOT cycle.withdrawn
      ORDER BY cycle.case_id, cycle.number DESC`);
    const reached = new Map(rows.map((row) => [row.id, stageOf(row)]));
    return new Map(nodes.map(({ row }) => [row.id, leaf(reached.get(row.id) ?? 'BEFORE_INDICTMENT')]));
  },
};

/** By the case too, whose index finds the few rows of the case: the cycle's alone would read the whole table. */
function happened(table: string): Sql {
  return sql`EXISTS (SELECT 1 FROM ${raw(`vigil.${table}`)} event
    WHERE event.case_id = cycle.case_id AND event.cycle_id = cycle.id AND NOT event.withdrawn)`;
}

interface Lookup {
  readonly type: string;
  readonly field: string;
  readonly kind: ReferenceKind;
  readonly column: string;
}

function entryOf({ type, field, kind, column }: Lookup): Level {
  return {
    type,
    field,
    of: null,
    as: 'ACTOR',
    load: async ({ reading, nodes }: LevelRequest) => {
      const codes = [...new Set(nodes.map(({ row }) => String(row[column])))];
      const { rows } = await reading.run<StoredEntry>(sql`
        SELECT ${entryColumns} FROM vigil.reference_entry WHERE kind = ${kind} AND code = ANY (${codes}::text[])`);
      const entries = new Map(rows.map((entry) => [entry.code, publishedEntry(entry)]));
      return new Map(nodes.map(({ row }) => [row.id, leaf(entries.get(String(row[column])))]));
    },
  };
}

function leaf(value: unknown): Branch {
  return { value: value ?? null, nodes: [] };
}
