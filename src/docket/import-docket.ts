import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Change } from '../access/change.js';
import type { Actor } from '../access/domain/actor.js';
import { Readings } from '../access/reading.js';
import { Sessions } from '../access/sessions.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { caseRecord } from '../cases/case.tables.js';
import type { ReferenceKind } from '../reference/domain/reference-entry.js';
import { canonicalJson } from '../reports/domain/canonical-json.js';
import type { Scenario } from './domain/docket-format.js';
import type { Docket } from './domain/read-docket.js';
import { knownCases } from './known-cases.js';
import { readDocketFile } from './read-docket-file.js';
import { type PlacedScenario, TellCase } from './tell-case.js';

/** Scenarios whose cases are looked up together. */
const SCENARIOS_AT_ONCE = 200;

/** Cases by what an import did to them. */
export interface Imported {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

export interface ImportOptions {
  /** The person on whose behalf it is done, for the audit trail. */
  readonly by: string;
  readonly progress: (done: number, total: number) => void;
}

/**
 * Loads a docket document through the use cases of the API: all of it or nothing (`domain.md` 5.11). The same content
 * again changes nothing; other content changes what differs, and takes back what the document no longer tells.
 */
@Injectable()
export class ImportDocket {
  constructor(
    private readonly sessions: Sessions,
    private readonly readings: Readings,
    private readonly work: UnitOfWork,
    private readonly tellCase: TellCase,
  ) {}

  /** Reads a file by the reference data of the database. @throws BadInput with every fault and its JSON path. */
  async read(path: string): Promise<Docket> {
    const importer = await this.sessions.ofSystemActor('IMPORTER');
    const { rows } = await this.readings.reading(importer, ({ run }) =>
      run<{ kind: ReferenceKind; code: string }>(sql`SELECT kind, code FROM vigil.reference_entry`),
    );
    const codesOf = (wanted: ReferenceKind): ReadonlySet<string> =>
      new Set(rows.filter(({ kind }) => kind === wanted).map(({ code }) => code));
    return readDocketFile(path, {
      courts: codesOf('COURT'),
      provisions: codesOf('PROVISION'),
      adjournmentReasons: codesOf('ADJOURNMENT_REASON'),
      protectiveMeasures: codesOf('PROTECTIVE_MEASURE'),
    });
  }

  /** @throws BadInput with the place of a scenario that cannot be told of its case; Refusal; Stale: nothing is stored. */
  async execute({ scenarios }: Pick<Docket, 'scenarios'>, { by, progress }: ImportOptions): Promise<Imported> {
    const importer = await this.sessions.ofSystemActor('IMPORTER', by);
    const placed = await this.differing(importer, scenarios);
    const unchanged = scenarios.length - placed.length;
    if (placed.length === 0) return { added: 0, changed: 0, unchanged };
    let added = 0;
    await this.work.perform(importer, 'CASE_PUBLIC:CREATE', async (change) => {
      const id = digest(placed.map(({ fingerprint }) => fingerprint));
      change.record({ type: 'DocketImported', id, caseId: null });
      added = await this.tellAll(change, placed, (done) => progress(unchanged + done, scenarios.length));
      return null;
    });
    return { added, changed: placed.length - added, unchanged };
  }

  /** Those that are not stored with the same content. */
  private async differing(importer: Actor, scenarios: readonly Scenario[]): Promise<readonly PlacedScenario[]> {
    const references = scenarios.map(({ id }) => id);
    const { rows } = await this.readings.reading(importer, ({ run, from }) =>
      run<{ reference: string; hash: string }>(sql`
        SELECT external_reference AS reference, imported_hash AS hash FROM ${from(caseRecord)} row
        WHERE external_reference = ANY (${references})`),
    );
    const stored = new Map(rows.map(({ reference, hash }) => [reference, hash]));
    return scenarios
      .map((scenario, index) => ({
        scenario,
        place: `$.scenarios[${String(index)}]`,
        fingerprint: digest(scenario),
      }))
      .filter(({ scenario, fingerprint }) => stored.get(scenario.id) !== fingerprint);
  }

  /** @returns how many cases were new. */
  private async tellAll(
    change: Change,
    placed: readonly PlacedScenario[],
    progress: (done: number) => void,
  ): Promise<number> {
    let added = 0;
    for (let first = 0; first < placed.length; first += SCENARIOS_AT_ONCE) {
      const some = placed.slice(first, first + SCENARIOS_AT_ONCE);
      const references = some.map(({ scenario }) => scenario.id);
      const known = await knownCases(change, references);
      for (const told of some) await this.tellCase.within(change, told, known.get(told.scenario.id));
      added += some.length - known.size;
      progress(first + some.length);
    }
    return added;
  }
}

/** SHA-256 of the one way to write a value; a map, whose order says nothing, as its sorted entries. */
function digest(value: unknown): string {
  return createHash('sha256')
    .update(canonicalJson(withoutMaps(value)))
    .digest('hex');
}

function withoutMaps(value: unknown): unknown {
  if (value instanceof Map)
    return [...(value as ReadonlyMap<string, unknown>)].sort(([one], [other]) => (one < other ? -1 : 1));
  if (Array.isArray(value)) return value.map(withoutMaps);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, withoutMaps(part)]));
}
