import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { RenderReport } from '../../src/reports/render-report.js';
import { type Answer, type Client, startTestApp, type TestApp } from '../support/app.js';
import { answerOf, aTrial, creates, type Region, sends, type Trial } from '../support/given.js';
import { readPdf, textOf } from '../support/read-pdf.js';

interface Entry {
  readonly code: string;
  readonly version: number;
  readonly labels: readonly { readonly language: string; readonly text: string }[];
  readonly details: readonly { readonly name: string; readonly value: string }[];
}

const ENTRIES = `query ($kind: ReferenceKind!) {
  referenceEntries(kind: $kind) { code version mark validTo labels { language text } details { name value } }
}`;
const UPDATE = `mutation ($input: UpdateReferenceEntryInput!) {
  updateReferenceEntry(input: $input) { version validTo source mark verifiedBy verifiedOn labels { language text } }
}`;
const court = { kind: 'COURT', code: 'NORTH_ASSIZE' };

describe('another mission', () => {
  let app: TestApp;
  let region: Region;
  let headquarters: Client;
  let administrator: Client;
  let trial: Trial;

  const entries = async (kind: string): Promise<readonly Entry[]> =>
    (await answerOf<{ referenceEntries: readonly Entry[] }>(headquarters.asks(ENTRIES, { kind }))).referenceEntries;
  const updates = (input: object, client = administrator): Promise<Answer> => client.asks(UPDATE, { input });
  const version = async (): Promise<number | undefined> =>
    (await entries('COURT')).find(({ code }) => code === court.code)?.version;

  beforeAll(async () => {
    app = await startTestApp({ referencePack: 'test/reference/tiny-mission', assessmentDay: '2019-06-05' });
    administrator = await app.signedInAs({ role: 'ADMIN' });
    headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
    region = {
      monitor: await app.signedInAs({ role: 'MONITOR', regions: ['NORTH_ISLE'] }),
      focalPoint: await app.signedInAs({ role: 'TFP', regions: ['NORTH_ISLE'] }),
    };
  });
  afterAll(() => app.close());

  it('brings its own courts, provisions and languages', async () => {
    expect((await entries('COURT')).map(({ code }) => code)).toEqual(['NORTH_ASSIZE', 'ISLES_APPEAL']);
    expect((await entries('REGION'))[0]).toMatchObject({
      code: 'NORTH_ISLE',
      labels: [
        { language: 'en', text: 'North Isle' },
        { language: 'eo', text: 'Norda Insulo' },
      ],
      details: [{ name: 'casePrefix', value: 'NI' }],
    });
  });

  it('opens a case in its own court, in the region and under the prefix of the pack', async () => {
    trial = await aTrial(region, { court: 'NORTH_ASSIZE', hearing: { date: '2019-05-10' } });
    const { data } = await region.monitor.asks(
      'query ($id: ID!) { case(id: $id) { code region court { code labels { text } } } }',
      { id: trial.caseId },
    );
    expect(data?.case).toEqual({
      code: expect.stringMatching(/^NI-0001\/\d\d$/),
      region: 'NORTH_ISLE',
      court: { code: 'NORTH_ASSIZE', labels: [{ text: 'North Isle Assize' }] },
    });
  });

  it('charges its own provision, and knows none of another mission', async () => {
    const charge = { caseId: trial.caseId, accusedId: trial.accused.id };
    await creates(region.monitor, 'Charge', { ...charge, provision: 'TPA-1' });
    const foreign = await sends(region.monitor, 'create', 'Charge', { ...charge, provision: 'R01-4:2.1' });
    expect(foreign.errors[0]?.extensions).toMatchObject({
      refusal: 'UNKNOWN_REFERENCE_CODE',
      field: 'input.provision',
    });
    expect((await sends(region.monitor, 'create', 'Case', { court: 'DC_PRIZREN' })).codes).toEqual(['REFUSED']);
  });

  it('cannot open a case in a court that sits above its regions', async () => {
    const { errors } = await sends(region.monitor, 'create', 'Case', { court: 'ISLES_APPEAL' });
    expect(errors[0]?.extensions).toMatchObject({ refusal: 'COURT_HAS_NO_REGION', field: 'input.court' });
  });

  it('assesses by the same rules and makes its own report', async () => {
    await creates(region.focalPoint, 'Movement', {
      caseId: trial.caseId,
      witnessId: trial.witness.id,
      recordedOn: '2019-04-12',
      kind: 'DEPARTURE',
      programme: 'IOM',
      date: '2019-04-10',
    });
    const { data } = await headquarters.asks(
      '{ trialAssessments(filter: { flags: [TESTIMONY_LOST_TO_REPATRIATION] }) { nodes { caseCode } } }',
    );
    const { nodes } = data?.trialAssessments as unknown as { nodes: readonly { caseCode: string }[] };
    expect(nodes).toHaveLength(1);
    const id = randomUUID();
    const input = { id, periodFrom: '2019-01-01', periodTo: '2019-06-05' };
    await answerOf(
      headquarters.asks('mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }', { input }),
    );
    await app.nest.get(RenderReport, { strict: false }).execute(id);
    const { status, body } = await headquarters.downloads(`/reports/${id}.pdf`);
    expect(status).toBe(200);
    const text = readPdf(body).pages.map(textOf).join(' ');
    for (const own of [nodes[0]?.caseCode ?? '', 'North Isle Assize', 'TPA-1']) expect(text).toContain(own);
    expect(text).not.toMatch(/Kosovo|UNMIK|OMiK|Prizren|Pristina|2001\/4/);
  });

  describe('keeps its reference data', () => {
    it('through its administrator alone', async () => {
      for (const client of [region.monitor, region.focalPoint, headquarters]) {
        expect((await updates({ ...court, version: 1, mark: 'V' }, client)).codes).toEqual(['FORBIDDEN']);
      }
      const lawyer = await app.signedInAs({ role: 'LAWYER' });
      expect((await updates({ ...court, version: 1, mark: 'V' }, lawyer)).codes).toEqual(['FORBIDDEN']);
    });

    it('correcting an entry, and seeing at once what was corrected', async () => {
      const changes = {
        labels: [{ language: 'en', text: 'Assize of the North Isle' }],
        source: 'The gazette',
        mark: 'V',
        verifiedBy: 'Legal office',
        verifiedOn: '2019-04-01',
        validTo: '2030-12-31',
      };
      const { data } = await updates({ ...court, version: 1, ...changes });
      expect(data?.updateReferenceEntry).toEqual({ version: 2, ...changes });
      const { text } = await region.monitor.asks('query ($id: ID!) { case(id: $id) { court { labels { text } } } }', {
        id: trial.caseId,
      });
      expect(text).toContain('Assize of the North Isle');
    });

    it('without overwriting what another administrator wrote', async () => {
      expect((await updates({ ...court, version: 1, source: 'Older' })).codes).toEqual(['STALE']);
      expect((await updates({ ...court, code: 'NOWHERE', version: 1, source: 'None' })).codes).toEqual(['NOT_FOUND']);
    });

    it.each<[string, object, string]>([
      ['a last day before the first', { validFrom: '2019-01-02', validTo: '2019-01-01' }, 'input.validTo'],
      ['no label in English', { labels: [{ language: 'eo', text: 'Norda tribunalo' }] }, 'input.labels'],
      [
        'a language that the pack does not have',
        {
          labels: [
            { language: 'en', text: 'A' },
            { language: 'sq', text: 'B' },
          ],
        },
        'input.labels',
      ],
      ['no labels at all', { labels: null }, 'input.labels'],
      ['no mark', { mark: null }, 'input.mark'],
      ['a verification by nobody', { verifiedBy: null }, 'input.verifiedOn'],
    ])('refusing %s', async (_, changes, field) => {
      const { errors } = await updates({ ...court, version: await version(), ...changes });
      expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_INPUT', fields: [{ field }] });
    });
  });
});
