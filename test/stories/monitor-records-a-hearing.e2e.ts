import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { amends, answerOf, aTrial, creates, type Region, sends, type Stored, type Trial } from '../support/given.js';

interface Page {
  readonly totalCount?: number | null;
  readonly state: string;
  readonly nodes: readonly { readonly label: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly hasPreviousPage: boolean; readonly endCursor: string };
}

const labels = ({ nodes }: Page): readonly string[] => nodes.map(({ label }) => label);

describe('a monitor records a hearing', () => {
  let app: TestApp;
  let monitor: Client;
  let region: Region;
  let trial: Trial;
  let next: Stored;

  const hearing = (fields: object = {}): object => ({
    caseId: trial.caseId,
    label: 'H2',
    date: '2001-06-27',
    status: 'SCHEDULED',
    phase: 'MAIN_TRIAL',
    defenceInvited: true,
    ...fields,
  });
  const refusal = async (change: 'create' | 'update', name: string, input: object): Promise<object | undefined> =>
    (await sends(monitor, change, name, input)).errors[0]?.extensions;

  beforeAll(async () => {
    app = await startTestApp();
    monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    region = { monitor, focalPoint: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }) };
    trial = await aTrial(region, { hearing: { date: '2001-06-04' } });
  });
  afterAll(() => app.close());

  it('adjourns it with a reason of the reference pack and enters the next one', async () => {
    const adjourned = await amends(monitor, 'Hearing', trial.hearing, {
      status: 'ADJOURNED',
      adjournmentReason: 'WITNESS_ABSENT',
    });
    expect(adjourned.version).toBe(2);
    next = await creates(monitor, 'Hearing', hearing());
    const { data } = await monitor.asks(
      'query ($id: ID!) { case(id: $id) { hearings { nodes { label date status adjournmentReason } } } }',
      { id: trial.caseId },
    );
    expect(data?.case).toEqual({
      hearings: {
        nodes: [
          { label: 'H1', date: '2001-06-04', status: 'ADJOURNED', adjournmentReason: 'WITNESS_ABSENT' },
          { label: 'H2', date: '2001-06-27', status: 'SCHEDULED', adjournmentReason: null },
        ],
      },
    });
  });

  it('is told which field names a reason that the pack does not have', async () => {
    const unknown = hearing({ label: 'H3', status: 'ADJOURNED', adjournmentReason: 'NO_SUCH_REASON' });
    expect(await refusal('create', 'Hearing', unknown)).toEqual({
      code: 'REFUSED',
      refusal: 'UNKNOWN_REFERENCE_CODE',
      field: 'input.adjournmentReason',
    });
  });

  it('cannot record as held what has not taken place', async () => {
    expect(await refusal('update', 'Hearing', { ...next, status: 'HELD' })).toMatchObject({
      refusal: 'RECORDED_BEFORE_EVENT',
    });
  });

  it('is told of a colleague who was quicker, and loses nothing', async () => {
    const stale = { ...trial.hearing, version: 1, status: 'CANCELLED' };
    expect(await refusal('update', 'Hearing', stale)).toEqual({ code: 'STALE' });
  });

  it('cannot put a hearing into a cycle of another case', async () => {
    const other = await aTrial(region);
    const { data } = await monitor.asks('query ($id: ID!) { case(id: $id) { cycles { nodes { id } } } }', {
      id: other.caseId,
    });
    const { cycles } = data?.case as unknown as {
      readonly cycles: { readonly nodes: readonly [{ readonly id: string }] };
    };
    expect(await refusal('create', 'Hearing', hearing({ cycleId: cycles.nodes[0].id }))).toEqual({
      code: 'REFUSED',
      refusal: 'NOT_IN_THIS_CASE',
      field: 'input.cycleId',
    });
  });

  it('cannot summon a witness of another case, whether or not there is one', async () => {
    const other = await aTrial(region);
    for (const witnessId of [other.witness.id, randomUUID()]) {
      const summons = { caseId: trial.caseId, hearingId: next.id, witnessId };
      expect(await refusal('create', 'Summons', summons)).toEqual({
        code: 'REFUSED',
        refusal: 'NOT_IN_THIS_CASE',
        field: 'input.witnessId',
      });
    }
  });

  it('opens the next cycle of a retrial, and a new hearing belongs to it', async () => {
    const retrial = await aTrial(region);
    await creates(monitor, 'Cycle', { caseId: retrial.caseId, number: 2, opening: 'RETRIAL' });
    await creates(monitor, 'Hearing', hearing({ caseId: retrial.caseId }));
    const { case: found } = await answerOf<{
      readonly case: {
        readonly cycles: { readonly nodes: readonly Stored[] };
        readonly hearings: { readonly nodes: readonly { readonly cycleId: string }[] };
      };
    }>(
      monitor.asks('query ($id: ID!) { case(id: $id) { cycles { nodes { id } } hearings { nodes { cycleId } } } }', {
        id: retrial.caseId,
      }),
    );
    expect(found.hearings.nodes.map(({ cycleId }) => cycleId)).toEqual(found.cycles.nodes.map(({ id }) => id));
  });

  describe('reads a long list', () => {
    let long: Trial;

    const page = async (selection: string, variables: object = {}): Promise<Readonly<Record<string, Page>>> =>
      (
        await answerOf<{ readonly case: Readonly<Record<string, Page>> }>(
          monitor.asks(
            `query ($id: ID!, $after: String, $yes: Boolean = true, $no: Boolean = false) {
            case(id: $id) { ${selection} }
            unused: case(id: $id) @include(if: $no) { hearings(after: $after) { state } } used: case(id: $id) @include(if: $yes) { id }
          } fragment page on HearingConnection { state nodes { label } pageInfo { ...place } }
            fragment place on PageInfo { hasNextPage hasPreviousPage endCursor }`,
            {
              id: long.caseId,
              ...variables,
            },
          ),
        )
      ).case;

    beforeAll(async () => {
      long = await aTrial(region, { hearing: { date: '2001-03-01' } });
      // Two on one day: their order is that of their entry.
      for (const [index, day] of ['2001-03-02', '2001-03-03', '2001-03-03', '2001-03-04'].entries()) {
        const fields = { label: `H${String(index + 2)}`, date: day, status: 'HELD', caseId: long.caseId };
        await creates(monitor, 'Hearing', hearing(fields));
      }
    });

    it('page by page, without a gap and without a repetition', async () => {
      const seen: string[] = [];
      let after: string | null = null;
      for (let pages = 0; pages < 3; pages += 1) {
        const { hearings }: Readonly<Record<string, Page>> = await page(
          'hearings(first: 2, after: $after) { ...page }',
          {
            after,
          },
        );
        if (!hearings) throw new Error('no page');
        seen.push(...labels(hearings));
        expect(hearings.pageInfo.hasPreviousPage).toBe(after !== null);
        expect(hearings.pageInfo.hasNextPage).toBe(pages < 2);
        after = hearings.pageInfo.endCursor;
      }
      expect(seen).toEqual(['H1', 'H2', 'H3', 'H4', 'H5']);
    });

    it('with two windows on the same list in one request', async () => {
      const { start, whole } = await page('start: hearings(first: 1) { ...page } whole: hearings { ...page }');
      expect(start && labels(start)).toEqual(['H1']);
      expect(whole && labels(whole)).toEqual(['H1', 'H2', 'H3', 'H4', 'H5']);
    });

    it('counted only when it asks, and counted whole on every page', async () => {
      const { first } = await page('first: hearings(first: 2) { totalCount ...page }');
      expect(first?.totalCount).toBe(5);
      const { rest } = await page('rest: hearings(first: 2, after: $after) { totalCount ...page }', {
        after: first?.pageInfo.endCursor,
      });
      expect(rest?.totalCount).toBe(5);
      const { none } = await page('none: charges { totalCount state } hearings { ...page }');
      expect(none).toEqual({ totalCount: 0, state: 'EMPTY' });
    });

    it('with what it skips left out, and the same record by nodes and by edges', async () => {
      const answer = await page(`hearings(first: 1) {
        nodes @skip(if: $yes) { label }
        ...page @include(if: $no)
        edges { cursor node { label summonses { nodes { witnessId } } } }
      }`);
      expect(answer.hearings).toEqual({
        edges: [
          {
            cursor: expect.any(String),
            node: { label: 'H1', summonses: { nodes: [{ witnessId: long.witness.id }] } },
          },
        ],
      });
    });

    it.each([
      ['no hearing', 'hearings(first: 0) { state }'],
      ['more than a page holds', 'hearings(first: 101) { state }'],
      ['a cursor of its own making', 'hearings(after: "here") { state }'],
      ['a cursor of another list', 'hearings(after: "WyJ4Il0") { state }'],
      ['a cursor without a day', `hearings(after: "${Buffer.from('["x",1,"y"]').toString('base64url')}") { state }`],
      [
        'an id that is none',
        `hearings(after: "${Buffer.from('["2001-03-01",1,"y"]').toString('base64url')}") { state }`,
      ],
    ])('is refused %s', async (_, selection) => {
      const { codes } = await monitor.asks(`query ($id: ID!) { case(id: $id) { ${selection} } }`, { id: long.caseId });
      expect(codes).toEqual(['BAD_INPUT']);
    });
  });
});
