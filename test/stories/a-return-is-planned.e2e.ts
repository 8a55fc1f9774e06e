import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { amends, answerOf, aTrial, creates, type Region, type Stored, type Trial } from '../support/given.js';

/** Before the hearing of 20 June, and on no other day of the story. */
const DAY = '2001-06-14';
const IN_WORDS = '14 June 2001';

const EVERYTHING = `query ($id: ID!) {
  case(id: $id) {
    id code
    assessment { state value { headline flags explanation { code text records parameters { name value } } } }
    hearings { state nodes { label date summonses { state nodes { witnessId } } } }
    witnesses { state nodes {
      code
      nationality { value state canRead }
      shelterStays { state nodes { enteredOn } }
      plannedReturns { state totalCount nodes { id programme status scheduledFor destination { value state } source { value state } } }
      returnOutlook { state canRead value { planned beforeNextHearing within14Days } }
      assessment { class flags explanation { code text records parameters { name value } } }
    } }
  }
  trialAssessments(filter: { flags: [TESTIMONY_AT_RISK] }) {
    nodes { id witnesses { assessment { class flags explanation { text parameters { name value } } } } }
  }
}`;

interface Seen {
  readonly case: {
    readonly assessment: { readonly state: string; readonly value: { readonly flags: readonly string[] } | null };
    readonly witnesses: {
      readonly state: string;
      readonly nodes: readonly {
        readonly code: string;
        readonly nationality: object;
        readonly shelterStays: { readonly state: string };
        readonly plannedReturns: {
          readonly state: string;
          readonly totalCount: number | null;
          readonly nodes: readonly object[];
        };
        readonly returnOutlook: object;
        readonly assessment: {
          readonly class: string;
          readonly flags: readonly string[];
          readonly explanation: readonly { readonly code: string; readonly text: string }[];
        };
      }[];
    };
  };
  readonly trialAssessments: { readonly nodes: readonly { readonly id: string }[] };
}

describe('a return is planned before the next hearing', () => {
  let app: TestApp;
  let region: Region;
  let headquarters: Client;
  let lawyer: Client;
  let trial: Trial;
  let plan: Stored;

  const asks = (client: Client): Promise<Answer> => client.asks(EVERYTHING, { id: trial.caseId });
  const sees = async (client: Client): Promise<Seen['case']> => (await answerOf<Seen>(asks(client))).case;
  const witnessOf = async (client: Client): Promise<Seen['case']['witnesses']['nodes'][number]> => {
    const [witness] = (await sees(client)).witnesses.nodes;
    if (!witness) throw new Error('No witness is shown.');
    return witness;
  };

  beforeAll(async () => {
    app = await startTestApp();
    region = {
      monitor: await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] }),
      focalPoint: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
    };
    headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
    trial = await aTrial(region);
    const { id: lawyerId } = await creates(region.focalPoint, 'Lawyer', { region: 'PRIZREN', code: 'L-01' });
    await creates(region.focalPoint, 'Assignment', {
      caseId: trial.caseId,
      witnessId: trial.witness.id,
      lawyerId,
      role: 'VICTIM_ADVOCATE',
    });
    lawyer = await app.signedInAs({ role: 'LAWYER', lawyerId });
  });
  afterAll(() => app.close());

  it('puts nothing at risk while nobody plans it', async () => {
    expect(await witnessOf(region.focalPoint)).toMatchObject({
      plannedReturns: { state: 'EMPTY' },
      returnOutlook: { state: 'PRESENT', value: { planned: false, beforeNextHearing: null, within14Days: null } },
      assessment: { class: 'PENDING', flags: [] },
    });
  });

  it('puts the testimony at risk once the focal point records it', async () => {
    plan = await creates(region.focalPoint, 'PlannedReturn', {
      caseId: trial.caseId,
      witnessId: trial.witness.id,
      recordedOn: '2001-06-01',
      programme: 'OMIK',
      status: 'SCHEDULED',
      scheduledFor: DAY,
    });
    const witness = await witnessOf(region.focalPoint);
    expect(witness.assessment).toMatchObject({
      class: 'AT_RISK',
      flags: ['NO_HEARING_BEFORE_DEPARTURE', 'URGENT'],
    });
    expect(witness.assessment.explanation.map(({ text }) => text)).toContain(
      `A departure with the assistance of OMiK is scheduled for ${IN_WORDS}.`,
    );
    expect(witness.plannedReturns).toMatchObject({
      state: 'PRESENT',
      nodes: [{ programme: 'OMIK', scheduledFor: DAY }],
    });
  });

  it('tells the monitor that it comes before the hearing and soon, and no more', async () => {
    const witness = await witnessOf(region.monitor);
    expect(witness.assessment).toMatchObject({ class: 'AT_RISK', flags: ['NO_HEARING_BEFORE_DEPARTURE', 'URGENT'] });
    expect(witness.returnOutlook).toEqual({
      state: 'PRESENT',
      canRead: true,
      value: { planned: true, beforeNextHearing: true, within14Days: true },
    });
    expect(witness.plannedReturns).toEqual({ state: 'WITHHELD', totalCount: null, nodes: [] });
    expect(witness.assessment.explanation.map(({ code }) => code)).toContain('PLAN_WITHHELD');
  });

  it.each([
    ['the monitor', (): Client => region.monitor],
    ['headquarters', (): Client => headquarters],
    ["the client's lawyer", (): Client => lawyer],
  ])('writes its day and its programme nowhere in an answer to %s', async (_, client) => {
    const { text, codes } = await asks(client());
    expect(codes).toEqual([]);
    for (const secret of [DAY, IN_WORDS, 'OMIK', 'OMiK', plan.id]) expect(text).not.toContain(secret);
  });

  it('lets headquarters find the trial among those at risk, with a pseudonym in place of the code', async () => {
    const { case: found, trialAssessments } = await answerOf<Seen>(asks(headquarters));
    expect(trialAssessments.nodes.map(({ id }) => id)).toEqual([trial.caseId]);
    expect(found.assessment.value?.flags).toEqual(['TESTIMONY_AT_RISK']);
    expect(found.witnesses.nodes).toMatchObject([
      { code: 'W1', returnOutlook: { value: { beforeNextHearing: true, within14Days: true } } },
    ]);
  });

  it("shows the client's lawyer the class of the client, and neither the outlook nor the trial as a whole", async () => {
    const found = await sees(lawyer);
    expect(found.assessment).toEqual({ state: 'WITHHELD', value: null });
    expect(found.witnesses.nodes).toMatchObject([
      {
        code: 'V1',
        plannedReturns: { state: 'WITHHELD' },
        returnOutlook: { state: 'WITHHELD', canRead: false, value: null },
        assessment: { class: 'AT_RISK' },
      },
    ]);
  });

  it('withholds in the same words whether something stands there or not', async () => {
    const [monitors, focalPoints] = [await witnessOf(region.monitor), await witnessOf(region.focalPoint)];
    expect(focalPoints.shelterStays.state).toBe('EMPTY');
    expect(monitors.shelterStays.state).toBe('WITHHELD');
    expect(focalPoints.nationality).toEqual({ value: null, state: 'EMPTY', canRead: true });
    expect((await witnessOf(headquarters)).nationality).toEqual({ value: null, state: 'WITHHELD', canRead: false });
  });

  it('does not say that the hearing falls on the very day, to one who may not know the day', async () => {
    plan = await amends(region.focalPoint, 'PlannedReturn', plan, { scheduledFor: '2001-06-20' });
    expect((await witnessOf(region.focalPoint)).assessment.flags).toContain('SAME_DAY');
    for (const client of [region.monitor, headquarters, lawyer]) {
      const { assessment, returnOutlook } = await witnessOf(client);
      expect(assessment).toMatchObject({ class: 'AT_RISK', flags: ['NO_HEARING_BEFORE_DEPARTURE'] });
      expect(JSON.stringify([assessment, returnOutlook])).not.toContain('SAME_DAY');
    }
  });

  it('does not let one who may not know the day find it by asking for one day after another', async () => {
    const flagsOn = async (client: Client, asOf: string): Promise<readonly string[]> => {
      const { data } = await client.asks(
        'query ($id: ID!, $asOf: CalendarDate) { case(id: $id) { witnesses { nodes { assessment(asOf: $asOf) { flags explanation { code } } } } } }',
        { id: trial.caseId, asOf },
      );
      const found = data?.case as unknown as Seen['case'];
      const [witness] = found.witnesses.nodes;
      const codes = witness?.assessment.explanation.map(({ code }) => code.replace(/^FLAG_/, '')) ?? [];
      return [...(witness?.assessment.flags ?? []), ...codes];
    };
    for (const asOf of ['2001-06-06', '2001-06-10', '2001-06-19', '2001-06-21', '2001-07-01']) {
      const telling = ['URGENT', 'DEPARTURE_OVERDUE_UNCONFIRMED', 'SAME_DAY'];
      expect((await flagsOn(region.focalPoint, asOf)).some((flag) => telling.includes(flag))).toBe(true);
      for (const client of [region.monitor, headquarters, lawyer]) {
        expect((await flagsOn(client, asOf)).filter((flag) => telling.includes(flag))).toEqual([]);
      }
    }
  });

  it('is safe when it comes after a hearing to which she is summoned, and the day stays where it was', async () => {
    plan = await amends(region.focalPoint, 'PlannedReturn', plan, { scheduledFor: '2001-06-27' });
    expect((await witnessOf(region.focalPoint)).assessment).toMatchObject({
      class: 'PENDING',
      flags: ['DEPARTURE_AFTER_HEARING'],
    });
    const monitors = await witnessOf(region.monitor);
    expect(monitors.returnOutlook).toMatchObject({ value: { beforeNextHearing: false, within14Days: false } });
    expect(monitors.assessment.explanation.map(({ code }) => code)).toContain('HEARING_BEFORE_WITHHELD_DEPARTURE');
    for (const client of [region.monitor, headquarters, lawyer]) {
      const { text } = await asks(client);
      expect(text).not.toMatch(/2001-06-27|27 June 2001/);
    }
  });
});
