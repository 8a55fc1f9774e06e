import sql, { raw } from 'sql-template-tag';
import { Bug, NotFound, Stale } from '../kernel/errors.js';
import type { Statements, Writing } from '../platform/db/database.js';
import { columnName } from '../platform/db/define-table.js';
import type { Actor } from './domain/actor.js';
import type { Action, DataClass } from './domain/data-class.js';
import type { Fact } from './domain/fact.js';
import { actionOn, columnList, propertiesOf, type RecordDefinition, type Row, type Sequence } from './record.js';
import { scoped } from './scoped.js';

/** New rows that wait to be written together. Enough that an import is fast, few enough that memory stays small. */
const ROWS_PER_FLUSH = 2000;
/** Numbers of a sequence that are taken at once at most. */
const LARGEST_BLOCK = 512;

/** A new row that waits to be written. */
interface Waiting {
  readonly record: RecordDefinition<never>;
  readonly row: object;
}

/** Numbers of a sequence that were taken and not yet used. */
interface Block {
  /** How many are taken next. */
  readonly size: number;
  readonly left: number[];
}

/** What of a new record decides where its author may add it. */
type ChildRecord = Pick<RecordDefinition<never>, 'dataClass' | 'changedUnder'>;

/** One open unit of work: finds and locks rows within the actor's scope, stores new versions, collects the facts. */
export class Change {
  readonly facts: Fact[] = [];
  private waiting: Waiting[] = [];
  private readonly blocks = new Map<Sequence, Block>();
  private readonly answers = new Map<string, unknown>();
  /** Rows that this change created: its own, whatever the scope. */
  private readonly ownInserts = new Map<string, Row>();

  constructor(
    readonly actor: Actor,
    private readonly writing: Writing,
    /** Every kind of record, each after those that it names: the order in which new rows are written. */
    private readonly records: readonly RecordDefinition<never>[],
    /** Why the record changes, for its journal. */
    private readonly reason: string | null = null,
  ) {}

  record(fact: Fact): void {
    this.facts.push(fact);
  }

  /** Stores a new row. It waits for the next flush, so that many rows become one statement. */
  async insert<T extends Row>(record: RecordDefinition<T>, row: Omit<T, 'ordinal'>): Promise<void> {
    this.waiting.push({ record, row });
    if (record.caseColumn === 'id') this.ownInserts.set(row.id, row as unknown as Row);
    if (this.waiting.length >= ROWS_PER_FLUSH) await this.flush();
  }

  /** The next number of a sequence. The more are asked for, the more are taken at once: an import needs thousands. */
  async nextNumber(sequence: Sequence): Promise<number> {
    let block = this.blocks.get(sequence) ?? { size: 1, left: [] };
    if (block.left.length === 0) {
      block = { size: Math.min(block.size * 2, LARGEST_BLOCK), left: await this.take(sequence, block.size) };
      this.blocks.set(sequence, block);
    }
    return block.left.shift() ?? nothingTaken(sequence);
  }

  /** The answer to a question that stays the same while this change is open: asked once. */
  async once<T>(question: string, ask: () => Promise<T>): Promise<T> {
    if (this.answers.has(question)) return this.answers.get(question) as T;
    const answer = await ask();
    this.answers.set(question, answer);
    return answer;
  }

  /** Stores a new version of a row. @throws Stale when somebody else did in the meantime. */
  async update<T extends Row>(record: RecordDefinition<T>, current: T, changes: Partial<T>): Promise<T> {
    await this.flush();
    const { affected } = await this.writing.manager.update(
      record.table.entity,
      { id: current.id, version: current.version },
      changes,
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

  /** The rows within the scope that have one of the values in a column, in order of entry where there is one. */
  async list<T extends Row>(
    record: RecordDefinition<T>,
    column: keyof T & string,
    values: readonly string[],
  ): Promise<readonly T[]> {
    await this.flush();
    const { rows } = await this.run(sql`
      SELECT ${raw(columnList(record.table))} FROM ${scoped(this.actor, record, 'LIST')} row
      WHERE ${raw(columnName(column))} = ANY (${values})
      ORDER BY ${raw('ordinal' in record.table.columns ? 'ordinal' : 'id')}`);
    return rows as unknown as readonly T[];
  }

  /**
   * The record above one that is to be created: within the scope in which the actor may create there.
   * Asked once: an import adds many records to one case.
   * @throws NotFound when absent or out of scope.
   */
  async parent<T extends Row>(record: RecordDefinition<T>, id: string, child: ChildRecord): Promise<T> {
    const { dataClass } = child;
    const action = actionOn(child, 'CREATE');
    const own = this.ownInserts.get(id);
    if (own) return own as T;
    return this.once(`${dataClass} ${action} ${id}`, () => this.find(record, id, action, dataClass));
  }

  readonly run: Statements = (statement) => this.writing.run(statement);

  /** Writes what waits, and its journal, table by table. Rows keep the order of entry in which they were inserted. */
  async flush(): Promise<void> {
    const waiting = this.waiting;
    this.waiting = [];
    if (waiting.length === 0) return;
    const ordinals = await this.take('vigil.entry_order', waiting.length);
    const entered = waiting.map(({ record, row }, index) => ({ record, row: { ...row, ordinal: ordinals[index] } }));
    for (const record of this.records) {
      const rows = entered.filter((entry) => entry.record.table === record.table).map(({ row }) => row);
      if (rows.length > 0) await this.insertAll(record, rows);
    }
  }

  private async insertAll(record: RecordDefinition<never>, rows: readonly object[]): Promise<void> {
    const table = raw(`${record.table.schema}.${record.table.name}`);
    const columns = raw(propertiesOf(record.table).map(columnName).join(', '));
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

  private async take(sequence: Sequence, count: number): Promise<number[]> {
    const { rows } = await this.run<{ number: number }>(
      sql`SELECT nextval(${sequence}) AS number FROM generate_series(1, ${count}::integer)`,
    );
    return rows.map(({ number }) => number);
  }

  private async one<T>(statement: Parameters<Statements>[0]): Promise<T> {
    const { rows } = await this.run(statement);
    const [row] = rows;
    if (!row) throw new NotFound();
    return row as T;
  }
}

function nothingTaken(sequence: Sequence): never {
  throw new Bug(`${sequence} gave no number`);
}

function caseOf(record: { readonly caseColumn: string | null }): ReturnType<typeof raw> {
  return raw(record.caseColumn === null ? 'NULL::uuid' : columnName(record.caseColumn));
}

function inColumns(row: object): object {
  return Object.fromEntries(Object.entries(row).map(([property, value]) => [columnName(property), value as unknown]));
}
