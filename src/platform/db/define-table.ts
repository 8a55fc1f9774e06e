import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm';

/** Column types as the migrations write them. */
export type ColumnType =
  'uuid' | 'text' | 'text[]' | 'date' | 'integer' | 'bigint' | 'boolean' | 'jsonb' | 'timestamptz' | 'bytea';

export interface Column {
  readonly type: ColumnType;
  readonly nullable: boolean;
}

const column = (type: ColumnType) => ({ type, nullable: false }) as const;

export const uuid = column('uuid');
export const text = column('text');
export const textList = column('text[]');
export const day = column('date');
export const integer = column('integer');
export const bigint = column('bigint');
export const truth = column('boolean');
export const json = column('jsonb');

export const nullable = (of: Column): Column => ({ ...of, nullable: true });

/** A column for every property of `T`: one that is missing does not compile. */
export type Columns<T> = Readonly<Record<keyof T, Column>>;

export interface Table<T> {
  readonly name: string;
  readonly schema: string;
  readonly columns: Columns<T>;
  /** The same, as TypeORM knows it. */
  readonly entity: EntitySchema;
}

/** Maps a domain type to a table as it is: the row *is* the domain value, with snake_case column names. */
export function defineTable<T extends object>(name: string, columns: Columns<T>, schema = 'vigil'): Table<T> {
  const entries = Object.entries<Column>(columns);
  const entity = new EntitySchema({
    name,
    tableName: name,
    schema,
    columns: Object.fromEntries(
      entries.map(([property, { type, nullable: optional }]): [string, EntitySchemaColumnOptions] => [
        property,
        {
          name: columnName(property),
          type: type === 'text[]' ? 'text' : type,
          array: type === 'text[]',
          nullable: optional,
          primary: property === 'id',
          version: property === 'version',
        },
      ]),
    ),
  });
  return { name, schema, columns, entity };
}

/** `recordedOn` is stored as `recorded_on`. */
export function columnName(property: string): string {
  return property.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
