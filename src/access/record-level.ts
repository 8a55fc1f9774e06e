import sql, { raw, type Sql } from 'sql-template-tag';
import { connectionOf, type PageRequest, withheldConnection } from '../kernel/connection.js';
import { BadInput } from '../kernel/errors.js';
import { columnName } from '../platform/db/define-table.js';
import { LARGEST_PAGE, USUAL_PAGE } from '../platform/graphql/connection.types.js';
import { asksFor, type Selection } from '../platform/graphql/selection.js';
import { hasPermission, reachOf } from './domain/actor.js';
import { type Branch, type Level, type LevelRequest, type Node, nodesOf, presentedPage } from './level.js';
import { behind, cursorOf, orderOf } from './page.js';
import { type ColumnClass, columnList, type Place, type RecordDefinition, type Row } from './record.js';

/** The pages of one record below all parents of an answer, in one statement. */
export function recordLevel<T extends Row>(record: RecordDefinition<T>, place: Place<T>): Level {
  return {
    type: place.type,
    field: place.field,
    of: record.name,
    as: 'ACTOR',
    load: async (request) => {
      if (!hasPermission(request.reader, `${record.dataClass}:LIST`)) return withheld(request.nodes);
      const page = pageRequest(request.selection);
      const rows = await rowsBelow(record, place, { ...request, page });
      const totals = asksFor(request.selection.below, 'totalCount') ? await totalsBelow(record, place, request) : null;
      const listable = await casesToListIn(record, request);
      const below = branches(record, place, { ...request, page, rows, totals, listable });
      const shown = [...below.values()].flatMap(({ nodes }) => nodes.map(({ row }) => row));
      request.reading.looks.noteRows(record, 'LIST', shown);
      return below;
    },
  };
}

async function rowsBelow<T extends Row>(
  record: RecordDefinition<T>,
  { key }: Place<T>,
  { reading, nodes, page }: LevelRequest & { readonly page: PageRequest },
): Promise<readonly T[]> {
  const parent = raw(columnName(key));
  const { rows } = await reading.run<T>(sql`
    SELECT ${raw(columnList(record.table))}, place_in_case AS "placeInCase" FROM (
      SELECT row.*, ${placeInCase(record)} AS place_in_case,
             row_number() OVER (PARTITION BY ${parent} ORDER BY ${orderOf(record)}) AS place
      FROM ${reading.from(record)} row
      WHERE ${belowNodes(key, nodes)} AND ${behind(record, page.after)}
    ) page
    WHERE place <= ${page.first + 1} ORDER BY place`);
  return rows;
}

/** All records below each parent, wherever the page begins. A parent without any is not in the answer. */
async function totalsBelow<T extends Row>(
  record: RecordDefinition<T>,
  { key }: Place<T>,
  { reading, nodes }: LevelRequest,
): Promise<ReadonlyMap<string, number>> {
  const parent = raw(columnName(key));
  const { rows } = await reading.run<{ readonly parent: string; readonly total: number }>(sql`
    SELECT ${parent} AS parent, count(*) AS total FROM ${reading.from(record)} row
    WHERE ${belowNodes(key, nodes)} GROUP BY ${parent}`);
  return new Map(rows.map(({ parent: id, total }) => [id, total]));
}

/**
 * The cases in which a lawyer may list such records: on the other side none are shown, and not whether there are any.
 * Null for a reader whose scope does not depend on the case.
 */
async function casesToListIn<T extends Row>(
  { dataClass }: RecordDefinition<T>,
  { reading, reader }: LevelRequest,
): Promise<ReadonlySet<string> | null> {
  if (reachOf(reader, `${dataClass}:LIST`) !== 'ASSIGNMENTS') return null;
  const { rows } = await reading.run<{ readonly id: string }>(
    sql`SELECT unnest(sec.my_cases(${dataClass}, 'LIST', 'OWN_CLIENT')) AS id`,
  );
  return new Set(rows.map(({ id }) => id));
}

function belowNodes(key: string, nodes: readonly Node[]): Sql {
  const ids = nodes.map(({ row }) => row.id);
  const cases = [...new Set(nodes.map(({ row }) => caseIdOf(row)))];
  return sql`case_id = ANY (${cases}::uuid[]) AND ${raw(columnName(key))} = ANY (${ids}::uuid[]) AND NOT withdrawn`;
}

/** For the pseudonym that stands in for a field code: counted over withdrawn rows too, so that it never shifts. */
function placeInCase<T extends Row>({ table, columnClasses }: RecordDefinition<T>): Sql {
  const coded = Object.values<ColumnClass | undefined>(columnClasses).some((column) => column?.masked === 'CODE');
  if (!coded) return sql`NULL::bigint`;
  const every = raw(`${table.schema}.${table.name}`);
  return sql`(SELECT count(*) FROM ${every} other WHERE other.case_id = row.case_id AND other.ordinal <= row.ordinal)`;
}

/** A node's case: the node itself where it is one. */
function caseIdOf({ id, caseId }: Node['row']): string {
  return String(caseId ?? id);
}

interface Found<T> extends LevelRequest {
  readonly page: PageRequest;
  readonly rows: readonly T[];
  /** Null when nobody asked. */
  readonly totals: ReadonlyMap<string, number> | null;
  readonly listable: ReadonlySet<string> | null;
}

function branches<T extends Row>(
  record: RecordDefinition<T>,
  { key }: Place<T>,
  { reader, nodes, rows, page, totals, listable }: Found<T>,
): ReadonlyMap<string, Branch> {
  const shut = nodes.filter(({ row }) => listable && !listable.has(caseIdOf(row)));
  const byParent = new Map<string, Node[]>(nodes.map(({ row }) => [row.id, []]));
  for (const node of nodesOf<T>(reader, record, rows)) byParent.get(String(node.row[key]))?.push(node);
  const pages = new Map(
    [...byParent].map(([id, of]): [string, Branch] => {
      const total = totals && (totals.get(id) ?? 0);
      const connection = connectionOf(of, page, ({ row }) => cursorOf(record, row as unknown as T), total);
      return [id, { value: presentedPage(connection), nodes: connection.nodes }];
    }),
  );
  return new Map([...pages, ...withheld(shut)]);
}

function withheld(nodes: readonly Node[]): ReadonlyMap<string, Branch> {
  return new Map(nodes.map(({ row }) => [row.id, { value: withheldConnection(), nodes: [] }]));
}

/** @throws BadInput: the arguments of a nested page are read here and not by the validation of inputs. */
function pageRequest({ field, arguments: given }: Selection): PageRequest {
  const first = given.first ?? USUAL_PAGE;
  const after = given.after ?? null;
  if (typeof first !== 'number' || first < 1 || first > LARGEST_PAGE) {
    throw new BadInput([{ field: `${field}.first`, problem: `must lie between 1 and ${String(LARGEST_PAGE)}` }]);
  }
  return { first, after: after === null ? null : String(after) };
}
