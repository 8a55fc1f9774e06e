import { columnName, type Columns, type Table } from '../platform/db/define-table.js';
import { bigint, day, defineTable, integer, truth, uuid, text } from '../platform/db/define-table.js';
import type { Statements } from '../platform/db/database.js';
import type { CaseBound } from './domain/case-bound.js';
import type { MaskedColumn } from './domain/column-masks.js';
import type { Action, DataClass, Permission } from './domain/data-class.js';

/** What every record has, also one that belongs to no case: a person, a lawyer. */
export interface Row {
  readonly id: string;
  readonly region: string;
  readonly version: number;
}

/**
 * What ties a row to one client of a lawyer: nothing but its case, a witness, an assignment, or the lawyer's own entry
 * in the roster. NONE: a lawyer reaches it not at all.
 */
export type Anchor = 'CASE' | 'WITNESS' | 'ASSIGNMENT' | 'LAWYER' | 'NONE';

/** How a column is classified, where it differs from its table. */
export interface ColumnClass {
  readonly dataClass?: DataClass;
  /** What the masks of the policy call it. */
  readonly masked?: MaskedColumn;
  /** True: it is published as a value that may be withheld. */
  readonly shown?: true;
}

/** Where a record hangs in the tree that the API shows, and in which order. */
export interface Place<T> {
  readonly type: string;
  readonly field: string;
  readonly key: keyof T & string;
}

/**
 * One kind of record, declared once: its table, its class of data, its place under a parent, and what the domain
 * refuses. Creating, amending, withdrawing, scoping, journalling and paging follow from it (docs/decisions/0014).
 */
export interface RecordDefinition<T extends Row> {
  /** Its name in the API and in facts: `Hearing` gives `createHearing` and `HearingRecorded`. */
  readonly name: string;
  readonly table: Table<T>;
  readonly dataClass: DataClass;
  readonly anchor: Anchor;
  readonly anchorColumn: keyof T & string;
  /** Under which action it is created, changed and taken back, where that is another one than each of these. */
  readonly changedUnder: Action | null;
  /** The column that holds the case: `id` for the case itself; null for a record of no case. */
  readonly caseColumn: (keyof T & string) | null;
  readonly place: Place<T> | null;
  /** Order of a page; the id is always last. */
  readonly order: readonly (keyof T & string)[];
  readonly columnClasses: Readonly<Partial<Record<keyof T & string, ColumnClass>>>;
  /** Lists of codes and the kind of reference entry that each must name. */
  readonly codeLists: Readonly<Partial<Record<keyof T & string, string>>>;
  /** Records outside the case that it names, by column: each must be within the scope of the one who names it. */
  readonly names?: Readonly<Partial<Record<keyof T & string, RecordDefinition<never>>>>;
  /** Refuses what cannot be: pure, and told the row as it would be stored. */
  readonly check: (row: T) => void;
  /** Refuses what cannot stand beside the case's other records. An import is not asked: its document was checked whole. */
  readonly checkBeside?: (change: OpenChange, row: T) => Promise<void>;
  /** What a new row gets where the client left it out: the person of a witness, the latest cycle of a case. */
  readonly complete: (
    change: OpenChange,
    row: Readonly<Record<string, unknown>>,
  ) => Promise<Readonly<Partial<Record<keyof T, unknown>>>>;
}

/** What the database counts. */
export type Sequence = 'vigil.entry_order' | 'vigil.case_number' | 'vigil.person_number';

/** The open unit of work, as far as completing a row needs it. */
export interface OpenChange {
  readonly run: Statements;
  nextNumber(sequence: Sequence): Promise<number>;
  insert<T extends Row>(record: RecordDefinition<T>, row: Omit<T, 'ordinal'>): Promise<void>;
}

/** For a record whose client gives everything. */
export const complete = <T>(): Promise<Partial<T>> => Promise.resolve({});

type Declaration<T extends CaseBound> = Pick<RecordDefinition<T>, 'name' | 'dataClass'> &
  Partial<
    Pick<
      RecordDefinition<T>,
      | 'anchor'
      | 'anchorColumn'
      | 'changedUnder'
      | 'order'
      | 'columnClasses'
      | 'codeLists'
      | 'names'
      | 'check'
      | 'checkBeside'
      | 'complete'
    >
  > & {
    readonly table: string;
    readonly columns: Columns<Omit<T, keyof CaseBound>>;
    readonly place: Place<T>;
  };

export const caseBoundColumns: Columns<CaseBound> = {
  id: uuid,
  caseId: uuid,
  region: text,
  version: integer,
  recordedOn: day,
  ordinal: bigint,
  withdrawn: truth,
};

/** Declares a record of a case. */
export function defineCaseRecord<T extends CaseBound>(declaration: Declaration<T>): RecordDefinition<T> {
  const { table, columns, ...rest } = declaration;
  return {
    anchor: 'CASE',
    anchorColumn: 'caseId',
    changedUnder: null,
    caseColumn: 'caseId',
    order: ['ordinal'],
    columnClasses: {} as RecordDefinition<T>['columnClasses'],
    codeLists: {} as RecordDefinition<T>['codeLists'],
    check: () => undefined,
    complete: () => complete<T>(),
    ...rest,
    table: defineTable<T>(table, { ...caseBoundColumns, ...columns } as unknown as Columns<T>),
  };
}

/** Declares a record of one witness: a lawyer reaches it as the witness's own. */
export function defineWitnessRecord<T extends CaseBound & { readonly witnessId: string }>(
  declaration: Omit<Declaration<T>, 'place' | 'anchor' | 'anchorColumn'> & { readonly field: string },
): RecordDefinition<T> {
  const { field, ...rest } = declaration;
  return defineCaseRecord<T>({
    ...(rest as unknown as Declaration<T>),
    anchor: 'WITNESS',
    anchorColumn: 'witnessId',
    place: { type: 'Witness', field, key: 'witnessId' },
  });
}

/** The action that a change of a record asks for: appointing a lawyer is another one than keeping the lawyer's file. */
export function actionOn({ changedUnder }: Pick<RecordDefinition<never>, 'changedUnder'>, action: Action): Action {
  return changedUnder ?? action;
}

/** The permission that a change of a record asks for. */
export function permissionOn<T extends Row>(record: RecordDefinition<T>, action: Action): Permission {
  return `${record.dataClass}:${actionOn(record, action)}`;
}

/** `id, case_id AS "caseId", …` of a table, for a statement that returns its rows as domain values. */
export function columnList<T extends object>(table: Table<T>): string {
  return propertiesOf(table)
    .map((property) => {
      const name = columnName(property);
      return name === property ? name : `${name} AS "${property}"`;
    })
    .join(', ');
}

export function propertiesOf<T extends object>(table: Table<T>): readonly (keyof T & string)[] {
  return Object.keys(table.columns) as (keyof T & string)[];
}
