import sql from 'sql-template-tag';
import { Bug } from '../kernel/errors.js';
import type { Database } from '../platform/db/database.js';
import { columnName } from '../platform/db/define-table.js';
import type { DataClass } from './domain/data-class.js';
import { propertiesOf, type RecordDefinition } from './record.js';

/** The class of a column that is no record's: what it repeats of one, what no reader ever gets, what says nothing of anyone. */
type ColumnsClass = DataClass | 'OF_ITS_RECORD' | 'SECRET' | 'OF_NO_RECORD';

/** A table that is no record's, with its columns by their class. */
export interface ClassifiedTable {
  readonly schema: string;
  readonly name: string;
  readonly classes: Readonly<Partial<Record<ColumnsClass, readonly string[]>>>;
}

export interface Classification {
  /** Each of their columns has the class of its record, or the one that the record declares for it. */
  readonly records: readonly RecordDefinition<never>[];
  readonly otherTables: readonly ClassifiedTable[];
}

/**
 * Refuses to start on a database with a column whose class of data nobody declared (`security.md` 1): a column that no
 * mask knows would be shown by the first statement that selects it.
 * @throws Bug with the names of the columns.
 */
export async function refuseUnclassifiedColumns(database: Database, classification: Classification): Promise<void> {
  const classified = classifiedColumns(classification);
  const { rows } = await database.once<{ column: string }>(sql`
    SELECT format('%s.%s.%s', space.nspname, relation.relname, attribute.attname) AS column
    FROM pg_catalog.pg_attribute attribute
    JOIN pg_catalog.pg_class relation ON relation.oid = attribute.attrelid
    JOIN pg_catalog.pg_namespace space ON space.oid = relation.relnamespace
    WHERE space.nspname IN ('vigil', 'sec') AND relation.relkind IN ('r', 'p', 'v', 'm')
      AND attribute.attnum > 0 AND NOT attribute.attisdropped
      -- The kind that a reference column belongs to is a constant beside it.
      AND NOT (attribute.attgenerated = 's' AND attribute.attname LIKE '%\\_kind')
    ORDER BY 1`);
  const unclassified = rows.map(({ column }) => column).filter((column) => !classified.has(column));
  if (unclassified.length > 0) throw new Bug(`no class of data is declared for ${unclassified.join(', ')}`);
}

function classifiedColumns({ records, otherTables }: Classification): ReadonlySet<string> {
  return new Set([
    ...records.flatMap(({ table }) =>
      propertiesOf<object>(table).map((property) => `${table.schema}.${table.name}.${columnName(property)}`),
    ),
    ...otherTables.flatMap(({ schema, name, classes }) =>
      Object.values(classes)
        .flat()
        .map((column) => `${schema}.${name}.${column}`),
    ),
  ]);
}
