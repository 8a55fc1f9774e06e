import { randomUUID } from 'node:crypto';
import type { RecordDefinition, Row } from '../../src/access/record.js';
import { records } from '../../src/records.js';
import type { Client, TestApp } from './app.js';
import { callOf, type Given } from './generated-calls.js';

export const definitions = records as unknown as readonly RecordDefinition<Row>[];

/** One person in a case with everything recorded of her, or of her lawyer: the ids by the name of the record. */
export interface Planted {
  readonly region: string;
  readonly court: string;
  readonly caseId: string;
  /** `Hearing`, `Witness`, `Statement`: the id of the one that belongs to this person or to the case. */
  readonly ids: Readonly<Record<string, string>>;
}

/** A case with two witnesses and an accused, each with a lawyer of their own. */
export interface PlantedCase {
  /** The first witness, whose lawyer is `witnessLawyer`. */
  readonly witness: Planted;
  /** The second witness, with another lawyer. */
  readonly otherWitness: Planted;
  /** The same as `witness`, but the assignment is that of the accused, whose lawyer is `accusedLawyer`. */
  readonly accused: Planted;
}

export interface Lawyers {
  readonly witnessLawyer: string;
  readonly accusedLawyer: string;
  readonly otherLawyer: string;
}

/** Makes cases through the API, as the staff of a region does: a call for each kind of record, made from the schema. */
export class Planting {
  private constructor(
    private readonly region: string,
    private readonly court: string,
    private readonly monitor: Client,
    private readonly focalPoint: Client,
  ) {}

  static async in(app: TestApp, region: string): Promise<Planting> {
    const monitor = await app.signedInAs({ role: 'MONITOR', regions: [region] });
    const focalPoint = await app.signedInAs({ role: 'TFP', regions: [region] });
    return new Planting(region, `DC_${region}`, monitor, focalPoint);
  }

  lawyer(): Promise<string> {
    return this.add('Lawyer', { region: this.region });
  }

  async lawyers(): Promise<Lawyers> {
    return {
      witnessLawyer: await this.lawyer(),
      accusedLawyer: await this.lawyer(),
      otherLawyer: await this.lawyer(),
    };
  }

  async case(lawyers: Lawyers): Promise<PlantedCase> {
    const caseId = await this.add('Case', { court: this.court, title: `Title ${randomUUID()}` });
    const ofCase: Record<string, string> = { Case: caseId };
    const inCase: Given = { caseId, recordedOn: '2001-05-21' };
    for (const name of [
      'Cycle',
      'Accused',
      'Indictment',
      'Hearing',
      'EvidenceClosing',
      'Judgment',
      'Termination',
      'LegalHold',
    ]) {
      ofCase[name] = await this.add(name, inCase);
    }
    ofCase.Charge = await this.add('Charge', { ...inCase, accusedId: ofCase.Accused });
    const start = { region: this.region, court: this.court, caseId, ids: ofCase };
    const witness = await this.witness(start, lawyers.witnessLawyer);
    const otherWitness = await this.witness(start, lawyers.otherLawyer);
    const ofAccused = await this.assignment(start, { lawyerId: lawyers.accusedLawyer, accusedId: ofCase.Accused });
    const accused = { ...witness, ids: { ...witness.ids, ...ofAccused, Lawyer: lawyers.accusedLawyer } };
    return { witness, otherWitness, accused };
  }

  private async witness(of: Planted, lawyerId: string): Promise<Planted> {
    const inCase: Given = { caseId: of.caseId, recordedOn: '2001-05-21' };
    const witnessId = await this.add('Witness', { ...inCase, role: 'VICTIM', materiality: 'SOLE' });
    const own: Given = { ...inCase, witnessId, hearingId: of.ids.Hearing, date: '2001-05-20', programme: 'IOM' };
    const ids: Record<string, string> = { ...of.ids, Witness: witnessId, Lawyer: lawyerId };
    const kinds = [
      'Summons',
      'Statement',
      'ShelterStay',
      'PlannedReturn',
      'Movement',
      'DeportationOrder',
      'RecoveryStep',
      'Testimony',
    ];
    for (const name of kinds) ids[name] = await this.add(name, own);
    return { ...of, ids: { ...ids, ...(await this.assignment(of, { lawyerId, witnessId })) } };
  }

  private async assignment({ caseId }: Planted, client: Given): Promise<Readonly<Record<string, string>>> {
    const assignmentId = await this.add('Assignment', { caseId, startedOn: '2001-05-01', ...client });
    return { Assignment: assignmentId, CaseFileEntry: await this.add('CaseFileEntry', { caseId, assignmentId }) };
  }

  /** As the focal point where that may be, else as the monitor. */
  private async add(name: string, given: Given): Promise<string> {
    const id = randomUUID();
    const { query, variables } = callOf('mutation', `create${name}`, { ...given, id });
    const byMonitor = definitions.find((record) => record.name === name)?.dataClass === 'HEARING_OBSERVATION';
    const answer = await (byMonitor ? this.monitor : this.focalPoint).asks(query, variables);
    if (answer.codes.length > 0) throw new Error(`create${name}: ${answer.text}`);
    return id;
  }
}
