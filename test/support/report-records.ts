import type { HearingSnapshot, TrialSnapshot, WitnessSnapshot } from '../../src/reports/domain/report-snapshot.js';
import type { WitnessAssessment } from '../../src/testimony/domain/assessment.js';

/** Records of a snapshot in which nothing has happened but what a test says. */
export function trial(known: Partial<TrialSnapshot>): TrialSnapshot {
  return {
    caseCode: 'TST-0001/01',
    court: { code: 'COURT_A', label: 'Court A' },
    region: { code: 'REGION_A', label: 'Region A' },
    provisions: [],
    accusedCount: 1,
    cycle: 1,
    indictedOn: '2001-02-01',
    evidenceClosedOn: null,
    verdict: null,
    terminated: null,
    hearings: [],
    witnesses: [],
    assessment: { headline: 'PENDING', extent: 'ALL', flags: [], explanation: [] },
    legalAid: { hasCounsel: false, roles: [] },
    ...known,
  };
}

export function hearing(date: string, known: Partial<HearingSnapshot> = {}): HearingSnapshot {
  return { label: 'H1', date, status: 'HELD', phase: 'MAIN_TRIAL', summoned: [], ...known };
}

export function witness(known: Partial<WitnessSnapshot>): WitnessSnapshot {
  return {
    code: 'V1',
    nationality: null,
    minor: false,
    materiality: 'SOLE',
    statements: [],
    departures: [],
    returns: [],
    testimony: [],
    assessment: assessment({}),
    ...known,
  };
}

export function assessment(known: Partial<WitnessAssessment>): WitnessAssessment {
  return {
    class: 'PENDING',
    final: false,
    cause: null,
    lostToRepatriation: 'NO',
    basis: null,
    fairTrialRisk: null,
    flags: [],
    explanation: [],
    ...known,
  };
}
