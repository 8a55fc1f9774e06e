import type { CaseBound } from '../access/domain/case-bound.js';
import type { RecordDefinition } from '../access/record.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import type { Scenario } from './domain/docket-format.js';

type ToldRow = Readonly<Record<string, unknown>> & { readonly id: string };

/** A record as a scenario tells it. */
export interface ToldRecord {
  readonly record: RecordDefinition<CaseBound>;
  readonly told: ToldRow;
  /** What the file does not say and a new record needs; of an existing one it changes nothing. */
  readonly assumed: Readonly<Record<string, unknown>>;
}

/** The id of a record from the one above it and its place there, `hearing H1`: the same place has the same id. */
export type IdAt = (parent: string, place: string) => string;

export interface Surroundings {
  readonly caseId: string;
  readonly idAt: IdAt;
  /** The id of a lawyer by code. */
  readonly lawyerIds: ReadonlyMap<string, string>;
}

/** The columns that may be empty. */
type MayBeEmpty<T> = { [Column in keyof T]: null extends T[Column] ? Column : never }[keyof T];

/**
 * What a scenario says of a record, all of it but `Unsaid`. Without a record date a new record gets the scenario's
 * as-of day; the person of a witness or defendant is found or made.
 */
type Told<T extends CaseBound, Unsaid extends keyof T> = Pick<T, 'id'> &
  Omit<T, keyof CaseBound | 'personId' | Unsaid> & { readonly recordedOn: CalendarDate | null };

/** Collects the records of one case, each after those that it names. */
export class Telling {
  readonly records: ToldRecord[] = [];

  constructor(
    readonly scenario: Scenario,
    readonly around: Surroundings,
  ) {}

  /** Adds a record. `Unsaid` are the columns that the docket format does not have: only what may be empty. */
  tell<T extends CaseBound, Unsaid extends MayBeEmpty<T> = never, Assumed extends Partial<T> = Record<never, never>>(
    record: RecordDefinition<T>,
    { recordedOn, ...told }: Told<T, Unsaid | (keyof Assumed & keyof T)>,
    assumed?: Assumed,
  ): void {
    const { caseId } = this.around;
    this.records.push({
      record: record as unknown as RecordDefinition<CaseBound>,
      told: { ...told, caseId, ...(recordedOn && { recordedOn }) } as unknown as ToldRow,
      assumed: { recordedOn: this.scenario.asOf, ...assumed },
    });
  }

  id(place: string, parent: string = this.around.caseId): string {
    return this.around.idAt(parent, place);
  }

  cycleId(number: number): string {
    return this.id(`cycle ${String(number)}`);
  }

  hearingId(cycle: number, label: string): string {
    return this.id(`hearing ${label}`, this.cycleId(cycle));
  }

  witnessId(code: string): string {
    return this.id(`witness ${code}`);
  }

  accusedId(code: string): string {
    return this.id(`defendant ${code}`);
  }
}
