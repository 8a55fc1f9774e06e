import sql, { raw, type Sql } from 'sql-template-tag';
import { connectionOf, type PageRequest, withheldConnection } from '../kernel/connection.js';
import { BadInput } from '../kernel/errors.js';
import { columnName } from '../platform/db/define-table.js';
import { LARGEST_PAGE, USUAL_PAGE } from '../platform/graphql/connection.types.js';
import { asksFor, type Selection } from '../platform/graphql/selection.js';
import { hasPermission } from './domain/actor.js';
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
      if (!hasPermission(request.reader, `${record.dataClass}:LIST`)) return withheld(request);
      const page = pageRequest(request.selection);
      return branches(record, place, { ...request, page, rows: await rowsBelow(record, place, { ...request, page }) });
    },
  };
}

type RowBelow<T> = T & { readonly total: number | null };

async function rowsBelow<T extends Row>(
  record: RecordDefinition<T>,
  { key }: Place<T>,
  { reading, nodes, selection, page }: LevelRequest & { readonly page: PageRequest },
): Promise<readonly RowBelow<T>[]> {
  const parent = raw(columnName(key));
  const ids = nodes.map(({ row }) => row.id);
  const cases = [...new Set(nodes.map(({ row }) => String(row.caseId ?? row.id)))];
  const total = asksFor(selection.below, 'totalCount')
    ? sql`count(*) OVER (PARTITION BY ${parent})`
    : sql`NULL::bigint`;
  const { rows } = await reading.run<RowBelow<T>>(sql`
    SELECT ${raw(columnList(record.table))}, total, place_in_case AS "placeInCase" FROM (
      SELECT row.*, ${total} AS total, ${placeInCase(record)} AS place_in_case,
             row_number() OVER (PARTITION BY ${parent} ORDER BY ${orderOf(record)}) AS place
      FROM ${reading.from(record)} row
      WHERE case_id = ANY (${cases}::uuid[]) AND ${parent} = ANY (${ids}::uuid[])
        AND NOT withdrawn AND ${behind(record, page.after)}
    ) page
    WHERE place <= ${page.first + 1} ORDER BY place`);
  return rows;
}

/** For the pseudonym that stands in for a field code: counted over withdrawn rows too, so that it never shifts. */
function placeInCase<T extends Row>({ table, columnClasses }: RecordDefinition<T>): Sql {
  const coded = Object.values<ColumnClass | undefined>(columnClasses).some((column) => column?.masked === 'CODE');
  if (!coded) return sql`NULL::bigint`;
  const every = raw(`${table.schema}.${table.name}`);
  return sql`(SELECT count(*) FROM ${every} other WHERE other.case_id = row.case_id AND other.ordinal <= row.ordinal)`;
}

function branches<T extends Row>(
  record: RecordDefinition<T>,
  { key }: Place<T>,
  { reader, nodes, rows, page }: LevelRequest & { readonly page: PageRequest; readonly rows: readonly RowBelow<T>[] },
): ReadonlyMap<string, Branch> {
  const byParent = new Map<string, Node[]>(nodes.map(({ row }) => [row.id, []]));
  for (const node of nodesOf<T>(reader, record, rows)) byParent.get(String(node.row[key]))?.push(node);
  return new Map(
    [...byParent].map(([id, of]) => {
      const total = (of[0]?.row.total as number | null | undefined) ?? null;
      const connection = connectionOf(of, page, ({ row }) => cursorOf(record, row as unknown as T), total);
      return [id, { value: presentedPage(connection), nodes: connection.nodes }];
    }),
  );
}

function withheld({ nodes }: LevelRequest): ReadonlyMap<string, Branch> {
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
