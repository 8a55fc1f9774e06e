import { v5, version } from 'uuid';
import type { Change } from '../access/change.js';
import type { CaseBound } from '../access/domain/case-bound.js';
import type { RecordDefinition } from '../access/record.js';
import { accusedRecord, caseRecord, cycleRecord } from '../cases/case.tables.js';
import type { TraffickingCase } from '../cases/domain/trafficking-case.js';
import { summonsRecord } from '../hearings/hearing.tables.js';
import { recordsOfCase } from '../testimony/case-content.tables.js';
import { witnessRecord } from '../witnesses/witness.tables.js';
import type { IdAt } from './telling.js';

/** Every kind of record that a docket document can tell: what the rules read of a case. */
const toldKinds = Object.values(recordsOfCase) as unknown as readonly RecordDefinition<CaseBound>[];

/** Ids of cases, and of lawyers, that an import makes. */
const CASES = '6b0f6d1c-3f0e-4c53-9c2b-5a8a3f1f7f0a';
const LAWYERS = 'd1f5b8a2-0c4e-4f0b-8a57-9f2c6f0e4b13';
/** What an import makes has an id that follows from its place: version 5. What a person entered has not. */
const VERSION_OF_PLACES = 5;

export const newCaseId = (reference: string): string => v5(reference, CASES);
export const newLawyerId = (code: string): string => v5(code, LAWYERS);

/** A stored record, with the columns by which it is told apart. */
interface KnownRecord {
  readonly record: RecordDefinition<CaseBound>;
  readonly row: CaseBound & {
    readonly code?: string;
    readonly number?: number;
    readonly cycleId?: string;
    readonly hearingId?: string;
  };
}

/** A case as it is stored: what an import compares a scenario with. */
export class KnownCase {
  /** By id; those withdrawn are not among them. */
  readonly records = new Map<string, KnownRecord>();
  private readonly withdrawn = new Set<string>();
  private readonly named = new Map<string, string>();

  /** @param row undefined: a new case, of which nothing is stored yet. */
  constructor(
    readonly id: string,
    readonly row?: TraffickingCase,
  ) {}

  add(known: KnownRecord): void {
    const { id, withdrawn } = known.row;
    if (withdrawn) {
      this.withdrawn.add(id);
      return;
    }
    this.records.set(id, known);
    const place = placeByName(known);
    if (place) this.named.set(place, id);
  }

  /**
   * The id of the record that has this name here, whoever entered it; else the id that follows from the place. A record
   * that was withdrawn never comes back: another one takes its place.
   */
  readonly idAt: IdAt = (parent, place) => {
    const known = parent === this.id ? this.named.get(place) : undefined;
    if (known) return known;
    let id = v5(place, parent);
    for (let next = 2; this.withdrawn.has(id); next += 1) id = v5(`${place}, ${String(next)}`, parent);
    return id;
  };

  /**
   * What an earlier import made and the document no longer tells. What a person entered is not among it; nor are cycles
   * before the trial's with all that the format cannot tell of them: it knows only the evidence given there.
   */
  noLongerTold(told: ReadonlySet<string>, trialCycle: number): readonly KnownRecord[] {
    const known = [...this.records.values()];
    const earlier = new Set(
      known.filter(({ row }) => (row.number ?? trialCycle) < trialCycle).map(({ row }) => row.id),
    );
    const inEarlier = ({ row }: KnownRecord): boolean => earlier.has(row.id) || earlier.has(row.cycleId ?? '');
    const hearings = new Set(known.filter(inEarlier).map(({ row }) => row.id));
    const stays = (one: KnownRecord): boolean =>
      inEarlier(one) || (one.record.name === summonsRecord.name && hearings.has(one.row.hearingId ?? ''));
    return known.filter((one) => version(one.row.id) === VERSION_OF_PLACES && !told.has(one.row.id) && !stays(one));
  }
}

/** Codes of people and numbers of cycles are unique in a case: they name the same record in the document and here. */
function placeByName({ record, row }: KnownRecord): string | null {
  switch (record.name) {
    case witnessRecord.name:
      return `witness ${String(row.code)}`;
    case accusedRecord.name:
      return `defendant ${String(row.code)}`;
    case cycleRecord.name:
      return `cycle ${String(row.number)}`;
    default:
      return null;
  }
}

/** The cases that have these external references, with all their records. Those that are missing are not in the answer. */
export async function knownCases(
  change: Change,
  references: readonly string[],
): Promise<ReadonlyMap<string, KnownCase>> {
  const rows = await change.list(caseRecord, 'externalReference', references);
  if (rows.length === 0) return new Map();
  const cases = new Map(rows.map((row) => [row.id, new KnownCase(row.id, row)]));
  for (const record of toldKinds) {
    for (const row of await change.list(record, 'caseId', [...cases.keys()]))
      cases.get(row.caseId)?.add({ record, row });
  }
  return new Map([...cases.values()].map((known) => [known.row?.externalReference ?? '', known]));
}
