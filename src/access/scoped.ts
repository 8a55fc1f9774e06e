import sql, { join, raw, type Sql } from 'sql-template-tag';
import { columnName } from '../platform/db/define-table.js';
import { type Actor, reachOf } from './domain/actor.js';
import type { Action, DataClass } from './domain/data-class.js';
import type { RecordDefinition, Row } from './record.js';

/**
 * The only way to select case-bound rows: a FROM item in which what the actor may not touch does not occur.
 * The scope is inside a sub-select, so no later WHERE or OR can undo it, and the planner flattens it (docs/decisions/0003).
 *
 * @param dataClass asks for another class than the record's own: a case under the permission to add hearings to it.
 */
export function scoped<T extends Row>(
  actor: Actor,
  record: RecordDefinition<T>,
  action: Action,
  dataClass: DataClass = record.dataClass,
): Sql {
  const table = raw(`${record.table.schema}.${record.table.name}`);
  return sql`(SELECT * FROM ${table} WHERE ${condition(actor, record, action, dataClass)})`;
}

function condition<T extends Row>(
  actor: Actor,
  record: RecordDefinition<T>,
  action: Action,
  dataClass: DataClass,
): Sql {
  switch (reachOf(actor, `${dataClass}:${action}`)) {
    case 'EVERYWHERE':
      return sql`true`;
    case 'REGIONS':
      return ofRegions(actor.regions);
    case 'ASSIGNMENTS':
      return join(assignmentConditions(record, action, dataClass), ' OR ', '(', ')');
    case 'NOWHERE':
      return sql`false`;
  }
}

/** One region is compared by itself, so that an index by region gives a page in its order. */
function ofRegions(regions: readonly string[]): Sql {
  return regions.length === 1 ? sql`region = ${regions[0]}` : sql`region = ANY (${regions}::text[])`;
}

/** A lawyer's rows. The functions are those of row-level security and exclude what lies behind a conflict wall. */
function assignmentConditions<T extends Row>(record: RecordDefinition<T>, action: Action, dataClass: DataClass): Sql[] {
  const anchor = raw(columnName(record.anchorColumn));
  const inCase = (scope: string): Sql =>
    sql`${raw(columnName(record.caseColumn ?? 'id'))} = ANY ((SELECT sec.my_cases(${dataClass}, ${action}, ${scope}))::uuid[])`;
  switch (record.anchor) {
    case 'CASE':
      return [inCase('OWN_CLIENT')];
    case 'WITNESS':
      return [
        inCase('ASSIGNED_CASE_OTHER_PERSON'),
        sql`${anchor} = ANY ((SELECT sec.my_clients(${dataClass}, ${action}))::uuid[])`,
      ];
    case 'ASSIGNMENT':
      return [sql`${anchor} = ANY ((SELECT sec.my_assignments(${dataClass}, ${action}))::uuid[])`];
    case 'LAWYER':
      return [sql`${anchor} = (SELECT sec.my_lawyer(${dataClass}, ${action}))`];
    case 'NONE':
      return [sql`false`];
  }
}
