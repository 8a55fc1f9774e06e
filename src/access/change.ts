import sql, { raw } from 'sql-template-tag';
import { NotFound, Stale } from '../kernel/errors.js';
import type { Statements, Writing } from '../platform/db/database.js';
import { columnName } from '../platform/db/define-table.js';
import type { Actor } from './domain/actor.js';
import type { Action, DataClass } from './domain/data-class.js';
import type { Fact } from './domain/fact.js';
import { actionOn, columnList, insertedColumns, type RecordDefinition, type Row } from './record.js';
import { scoped } from './scoped.js';

/** Rows that wait for one INSERT. Enough that an import is fast, few enough that memory stays small. */
const ROWS_PER_INSERT = 500;

interface Waiting {
  readonly record: RecordDefinition<never>;
  readonly rows: object[];
}

/** What of a new record decides where its author may add it. */
type ChildRecord = Pick<RecordDefinition<never>, 'dataClass' | 'changedUnder'>;

/** One open unit of work: finds and locks rows within the actor's scope, stores new versions, collects the facts. */
export class Change {
  readonly facts: Fact[] = [];
  /** By table, in the order in which tables first occur: a parent before its children. */
  private readonly waiting = new Map<string, Waiting>();
  private waitingRows = 0;
  private readonly parents = new Map<string, Row>();
  /** Rows that this change created: its own, whatever the scope. */
  private readonly ownInserts = new Map<string, Row>();

  constructor(
    readonly actor: Actor,
    private readonly writing: Writing,
    /** Why the record changes, for its journal. */
    private readonly reason: string | null = null,
  ) {}

  record(fact: Fact): void {
    this.facts.push(fact);
  }

  /** Stores a new row. It waits for the next flush, so that many rows become one statement. */
  async insert<T extends Row>(record: RecordDefinition<T>, row: Omit<T, 'ordinal'>): Promise<void> {
    const name = record.table.name;
    const waiting = this.waiting.get(name) ?? { record: record as unknown as RecordDefinition<never>, rows: [] };
    this.waiting.set(name, waiting);
    waiting.rows.push(row);
    if (record.caseColumn === 'id') this.ownInserts.set(row.id, row as unknown as Row);
    this.waitingRows += 1;
    if (this.waitingRows >= ROWS_PER_INSERT) await this.flush();
  }

  /** Stores a new version of a row. @throws Stale when somebody else did in the meantime. */
  async update<T extends Row>(record: RecordDefinition<T>, current: T, changes: Partial<T>): Promise<T> {
    await this.flush();
    const { affected } = await this.writing.manager.update(
      record.table.entity,
      { id: current.id, version: current.version } as never,
      changes as never,
    );
    if (affected !== 1) throw new Stale();
    await this.run(sql`
      INSERT INTO vigil.record_version (table_name, id, version, case_id, account_id, reason, row_content)
      SELECT ${record.table.name}, stored.id::text, stored.version, ${caseOf(record)}, ${this.actor.accountId}, ${this.reason}, to_jsonb(stored)
      FROM ${raw(`${record.table.schema}.${record.table.name}`)} stored WHERE id = ${current.id}`);
    return { ...current, ...changes, version: current.version + 1 };
  }

  /** The row within the scope of the action, locked. @throws NotFound when absent or out of scope. */
  async lock<T extends Row>(record: RecordDefinition<T>, id: string, action: Action): Promise<T> {
    await this.flush();
    return this.one<T>(sql`
      SELECT ${raw(columnList(record.table))} FROM ${scoped(this.actor, record, action)} row WHERE id = ${id} FOR UPDATE`);
  }

  /** The row within the scope of an action on a class of data. @throws NotFound when absent or out of scope. */
  async find<T extends Row>(
    record: RecordDefinition<T>,
    id: string,
    action: Action,
    dataClass?: DataClass,
  ): Promise<T> {
    await this.flush();
    return this.one<T>(sql`
      SELECT ${raw(columnList(record.table))} FROM ${scoped(this.actor, record, action, dataClass)} row WHERE id = ${id}`);
  }

  /**
   * The record above one that is to be created: within the scope in which the actor may create there.
   * Asked once: an import adds many records to one case.
   * @throws NotFound when absent or out of scope.
   */
  async parent<T extends Row>(record: RecordDefinition<T>, id: string, child: ChildRecord): Promise<T> {
    const { dataClass } = child;
    const action = actionOn(child, 'CREATE');
    const key = `${dataClass} ${action} ${id}`;
    const known = this.parents.get(key) ?? this.ownInserts.get(id);
    if (known) return known as T;
    const found = await this.find(record, id, action, dataClass);
    this.parents.set(key, found);
    return found;
  }

  readonly run: Statements = (statement) => this.writing.run(statement);

  /** Writes what waits, and its journal, table by table. */
  async flush(): Promise<void> {
    const all = [...this.waiting.values()];
    this.waiting.clear();
    this.waitingRows = 0;
    for (const { record, rows } of all) await this.insertAll(record, rows);
  }

  private async insertAll(record: RecordDefinition<never>, rows: readonly object[]): Promise<void> {
    const table = raw(`${record.table.schema}.${record.table.name}`);
    const columns = raw(insertedColumns(record.table).join(', '));
    await this.run(sql`
      WITH stored AS (
        INSERT INTO ${table} (${columns})
        SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, ${JSON.stringify(rows.map(inColumns))}::jsonb)
        RETURNING *
      )
      INSERT INTO vigil.record_version (table_name, id, version, case_id, account_id, reason, row_content)
      SELECT ${record.table.name}, id::text, version, ${caseOf(record)}, ${this.actor.accountId}, ${this.reason}, to_jsonb(stored)
      FROM stored`);
  }

  private async one<T>(statement: Parameters<Statements>[0]): Promise<T> {
    const { rows } = await this.run(statement);
    const [row] = rows;
    if (!row) throw new NotFound();
    return row as T;
  }
}

function caseOf(record: { readonly caseColumn: string | null }): ReturnType<typeof raw> {
  return raw(record.caseColumn === null ? 'NULL::uuid' : columnName(record.caseColumn));
}

function inColumns(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([property, value]) => [columnName(property), value as unknown]));
}
