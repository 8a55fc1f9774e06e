import { Injectable } from '@nestjs/common';
import { CaseRecords, differences } from '../access/case-records.js';
import type { Change } from '../access/change.js';
import type { RecordDefinition, Row } from '../access/record.js';
import { caseRecord } from '../cases/case.tables.js';
import { OpenCase } from '../cases/open-case.js';
import { BadInput } from '../kernel/errors.js';
import { Refusal } from '../kernel/refusal.js';
import { lawyerRecord } from '../legal-aid/legal-aid.tables.js';
import type { Scenario } from './domain/docket-format.js';
import { KnownCase, newCaseId, newLawyerId } from './known-cases.js';
import { scenarioRecords } from './scenario-records.js';

/** A scenario with its place in the document, and the fingerprint of what it says. */
export interface PlacedScenario {
  readonly scenario: Scenario;
  readonly place: string;
  readonly fingerprint: string;
}

/** Brings a case into agreement with its scenario, within an import that is under way. */
@Injectable()
export class TellCase {
  constructor(
    private readonly records: CaseRecords,
    private readonly openCase: OpenCase,
  ) {}

  /** @throws BadInput when the record refuses what the scenario says. */
  async within(change: Change, placed: PlacedScenario, known?: KnownCase): Promise<void> {
    try {
      await this.tellRecords(change, placed.scenario, await this.tellCase(change, placed, known));
    } catch (error) {
      if (error instanceof Refusal) throw refused(placed.place, error.message);
      throw error;
    }
  }

  private async tellCase(change: Change, placed: PlacedScenario, known?: KnownCase): Promise<KnownCase> {
    const { scenario, place, fingerprint } = placed;
    const { id: externalReference, court, title, outcome, recordedOn, asOf } = scenario;
    const told = { importedHash: fingerprint, title, outcome };
    if (known?.row) {
      if (known.row.court !== court) throw refused(`${place}.court`, `this case is before ${known.row.court}`);
      await this.amend(change, caseRecord, known.row, { ...told, ...(recordedOn && { recordedOn }) });
      return known;
    }
    const id = newCaseId(externalReference);
    const date = recordedOn ?? asOf;
    await this.openCase.openWithin(change, { id, externalReference, court, ...told, recordedOn: date });
    return new KnownCase(id);
  }

  private async tellRecords(change: Change, scenario: Scenario, known: KnownCase): Promise<void> {
    const { id: caseId, idAt } = known;
    const lawyerIds = await this.lawyerIds(change, scenario, caseId);
    const told = scenarioRecords(scenario, { caseId, idAt, lawyerIds });
    const ids = new Set(told.map(({ told: { id } }) => id));
    for (const { record, row } of known.noLongerTold(ids, scenario.trial.cycle)) {
      await this.records.withdrawWithin(change, record, row);
    }
    for (const { record, told: row, assumed } of told) {
      const stored = known.records.get(row.id)?.row;
      if (stored) await this.amend(change, record, stored, row);
      else await this.records.createWithin(change, record, { ...assumed, ...row });
    }
  }

  /** Says nothing of a record that is as it should be. */
  private async amend<T extends Row>(
    change: Change,
    record: RecordDefinition<T>,
    current: T,
    told: Partial<T>,
  ): Promise<void> {
    const changes = differences(record, current, told);
    if (Object.keys(changes).length > 0) await this.records.amendWithin(change, record, current, changes);
  }

  /** The lawyers of a scenario by code. Who is not on the roster yet joins it in the region of the case. */
  private async lawyerIds(change: Change, { legalAid }: Scenario, caseId: string): Promise<Map<string, string>> {
    const codes = new Set(legalAid.flatMap(({ lawyer }) => (lawyer === null ? [] : [lawyer])));
    const ids = new Map<string, string>();
    for (const code of codes) {
      ids.set(code, await change.once(`lawyer ${code}`, () => this.lawyerId(change, code, caseId)));
    }
    return ids;
  }

  private async lawyerId(change: Change, code: string, caseId: string): Promise<string> {
    const [known] = await change.list(lawyerRecord, 'code', [code]);
    if (known) return known.id;
    const { region } = await change.parent(caseRecord, caseId, lawyerRecord);
    const id = newLawyerId(code);
    await this.records.createWithin(change, lawyerRecord, { id, region, code, languages: [] });
    return id;
  }
}

function refused(field: string, why: string): BadInput {
  return new BadInput([{ field, problem: `is refused: ${why}` }]);
}
