import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { BadInput, NotFound, Stale } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { Today } from './today.js';
import type { Change } from './change.js';
import { type Actor, isSystemActor, reachOf } from './domain/actor.js';
import type { Permission } from './domain/data-class.js';
import { actionOn, permissionOn, propertiesOf, type RecordDefinition, type Row } from './record.js';
import { type Command, type Performed, UnitOfWork, type Written } from './unit-of-work.js';

/** What a client gives for a new record: its own fields, and, if it likes, an id and the day the mission learned of it. */
export type NewRecord<T extends Row> = Partial<T> & { readonly id?: string };

/** What a client changes, and the version that it read. */
export type Amendment<T extends Row> = Partial<T> & { readonly id: string; readonly version: number };

/** A row that can be taken back: the case, or a record of it. */
export interface Withdrawable extends Row {
  readonly withdrawn: boolean;
}

/**
 * Creates, amends and withdraws every kind of record from its declaration (docs/decisions/0014).
 * The `…Within` methods do their work inside a unit of work that is already open: the import of a docket uses them too.
 */
@Injectable()
export class CaseRecords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly today: Today,
    private readonly caseRecord: RecordDefinition<Withdrawable>,
  ) {}

  /** @throws NotFound when the case or parent is out of scope; IdTaken; Refusal. */
  create<T extends Row>(
    actor: Actor,
    record: RecordDefinition<T>,
    input: NewRecord<T>,
    command?: Command,
  ): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      permissionOn(record, 'CREATE'),
      (change) => this.createWithin(change, record, input),
      command,
    );
  }

  /** @throws NotFound, Stale, Refusal. */
  amend<T extends Row>(
    actor: Actor,
    record: RecordDefinition<T>,
    input: Amendment<T>,
    command?: Command,
  ): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      permissionOn(record, 'UPDATE'),
      async (change) => {
        const current = await change.lock(record, input.id, actionOn(record, 'UPDATE'));
        if (current.version !== input.version) throw new Stale();
        return this.amendWithin(change, record, current, input);
      },
      command,
    );
  }

  /** Takes a record back as entered in error. It stays in the journal and counts nowhere. @throws NotFound, Stale. */
  withdraw<T extends Withdrawable>(
    actor: Actor,
    record: RecordDefinition<T>,
    { id, version }: Written,
    command?: Command,
  ): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      permissionOn(record, 'CLOSE'),
      async (change) => {
        const current = await change.lock(record, id, actionOn(record, 'CLOSE'));
        if (current.version !== version) throw new Stale();
        return this.withdrawWithin(change, record, current);
      },
      command,
    );
  }

  async createWithin<T extends Row>(
    change: Change,
    record: RecordDefinition<T>,
    input: NewRecord<T>,
  ): Promise<Written> {
    const id = input.id ?? randomUUID();
    const region = await this.regionFor(change, record, input);
    const begun = { ...emptyRow(record), ...this.dated(record), ...given(record, input), id, region, version: 1 };
    await findNamed(change, record, input);
    const row = { ...begun, ...(await record.complete(change, begun)) } as unknown as T;
    record.check(row);
    await checkBeside(change, record, row);
    await checkCodeLists(change, record, row);
    await change.insert(record, row);
    change.record({ type: `${record.name}Recorded`, id, caseId: caseIdOf(record, row) });
    return { id, version: 1 };
  }

  async amendWithin<T extends Row>(
    change: Change,
    record: RecordDefinition<T>,
    current: T,
    input: Partial<T>,
  ): Promise<Written> {
    if ('withdrawn' in current && current.withdrawn) refuse('ALREADY_WITHDRAWN');
    refuseEmptied(record, input);
    const changes = differences(record, current, given(record, input));
    const fields = Object.keys(changes);
    if (fields.length === 0) {
      change.record({ type: `${record.name}Confirmed`, id: current.id, caseId: caseIdOf(record, current) });
      return { id: current.id, version: current.version };
    }
    await findNamed(change, record, changes);
    record.check({ ...current, ...changes });
    await checkBeside(change, record, { ...current, ...changes });
    await checkCodeLists(change, record, changes as T);
    const { version } = await change.update(record, current, changes);
    change.record({ type: `${record.name}Amended`, id: current.id, caseId: caseIdOf(record, current), fields });
    return { id: current.id, version };
  }

  async withdrawWithin<T extends Withdrawable>(
    change: Change,
    record: RecordDefinition<T>,
    current: T,
  ): Promise<Written> {
    if (current.withdrawn) refuse('ALREADY_WITHDRAWN');
    const { version } = await change.update(record, current, { withdrawn: true } as Partial<T>);
    change.record({ type: `${record.name}Withdrawn`, id: current.id, caseId: caseIdOf(record, current) });
    return { id: current.id, version };
  }

  private dated<T extends Row>({ caseColumn }: RecordDefinition<T>): object {
    return caseColumn === null ? {} : { recordedOn: this.today.day(), withdrawn: false };
  }

  /** The region of the case for a record of a case; the given one, if it is the actor's, for any other. */
  private async regionFor<T extends Row>(
    change: Change,
    record: RecordDefinition<T>,
    input: NewRecord<T>,
  ): Promise<string> {
    if (record.caseColumn === null || record.name === this.caseRecord.name) {
      return regionOfActor(change.actor, permissionOn(record, 'CREATE'), String(input.region));
    }
    const caseId = String(input[record.caseColumn as keyof T]);
    const { region, withdrawn } = await change.parent(this.caseRecord, caseId, record);
    if (withdrawn) refuse('ALREADY_WITHDRAWN', 'input.caseId');
    return region;
  }
}

function regionOfActor(actor: Actor, needed: Permission, region: string): string {
  const anywhere = isSystemActor(actor.role) || reachOf(actor, needed) === 'EVERYWHERE';
  if (!anywhere && !actor.regions.includes(region)) throw new NotFound();
  return region;
}

/** What the client gave of the record's own columns. What it left out, or gave as null where a value must stand, is not among them. */
function given<T extends Row>(record: RecordDefinition<T>, input: Partial<T>): Partial<T> {
  return Object.fromEntries(
    ownColumns(record)
      .filter((property) => input[property] !== undefined && (input[property] !== null || mayBeEmpty(record, property)))
      .map((property) => [property, input[property]]),
  ) as Partial<T>;
}

/** @throws BadInput for null where a value must stand: left out, it would stay. */
function refuseEmptied<T extends Row>(record: RecordDefinition<T>, input: Partial<T>): void {
  const emptied = ownColumns(record).filter((property) => input[property] === null && !mayBeEmpty(record, property));
  if (emptied.length > 0) {
    throw new BadInput(emptied.map((property) => ({ field: `input.${property}`, problem: 'cannot be emptied' })));
  }
}

function ownColumns<T extends Row>({ table }: RecordDefinition<T>): readonly (keyof T & string)[] {
  return propertiesOf(table).filter((property) => !['id', 'version', 'region'].includes(property));
}

function mayBeEmpty<T extends Row>({ table }: RecordDefinition<T>, property: keyof T & string): boolean {
  return table.columns[property].nullable;
}

/** Null in every column that may be null, so that a row is whole however little was given. */
function emptyRow<T extends Row>(record: RecordDefinition<T>): Record<string, null> {
  return Object.fromEntries(
    propertiesOf(record.table)
      .filter((property) => mayBeEmpty(record, property))
      .map((property) => [property, null]),
  );
}

/** What of the input is not stored yet; where a record hangs never changes. */
export function differences<T extends Row>(record: RecordDefinition<T>, current: T, input: Partial<T>): Partial<T> {
  const fixed: readonly string[] = [record.caseColumn, record.place?.key].filter(
    (key) => key !== undefined && key !== null,
  );
  return Object.fromEntries(
    Object.entries(input).filter(
      ([property, value]) =>
        !fixed.includes(property) && JSON.stringify(value) !== JSON.stringify(current[property as keyof T]),
    ),
  ) as Partial<T>;
}

function caseIdOf<T extends Row>(record: RecordDefinition<T>, row: T): string | null {
  return record.caseColumn === null ? null : String(row[record.caseColumn]);
}

/**
 * Foreign keys are checked past row-level security: without this a person of another region could be tied to a case of
 * one's own, and be told from one who does not exist. @throws NotFound.
 */
async function findNamed<T extends Row>(change: Change, record: RecordDefinition<T>, input: Partial<T>): Promise<void> {
  if (isSystemActor(change.actor.role)) return;
  const names = (record.names ?? {}) as Readonly<Record<string, RecordDefinition<Row>>>;
  for (const [property, named] of Object.entries(names)) {
    const id = input[property as keyof T];
    if (typeof id === 'string') await change.find(named, id, 'LIST');
  }
}

async function checkBeside<T extends Row>(change: Change, record: RecordDefinition<T>, row: T): Promise<void> {
  if (!isSystemActor(change.actor.role)) await record.checkBeside?.(change, row);
}

async function checkCodeLists<T extends Row>(change: Change, record: RecordDefinition<T>, row: T): Promise<void> {
  for (const [property, kind] of Object.entries<string>(record.codeLists as Record<string, string>)) {
    const codes = (row[property as keyof T] ?? []) as readonly string[];
    if (codes.length === 0) continue;
    const known = await change.once(`codes of ${kind}`, () => codesOf(change, kind));
    if (!codes.every((code) => known.has(code))) refuse('UNKNOWN_REFERENCE_CODE', `input.${property}`);
  }
}

async function codesOf(change: Change, kind: string): Promise<ReadonlySet<string>> {
  const { rows } = await change.run<{ code: string }>(sql`SELECT code FROM vigil.reference_entry WHERE kind = ${kind}`);
  return new Set(rows.map(({ code }) => code));
}
