import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { aDocketDeparture, aDocketReading, aDocketWitness, aScenario } from '../support/docket.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { countOf, importFile, importScenarios, rowsOf, storedAssessments } from '../support/docket-in-database.js';

type Json = Readonly<Record<string, unknown>>;

let app: TestApp;
beforeEach(async () => {
  app = await startTestApp();
});
afterEach(() => app.close());

/** Before a court of the reference pack. */
const scenario = (fields: Json = {}): Json =>
  aScenario({ court: 'DC_PRIZREN', defendants: [{ code: 'D1', provisions: ['R01-4:2.1'] }], ...fields });

const withWitness = (fields: Json): Json => scenario({ witnesses: [aDocketWitness(fields)] });

/** What happened since `before`, in the words of the audit trail. */
async function factsSince(before: number): Promise<readonly string[]> {
  const entries = await rowsOf<{ facts: readonly { readonly type: string }[] }>(
    app,
    `SELECT convert_from(content, 'UTF8')::jsonb -> 'facts' AS facts FROM vigil.audit_entry ORDER BY stored_at OFFSET ${String(before)}`,
  );
  return entries.flatMap(({ facts }) => facts.map(({ type }) => type)).sort();
}

const auditEntries = (): Promise<number> => countOf(app, 'SELECT count(*) FROM vigil.audit_entry');
const versions = (): Promise<number> => countOf(app, 'SELECT count(*) FROM vigil.record_version');

/** Class and cause of the only witness of a scenario, from the database. */
async function storedWitness(told: Json, code = 'V1') {
  const stored = await storedAssessments(app, [{ id: String(told.id), asOf: String(told.asOf) }]);
  return stored.get(String(told.id))?.witnesses[code];
}

describe('loading the same docket again', () => {
  it('changes nothing, and leaves no trace in the journal or the audit trail', async () => {
    const { scenarios, ...first } = await importFile(app, 'test/vectors/scenarios.json');
    expect(first).toEqual({ added: scenarios.length, changed: 0, unchanged: 0 });
    const before = [await versions(), await auditEntries()];
    const { scenarios: again, ...second } = await importFile(app, 'test/vectors/scenarios.json');
    expect(second).toEqual({ added: 0, changed: 0, unchanged: again.length });
    expect([await versions(), await auditEntries()]).toEqual(before);
  });

  it('says nothing of the cases that stayed as they were', async () => {
    await importScenarios(app, scenario({ id: 'S1' }), scenario({ id: 'S2' }));
    const before = await auditEntries();
    const imported = await importScenarios(app, scenario({ id: 'S1' }), scenario({ id: 'S2', outcome: 'Quashed' }));
    expect(imported).toEqual({ added: 0, changed: 1, unchanged: 1 });
    expect(await factsSince(before)).toEqual(['CaseAmended', 'DocketImported']);
  });

  it('on a later as-of day does not make old records younger', async () => {
    await importScenarios(app, scenario());
    const before = await auditEntries();
    await importScenarios(app, scenario({ asOf: '2001-07-01' }));
    expect(await factsSince(before)).toEqual(['CaseAmended', 'DocketImported']);
    expect(await rowsOf(app, 'SELECT recorded_on FROM vigil.witness')).toEqual([{ recorded_on: new Date(2001, 5, 5) }]);
  });
});

describe('loading other content', () => {
  it('amends what differs, adds what is new and withdraws what is no longer told', async () => {
    const statement = { id: 'T1', date: '2001-03-01', takenBy: 'INVESTIGATING_JUDGE', defenceOpportunity: 'NONE' };
    await importScenarios(app, withWitness({ statements: [statement] }));
    const before = await auditEntries();
    const statements = [statement, { ...statement, id: 'T2', date: '2001-03-05' }];
    expect(await importScenarios(app, withWitness({ statements, willing: 'WILLING', movements: [] }))).toEqual({
      added: 0,
      changed: 1,
      unchanged: 0,
    });
    expect(await factsSince(before)).toEqual([
      'CaseAmended',
      'DocketImported',
      'MovementWithdrawn',
      'StatementRecorded',
      'WitnessAmended',
    ]);
  });

  it('puts another record in the place of one that was withdrawn', async () => {
    const [told, without] = [scenario(), withWitness({ movements: [] })];
    for (const each of [told, without, told, without, told]) await importScenarios(app, each);
    const movements = await rowsOf(app, 'SELECT withdrawn FROM vigil.movement ORDER BY ordinal');
    expect(movements).toEqual([{ withdrawn: true }, { withdrawn: true }, { withdrawn: false }]);
    expect(await storedWitness(told)).toMatchObject({ class: 'STATEMENT_READ', cause: 'IOM' });
  });

  it('brings back a witness with everything that is told of her', async () => {
    const [told, without] = [scenario(), scenario({ witnesses: [], legalAid: [], hearings: [] })];
    for (const each of [told, without, told]) await importScenarios(app, each);
    for (const table of ['witness', 'statement', 'movement', 'testimony', 'summons', 'assignment']) {
      expect([table, await countOf(app, `SELECT count(*) FROM vigil.${table} WHERE NOT withdrawn`)]).toEqual([
        table,
        1,
      ]);
    }
    expect(await storedWitness(told)).toMatchObject({ class: 'STATEMENT_READ', cause: 'IOM' });
  });

  it('leaves alone what a person entered, and meets her witness by the same code', async () => {
    await importScenarios(app, withWitness({}));
    const monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
    const [found] = await rowsOf<{ id: string }>(app, 'SELECT id FROM vigil.trafficking_case');
    const caseId = found?.id;
    const hearing = { label: 'H9', date: '2001-06-20', status: 'SCHEDULED', phase: 'MAIN_TRIAL', defenceInvited: true };
    const entered = await monitor.asks(
      `mutation ($witness: CreateWitnessInput!, $hearing: CreateHearingInput!) {
        createWitness(input: $witness) { witness { id } }
        createHearing(input: $hearing) { hearing { id } }
      }`,
      { witness: { caseId, code: 'V2', role: 'VICTIM' }, hearing: { caseId, ...hearing } },
    );
    expect(entered.errors).toEqual([]);
    const witnesses = [aDocketWitness(), aDocketWitness({ code: 'V2', minor: true })];
    await importScenarios(app, scenario({ witnesses }));
    expect(await rowsOf(app, 'SELECT code, minor, withdrawn FROM vigil.witness ORDER BY code')).toEqual([
      { code: 'V1', minor: false, withdrawn: false },
      { code: 'V2', minor: true, withdrawn: false },
    ]);
    expect(await countOf(app, `SELECT count(*) FROM vigil.hearing WHERE label = 'H9' AND NOT withdrawn`)).toBe(1);
  });
});

describe('loading all or nothing', () => {
  it('stores nothing when one case among many refuses, and says which', async () => {
    const told = (outcome: string) => ['S1', 'S2', 'S3'].map((id) => scenario({ id, outcome }));
    await importScenarios(app, ...told('first'));
    await rowsOf(app, `UPDATE vigil.trafficking_case SET withdrawn = true WHERE external_reference = 'S2'`);
    const before = [await versions(), await auditEntries()];
    await expect(importScenarios(app, scenario({ id: 'S0' }), ...told('second'))).rejects.toMatchObject({
      details: {
        fields: [{ field: '$.scenarios[2]', problem: 'is refused: This record was withdrawn and cannot change.' }],
      },
    });
    expect([await versions(), await auditEntries()]).toEqual(before);
    expect(await countOf(app, 'SELECT count(*) FROM vigil.trafficking_case')).toBe(3);
  });

  it('does not move a case to another court', async () => {
    await importScenarios(app, scenario());
    await expect(importScenarios(app, scenario({ court: 'DC_PEJA' }))).rejects.toMatchObject({
      details: {
        fields: [{ field: '$.scenarios[0].court', problem: 'is refused: this case is before DC_PRIZREN' }],
      },
    });
  });
});

describe('the order of the file', () => {
  const by = (programme: string) => aDocketDeparture({ programme, departedOn: '2001-04-10', recordedOn: '2001-04-12' });
  const back = { kind: 'RETURN', date: '2001-04-10', recordedOn: '2001-04-12' };

  it('decides between equal dates, also when it changed since', async () => {
    for (const movements of [
      [by('IOM'), back],
      [back, by('IOM')],
      [by('SELF'), by('IOM'), back, by('OMIK')],
    ]) {
      const told = withWitness({ movements, testimony: [] });
      await importScenarios(app, told);
      const last = movements.at(-1);
      const cause = last === back ? null : (last as Json).programme;
      expect(await storedWitness(told)).toMatchObject({ cause });
    }
  });

  it('is kept between plans and movements', async () => {
    const plan = { kind: 'DEPARTURE', programme: 'IOM', status: 'REQUESTED', recordedOn: '2001-04-12' };
    await importScenarios(app, withWitness({ movements: [plan, by('IOM'), plan, back], testimony: [] }));
    const ordered = await rowsOf<{ kind: string }>(
      app,
      `SELECT 'PLAN' AS kind, ordinal FROM vigil.planned_return UNION ALL SELECT kind, ordinal FROM vigil.movement ORDER BY ordinal`,
    );
    expect(ordered.map(({ kind }) => kind)).toEqual(['PLAN', 'DEPARTURE', 'PLAN', 'RETURN']);
  });
});

describe('cycles', () => {
  const first = scenario({
    trial: {
      cycle: 1,
      indictedOn: '2001-02-01',
      verdict: { date: '2001-05-20', result: 'CONVICTED', months: 24 },
    },
  });
  const retrial = (testimony: readonly Json[]): Json =>
    scenario({
      trial: { cycle: 2, indictedOn: '2001-02-01' },
      hearings: [{ id: 'H1', date: '2001-06-20', status: 'SCHEDULED', phase: 'MAIN_TRIAL', summoned: ['V1'] }],
      witnesses: [aDocketWitness({ testimony })],
    });
  const cycles = () => rowsOf(app, 'SELECT number, opening FROM vigil.cycle WHERE NOT withdrawn ORDER BY number');

  it('are made from evidence of an earlier one, with its hearing', async () => {
    await importScenarios(app, retrial([aDocketReading({ hearing: 'H7', cycle: 1, date: '2001-05-10' })]));
    expect(await cycles()).toEqual([
      { number: 1, opening: 'FIRST_INSTANCE' },
      { number: 2, opening: 'RETRIAL' },
    ]);
    const hearings = await rowsOf(
      app,
      'SELECT label, status, number FROM vigil.hearing JOIN vigil.cycle ON cycle.id = cycle_id ORDER BY number',
    );
    expect(hearings).toEqual([
      { label: 'H7', status: 'HELD', number: 1 },
      { label: 'H1', status: 'SCHEDULED', number: 2 },
    ]);
  });

  it('that went before stay with their judgment and hearings when a retrial is told', async () => {
    await importScenarios(app, first);
    await importScenarios(app, retrial([aDocketReading({ hearing: 'H1', cycle: 1 })]));
    expect(await cycles()).toHaveLength(2);
    expect(await countOf(app, 'SELECT count(*) FROM vigil.judgment WHERE NOT withdrawn')).toBe(1);
    const hearings = await rowsOf(
      app,
      `SELECT label, status, number FROM vigil.hearing JOIN vigil.cycle ON cycle.id = cycle_id
       WHERE NOT hearing.withdrawn ORDER BY number`,
    );
    expect(hearings).toEqual([
      { label: 'H1', status: 'HELD', number: 1 },
      { label: 'H1', status: 'SCHEDULED', number: 2 },
    ]);
    expect(await countOf(app, 'SELECT count(*) FROM vigil.testimony WHERE NOT withdrawn')).toBe(1);
  });
});

describe('legal aid', () => {
  it('gives a lawyer of several cases one entry of the roster, and none where nobody is named', async () => {
    const aid = (lawyer?: string) => [{ client: 'V1', role: 'VICTIM_ADVOCATE', lawyer }];
    await importScenarios(app, scenario({ legalAid: aid('L1') }));
    const others = [scenario({ id: 'S2', legalAid: aid('L1') }), scenario({ id: 'S3', legalAid: aid() })];
    await importScenarios(app, ...others, scenario({ id: 'S4', legalAid: [{ ...aid('L2')[0], client: 'D1' }] }));
    const assigned = await rowsOf(
      app,
      `SELECT external_reference AS case, lawyer.code AS lawyer, lawyer.region, witness_id IS NOT NULL AS witness
       FROM vigil.assignment JOIN vigil.trafficking_case ON trafficking_case.id = case_id
       LEFT JOIN vigil.lawyer ON lawyer.id = lawyer_id ORDER BY 1`,
    );
    expect(assigned).toEqual([
      { case: 'S1', lawyer: 'L1', region: 'PRIZREN', witness: true },
      { case: 'S2', lawyer: 'L1', region: 'PRIZREN', witness: true },
      { case: 'S3', lawyer: null, region: null, witness: true },
      { case: 'S4', lawyer: 'L2', region: 'PRIZREN', witness: false },
    ]);
    expect(await countOf(app, 'SELECT count(*) FROM vigil.lawyer')).toBe(2);
  });
});
