import type { DocketReference } from '../../src/reference/domain/reference-pack.js';

/** The reference of a small invented mission. */
export const reference: DocketReference = {
  courts: new Set(['COURT_A']),
  provisions: new Set(['P1', 'P2']),
  adjournmentReasons: new Set(['JUDGE_ABSENT']),
  protectiveMeasures: new Set(['SCREEN']),
};

type Json = Readonly<Record<string, unknown>>;

/** A scenario of the docket format with one fact of each kind; a test changes what it is about. */
export function aScenario(fields: Json = {}): Json {
  return {
    id: 'S1',
    title: 'A case',
    asOf: '2001-06-05',
    court: 'COURT_A',
    defendants: [{ code: 'D1', provisions: ['P1'] }],
    trial: { cycle: 1, indictedOn: '2001-02-01', evidenceClosedOn: null, verdict: null, terminated: null },
    hearings: [{ id: 'H1', date: '2001-05-10', status: 'HELD', phase: 'MAIN_TRIAL', summoned: ['V1'] }],
    witnesses: [aDocketWitness()],
    legalAid: [{ client: 'V1', role: 'VICTIM_ADVOCATE', lawyer: 'L1', from: '2001-03-01', to: '2001-06-01' }],
    ...fields,
  };
}

export function aDocketWitness(fields: Json = {}): Json {
  return {
    code: 'V1',
    role: 'VICTIM',
    expected: true,
    statements: [{ id: 'T1', date: '2001-03-01', takenBy: 'INVESTIGATING_JUDGE', defenceOpportunity: 'NONE' }],
    movements: [aDocketDeparture()],
    testimony: [aDocketReading()],
    ...fields,
  };
}

export function aDocketDeparture(fields: Json = {}): Json {
  return {
    kind: 'DEPARTURE',
    programme: 'IOM',
    status: 'DEPARTED',
    departedOn: '2001-04-10',
    precision: 'EXACT',
    recordedOn: '2001-04-12',
    ...fields,
  };
}

export function aDocketReading(fields: Json = {}): Json {
  return {
    hearing: 'H1',
    date: '2001-05-10',
    mode: 'STATEMENT_READ',
    completion: 'COMPLETED',
    objection: 'NONE',
    statementId: 'T1',
    ...fields,
  };
}

export function aDocket(...scenarios: readonly Json[]): Json {
  return { version: 1, scenarios };
}
