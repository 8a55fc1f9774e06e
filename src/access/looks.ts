import type { Database } from '../platform/db/database.js';
import { appendAhead } from './audit-trail.js';
import type { Actor } from './domain/actor.js';
import type { Action, DataClass, Permission } from './domain/data-class.js';
import { isLookKept } from './domain/looks.js';
import type { ColumnClass, RecordDefinition, Row } from './record.js';

/** What one reading shows its reader, class by class: kept as one entry of the trail before the answer leaves. */
export class Looks {
  private readonly counts = new Map<Permission, number>();
  private readonly caseIds = new Set<string>();

  constructor(private readonly reader: Actor) {}

  /** @param count how many records of the class are shown; they add up. */
  note(permission: Permission, count: number, caseIds: Iterable<string> = []): void {
    if (!isLookKept(this.reader, permission)) return;
    this.counts.set(permission, (this.counts.get(permission) ?? 0) + count);
    for (const caseId of caseIds) this.caseIds.add(caseId);
  }

  /** The same for rows of a record: its class, and the classes of columns that have another one. */
  noteRows<T extends Row>(record: RecordDefinition<T>, action: Action, rows: readonly object[]): void {
    const { caseColumn } = record;
    const caseIds = caseColumn === null ? [] : rows.map((row) => String((row as T)[caseColumn]));
    for (const dataClass of classesOf(record)) this.note(`${dataClass}:${action}`, rows.length, caseIds);
  }

  /** Commits the entry. @throws whatever keeps it from being stored: then nothing may be shown. */
  async keep(database: Database): Promise<void> {
    const [permission] = this.counts.keys();
    if (!permission) return;
    const { accountId, role, onBehalfOf = null } = this.reader;
    const looks = [...this.counts].map(([looked, count]) => {
      const [dataClass, action] = looked.split(':') as [DataClass, Action];
      return { dataClass, action, count };
    });
    const caseIds = [...this.caseIds];
    await appendAhead(database, this.reader, { accountId, role, onBehalfOf, permission, facts: [], looks, caseIds });
  }
}

function classesOf<T extends Row>({ dataClass, columnClasses }: RecordDefinition<T>): ReadonlySet<DataClass> {
  const ofColumns = Object.values<ColumnClass | undefined>(columnClasses).map(
    (column) => column?.dataClass ?? dataClass,
  );
  return new Set([dataClass, ...ofColumns]);
}
