import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { amends, answerOf, creates, sends, type Stored, withdraws } from '../support/given.js';

interface Reason {
  readonly code: string;
  readonly text: string;
}
interface Assessed {
  readonly class: string;
  readonly final: boolean;
  readonly cause: string | null;
  readonly lostToRepatriation: string;
  readonly explanation: readonly Reason[];
}
interface Listed {
  readonly trialAssessments: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly assessment: { readonly value: { readonly headline: string; readonly explanation: readonly Reason[] } };
      readonly witnesses: readonly { readonly code: string; readonly assessment: Assessed }[];
    }[];
  };
}

const FLAGGED = `query ($filter: TrialAssessmentFilter) {
  trialAssessments(filter: $filter) {
    totalCount
    nodes {
      id caseCode
      assessment { state value { headline extent flags explanation { code text } } }
      witnesses { code assessment { class final cause lostToRepatriation explanation { code text } } }
    }
  }
}`;

describe('testimony is lost to repatriation', () => {
  let app: TestApp;
  let monitor: Client;
  let focalPoint: Client;
  let caseId: string;
  let witness: Stored;
  let statement: Stored;
  let departure: Stored;

  const stage = async (): Promise<string> =>
    (
      await answerOf<{ readonly case: { readonly stage: string } }>(
        monitor.asks('query ($id: ID!) { case(id: $id) { stage } }', { id: caseId }),
      )
    ).case.stage;
  const diminished = (asOf?: string): Promise<Listed> =>
    answerOf<Listed>(
      monitor.asks(FLAGGED, { filter: { flags: ['TESTIMONY_DIMINISHED_BY_REPATRIATION'], asOf: asOf ?? null } }),
    );
  const assessed = async (asOf?: string): Promise<Assessed> => {
    const { trialAssessments } = await answerOf<Listed>(monitor.asks(FLAGGED, { filter: { asOf: asOf ?? null } }));
    const found = trialAssessments.nodes.find(({ id }) => id === caseId)?.witnesses[0]?.assessment;
    if (!found) throw new Error('The witness is not in scope.');
    return found;
  };

  beforeAll(async () => {
    app = await startTestApp({ showSchema: true });
    monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    focalPoint = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
  });
  afterAll(() => app.close());

  it('is recorded from the police phase on, before there is an indictment', async () => {
    ({ id: caseId } = await creates(focalPoint, 'Case', { court: 'DC_PRIZREN', recordedOn: '2001-01-10' }));
    const recordedOn = '2001-01-12';
    witness = await creates(focalPoint, 'Witness', { caseId, recordedOn, code: 'V1', role: 'VICTIM' });
    statement = await creates(focalPoint, 'Statement', {
      caseId,
      recordedOn,
      witnessId: witness.id,
      label: 'T1',
      takenOn: '2001-01-11',
      takenBy: 'POLICE',
      defenceOpportunity: 'NONE',
    });
    expect(await stage()).toBe('BEFORE_INDICTMENT');
    expect(await assessed('2001-01-12')).toMatchObject({ class: 'PENDING', final: false, cause: null });
  });

  it('follows the case to its judgment, while the witness leaves with IOM and her statement is read', async () => {
    const accused = await creates(monitor, 'Accused', { caseId, recordedOn: '2001-02-01', code: 'D1' });
    await creates(monitor, 'Charge', {
      caseId,
      recordedOn: '2001-02-01',
      accusedId: accused.id,
      provision: 'R01-4:2.1',
    });
    await creates(monitor, 'Indictment', { caseId, recordedOn: '2001-02-01', filedOn: '2001-02-01' });
    expect(await stage()).toBe('MAIN_TRIAL');
    departure = await creates(focalPoint, 'Movement', {
      caseId,
      recordedOn: '2001-04-12',
      witnessId: witness.id,
      kind: 'DEPARTURE',
      programme: 'IOM',
      date: '2001-04-10',
    });
    const hearing = await creates(monitor, 'Hearing', {
      caseId,
      recordedOn: '2001-05-10',
      label: 'H1',
      date: '2001-05-10',
      status: 'HELD',
      phase: 'MAIN_TRIAL',
      defenceInvited: true,
    });
    await creates(monitor, 'Testimony', {
      caseId,
      recordedOn: '2001-05-10',
      witnessId: witness.id,
      hearingId: hearing.id,
      date: '2001-05-10',
      mode: 'STATEMENT_READ',
      completion: 'COMPLETED',
      defenceExamined: 'NO',
      statementId: statement.id,
    });
    await creates(monitor, 'Judgment', {
      caseId,
      recordedOn: '2001-05-11',
      pronouncedOn: '2001-05-11',
      result: 'CONVICTED',
      months: 36,
    });
    expect(await stage()).toBe('JUDGED');
  });

  it('lists the trial among those whose testimony was diminished, and says why in sentences', async () => {
    const { trialAssessments } = await diminished();
    expect(trialAssessments.totalCount).toBe(1);
    const [trial] = trialAssessments.nodes;
    expect(trial).toMatchObject({
      id: caseId,
      assessment: { value: { headline: 'STATEMENT_READ', extent: 'ALL' } },
      witnesses: [
        { code: 'V1', assessment: { class: 'STATEMENT_READ', final: true, cause: 'IOM', lostToRepatriation: 'YES' } },
      ],
    });
    const sentences = trial?.witnesses[0]?.assessment.explanation.map(({ text }) => text);
    expect(sentences?.[0]).toBe('Rule 4: the court has evidence of the witness that the defence could not test.');
    expect(sentences).toEqual(
      expect.arrayContaining([
        'The witness left with the IOM programme on 10 April 2001.',
        'On 10 May 2001 statement T1, taken by the police, was read and admitted; the defence had no opportunity to question the witness when it was taken.',
        'Cause: by 10 May 2001 the witness had left with the IOM programme; that is repatriation.',
        'A statement taken by police was read.',
      ]),
    );
    expect(trial?.assessment.value.explanation.map(({ text }) => text)).toContain(
      'Testimony was diminished by repatriation: V1.',
    );
  });

  it('says what could be known on each day: pending, lost so far, then diminished', async () => {
    expect(await assessed('2001-04-11')).toMatchObject({ class: 'PENDING' });
    expect(await assessed('2001-04-12')).toMatchObject({ class: 'LOST', final: false, cause: 'IOM' });
    expect(await assessed('2001-05-09')).toMatchObject({ class: 'LOST', final: false });
    expect((await diminished('2001-05-09')).trialAssessments.nodes).toEqual([]);
    expect(await assessed('2001-05-10')).toMatchObject({ class: 'STATEMENT_READ', final: false });
    expect((await diminished('2001-05-10')).trialAssessments.nodes).toHaveLength(1);
  });

  it('changes the class when a fact is corrected: she left after the reading', async () => {
    departure = await amends(focalPoint, 'Movement', departure, { date: '2001-05-20', recordedOn: '2001-05-21' });
    expect(await assessed()).toMatchObject({
      class: 'STATEMENT_READ',
      cause: 'AVAILABLE_NOT_CALLED',
      lostToRepatriation: 'NO',
    });
    expect((await diminished()).trialAssessments.nodes).toEqual([]);
  });

  it('counts a movement that was taken back nowhere', async () => {
    departure = await amends(focalPoint, 'Movement', departure, { date: '2001-04-10', recordedOn: '2001-04-12' });
    expect((await diminished()).trialAssessments.nodes).toHaveLength(1);
    departure = await withdraws(focalPoint, 'Movement', departure);
    expect((await diminished()).trialAssessments.nodes).toEqual([]);
    const again = await sends(focalPoint, 'update', 'Movement', { ...departure, date: '2001-04-11' });
    expect(again.errors[0]?.extensions).toMatchObject({ code: 'REFUSED', refusal: 'ALREADY_WITHDRAWN' });
  });

  it('lets nobody type a class, a cause, a flag or a headline in', async () => {
    const answer = await sends(focalPoint, 'update', 'Witness', { ...witness, class: 'HEARD_LIVE' });
    expect(answer.codes).toEqual(['BAD_INPUT']);
    const { data } = await monitor.asks('{ __schema { types { kind name inputFields { name } } } }');
    const schema = data?.__schema as unknown as {
      readonly types: readonly {
        readonly name: string;
        readonly inputFields: readonly { readonly name: string }[] | null;
      }[];
    };
    const derived = ['class', 'cause', 'basis', 'flags', 'headline', 'extent', 'lostToRepatriation', 'fairTrialRisk'];
    const typed = schema.types.filter(
      ({ name, inputFields }) =>
        name !== 'TrialAssessmentFilter' && inputFields?.some((field) => derived.includes(field.name)),
    );
    expect(typed).toEqual([]);
  });
});
