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

/**
 * What a scenario may say of a record, all of it; `Unsaid` are the columns that the docket format does not have.
 * Without a record date a new record gets the scenario's as-of day.
 */
type Told<T extends CaseBound, Unsaid extends keyof T> = Omit<
  T,
  'caseId' | 'region' | 'version' | 'recordedOn' | 'ordinal' | 'withdrawn' | Unsaid
> & { readonly recordedOn: CalendarDate | null };

/** Collects the records of one case, each after those that it names. */
export class Telling {
  readonly records: ToldRecord[] = [];

  constructor(
    readonly scenario: Scenario,
    readonly around: Surroundings,
  ) {}

  tell<T extends CaseBound, Unsaid extends keyof T = never, Assumed extends Partial<T> = Record<never, never>>(
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
