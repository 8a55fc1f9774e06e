import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/platform/db/connect.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { amends, answerOf, aTrial, creates, type Region, sends, type Stored, type Trial } from '../support/given.js';

const FILE = `query ($id: ID!) {
  case(id: $id) {
    code
    title { state }
    accused { state nodes { code } }
    hearings { state nodes { label date summonses { state nodes { witnessId } } } }
    witnesses { state nodes { id code statements { state nodes { label } } plannedReturns { state } assessment { class } } }
    assignments { state nodes { id role { value } entries { state nodes { kind { value } date { value } minutes { value } } } } }
    assessment { state }
  }
  trialAssessments { nodes { caseCode witnesses { witnessId } } }
}`;

interface List<Node = object> {
  readonly state: string;
  readonly nodes: readonly Node[];
}
interface File {
  readonly case: {
    readonly title: { readonly state: string };
    readonly accused: List;
    readonly hearings: List<{ readonly label: string; readonly summonses: List }>;
    readonly witnesses: List<{ readonly id: string; readonly code: string; readonly statements: List }>;
    readonly assignments: List<{ readonly id: string; readonly entries: List }>;
    readonly assessment: { readonly state: string };
  };
  readonly trialAssessments: { readonly nodes: readonly { readonly witnesses: readonly object[] }[] };
}

type ChangeOf = Parameters<typeof sends> extends [Client, ...infer Change] ? Change : never;

describe('a lawyer updates a case file', () => {
  let app: TestApp;
  let region: Region;
  let trial: Trial;
  let coVictim: Stored;
  let advocacy: Stored;
  let advocate: Client;
  let advocateId: string;

  const lawyerOf = async (client: object, role: string, code: string): Promise<[Client, Stored, string]> => {
    const { id: lawyerId } = await creates(region.focalPoint, 'Lawyer', { region: 'PRIZREN', code });
    const assignment = await creates(region.focalPoint, 'Assignment', {
      caseId: trial.caseId,
      lawyerId,
      role,
      startedOn: '2001-03-01',
      ...client,
    });
    return [await app.signedInAs({ role: 'LAWYER', lawyerId }), assignment, lawyerId];
  };
  const reads = (client: Client): Promise<File> => answerOf<File>(client.asks(FILE, { id: trial.caseId }));
  const codes = async (client: Client, ...change: ChangeOf): Promise<readonly string[]> =>
    (await sends(client, ...change)).codes;
  const visit = (assignmentId: string): object => ({
    caseId: trial.caseId,
    assignmentId,
    kind: 'VISIT',
    date: '2001-06-04',
    minutes: 45,
  });

  beforeAll(async () => {
    app = await startTestApp();
    region = {
      monitor: await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] }),
      focalPoint: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
    };
    trial = await aTrial(region);
    coVictim = await creates(region.monitor, 'Witness', { caseId: trial.caseId, code: 'V2', role: 'VICTIM' });
    for (const witnessId of [trial.witness.id, coVictim.id]) {
      await creates(region.focalPoint, 'Statement', {
        caseId: trial.caseId,
        witnessId,
        label: 'T1',
        takenOn: '2001-02-01',
        takenBy: 'POLICE',
      });
    }
    await creates(region.monitor, 'Summons', {
      caseId: trial.caseId,
      hearingId: trial.hearing.id,
      witnessId: coVictim.id,
    });
    [advocate, advocacy, advocateId] = await lawyerOf({ witnessId: trial.witness.id }, 'VICTIM_ADVOCATE', 'L-01');
  });
  afterAll(() => app.close());

  describe("on the victim's side", () => {
    it('sees the own client with her statement and her class', async () => {
      const { case: file, trialAssessments } = await reads(advocate);
      expect(file.witnesses).toMatchObject({
        state: 'PRESENT',
        nodes: [
          {
            id: trial.witness.id,
            code: 'V1',
            statements: { nodes: [{ label: 'T1' }] },
            assessment: { class: 'PENDING' },
          },
        ],
      });
      expect(file.title.state).toBe('WITHHELD');
      expect(file.hearings.nodes).toMatchObject([
        { label: 'H1', summonses: { nodes: [{ witnessId: trial.witness.id }] } },
      ]);
      expect(trialAssessments.nodes).toMatchObject([{ witnesses: [{ witnessId: trial.witness.id }] }]);
    });

    it('sees nothing of a co-victim, nor that there is one', async () => {
      const answer = await advocate.asks(FILE, { id: trial.caseId });
      expect(answer.text).not.toContain(coVictim.id);
      expect(answer.text).not.toContain('V2');
      expect((await reads(advocate)).case.assessment.state).toBe('WITHHELD');
      expect(await codes(advocate, 'update', 'Witness', { ...coVictim, willing: 'WILLING' })).toEqual(['NOT_FOUND']);
    });

    it('writes a visit with its minutes into the file, and corrects it', async () => {
      const entry = await creates(advocate, 'CaseFileEntry', visit(advocacy.id));
      await amends(advocate, 'CaseFileEntry', entry, { minutes: 60 });
      expect((await reads(advocate)).case.assignments.nodes).toMatchObject([
        {
          id: advocacy.id,
          entries: { nodes: [{ kind: { value: 'VISIT' }, date: { value: '2001-06-04' }, minutes: { value: 60 } }] },
        },
      ]);
    });

    it('may not write hearings, nor a witness into the case', async () => {
      const hearing = {
        label: 'H9',
        date: '2001-06-21',
        status: 'SCHEDULED',
        phase: 'MAIN_TRIAL',
        defenceInvited: true,
      };
      expect(await codes(advocate, 'create', 'Hearing', { caseId: trial.caseId, ...hearing })).toEqual(['FORBIDDEN']);
      expect(await codes(advocate, 'create', 'Witness', { caseId: trial.caseId, code: 'V3', role: 'VICTIM' })).toEqual([
        'FORBIDDEN',
      ]);
    });

    it('cannot become the lawyer of somebody else: appointing is for the focal point', async () => {
      const another = { caseId: trial.caseId, lawyerId: advocateId, role: 'VICTIM_ADVOCATE', witnessId: coVictim.id };
      expect(await codes(advocate, 'create', 'Assignment', another)).toEqual(['FORBIDDEN']);
      expect(await codes(advocate, 'update', 'Assignment', { ...advocacy, witnessId: coVictim.id })).toEqual([
        'FORBIDDEN',
      ]);
      expect(await codes(advocate, 'update', 'Assignment', { ...advocacy, startedOn: '2000-01-01' })).toEqual([
        'FORBIDDEN',
      ]);
      expect((await reads(advocate)).case.witnesses.nodes.map(({ code }) => code)).toEqual(['V1']);
    });

    it('cannot write into the file of another lawyer of the case', async () => {
      const [, other] = await lawyerOf({ witnessId: coVictim.id }, 'INJURED_PARTY_REPRESENTATIVE', 'L-02');
      expect((await reads(advocate)).case.assignments.nodes.map(({ id }) => id)).toEqual([advocacy.id]);
      expect(await codes(advocate, 'create', 'CaseFileEntry', visit(other.id))).toEqual(['NOT_FOUND']);
    });

    it('sees nothing any more once the assignment has ended', async () => {
      advocacy = await amends(region.focalPoint, 'Assignment', advocacy, { endedOn: '2001-06-04' });
      const answer = await advocate.asks(FILE, { id: trial.caseId });
      expect(answer.codes).toEqual(['NOT_FOUND']);
      expect(await codes(advocate, 'create', 'CaseFileEntry', visit(advocacy.id))).toEqual(['NOT_FOUND']);
      const { data } = await advocate.asks(
        '{ cases { totalCount state nodes { id } } trialAssessments { nodes { id } } }',
      );
      expect(data).toEqual({ cases: { totalCount: 0, state: 'EMPTY', nodes: [] }, trialAssessments: { nodes: [] } });
    });
  });

  describe('on the side of the accused', () => {
    let defence: Client;
    let defenceId: string;

    beforeAll(async () => {
      [defence, , defenceId] = await lawyerOf({ accusedId: trial.accused.id }, 'DEFENCE_COUNSEL', 'L-03');
    });

    it('sees the case, the accused and the hearings, and no witness at all', async () => {
      const { case: file, trialAssessments } = await reads(defence);
      expect(file.accused.nodes).toEqual([{ code: 'D1' }]);
      expect(file.hearings.nodes.map(({ label }) => label)).toEqual(['H1']);
      expect(file.witnesses).toEqual({ state: 'WITHHELD', nodes: [] });
      expect(file.hearings.nodes[0]?.summonses).toEqual({ state: 'WITHHELD', nodes: [] });
      expect(file.assessment.state).toBe('WITHHELD');
      expect(trialAssessments.nodes).toMatchObject([{ witnesses: [] }]);
    });

    it('cannot tell whether there is a witness: the answer is the same without any', async () => {
      const other = await aTrial(region);
      await creates(region.focalPoint, 'Assignment', {
        caseId: other.caseId,
        lawyerId: defenceId,
        role: 'DEFENCE_COUNSEL',
        accusedId: other.accused.id,
      });
      const witnesses = 'query ($id: ID!) { case(id: $id) { witnesses { state totalCount nodes { id } } } }';
      const withSome = await defence.asks(witnesses, { id: trial.caseId });
      const { version } = other.witness;
      await sends(region.monitor, 'withdraw', 'Witness', { id: other.witness.id, version });
      const without = await defence.asks(witnesses, { id: other.caseId });
      expect(without.text).toBe(withSome.text);
    });

    it('cannot change or reach a witness by any id', async () => {
      for (const change of ['update', 'withdraw'] as const) {
        const { id, version } = trial.witness;
        expect(['NOT_FOUND', 'FORBIDDEN']).toContain((await codes(defence, change, 'Witness', { id, version }))[0]);
      }
    });

    it('finds a case behind a conflict wall nowhere, as if it did not exist', async () => {
      await withClient(app.database.superuserUrl, (client) =>
        client.query('INSERT INTO sec.conflict_wall (lawyer_id, case_id) VALUES ($1, $2)', [defenceId, trial.caseId]),
      );
      const walled = await defence.asks(FILE, { id: trial.caseId });
      const missing = await defence.asks(FILE, { id: '00000000-0000-4000-8000-000000000000' });
      expect(walled.codes).toEqual(['NOT_FOUND']);
      expect(walled.text).toBe(missing.text);
      const { text } = await defence.asks(
        '{ cases { totalCount nodes { id code } } trialAssessments { nodes { id } } }',
      );
      expect(text).not.toContain(trial.caseId);
    });
  });
});
