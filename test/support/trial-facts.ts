import type {
  CycleFacts,
  DepartureFacts,
  HearingFacts,
  PlanFacts,
  RecoveryFacts,
  ReturnFacts,
  StatementFacts,
  TestimonyFacts,
  TrialFacts,
  WitnessFacts,
} from '../../src/testimony/domain/trial-facts.js';

/** The day on which the stories of the tests are looked at. */
export const asOf = '2001-06-05';

/** Facts with one default each, so that a test names only what it is about. */
export function aTrial(facts: Partial<TrialFacts> & { readonly witness?: Partial<WitnessFacts> } = {}): TrialFacts {
  const { witness, ...rest } = facts;
  return { id: 'case', cycle: openCycle(), hearings: [], witnesses: [aWitness(witness)], ...rest };
}

export function openCycle(facts: Partial<CycleFacts> = {}): CycleFacts {
  return { number: 1, indictedOn: '2001-01-15', evidenceClosed: null, verdict: null, terminated: null, ...facts };
}

export function closedCycle(date: string, facts: Partial<CycleFacts> = {}): CycleFacts {
  return openCycle({ evidenceClosed: { id: 'close', date, recordedOn: null }, ...facts });
}

export function aWitness(facts: Partial<WitnessFacts> = {}): WitnessFacts {
  return {
    id: 'w-V1',
    recordedOn: null,
    code: 'V1',
    role: 'VICTIM',
    expected: true,
    minor: false,
    materiality: 'DECISIVE',
    willing: 'UNKNOWN',
    contactVerifiedOn: null,
    goodReason: false,
    efforts: [],
    counterbalance: [],
    otherReason: null,
    deportationOrders: [],
    statements: [],
    plans: [],
    departures: [],
    returns: [],
    recovery: [],
    testimony: [],
    ...facts,
  };
}

export function aHearing(date: string, facts: Partial<HearingFacts> = {}): HearingFacts {
  return {
    id: `h-${date}`,
    label: 'H1',
    date,
    status: 'SCHEDULED',
    phase: 'MAIN_TRIAL',
    defenceInvited: false,
    summoned: ['V1'],
    recordedOn: null,
    ...facts,
  };
}

export function aStatement(date: string, facts: Partial<StatementFacts> = {}): StatementFacts {
  return {
    id: `s-${date}`,
    label: 'T1',
    date,
    takenBy: 'INVESTIGATING_JUDGE',
    defenceOpportunity: 'NONE',
    evidential: true,
    recordedOn: null,
    ...facts,
  };
}

export function aPlan(scheduledFor: string | null, facts: Partial<PlanFacts> = {}): PlanFacts {
  const recordedOn = '2001-05-01';
  return { id: 'plan', ordinal: 0, programme: 'IOM', status: 'SCHEDULED', scheduledFor, recordedOn, ...facts };
}

export function aDeparture(departedOn: string | null, facts: Partial<DepartureFacts> = {}): DepartureFacts {
  return {
    id: `d-${String(departedOn)}`,
    ordinal: 0,
    programme: 'IOM',
    precision: 'EXACT',
    departedOn,
    lastConfirmedPresence: null,
    recordedOn: departedOn ?? '2001-06-01',
    ...facts,
  };
}

export function aReturn(date: string, facts: Partial<ReturnFacts> = {}): ReturnFacts {
  return { id: `r-${date}`, ordinal: 1, date, recordedOn: date, ...facts };
}

export function aRecovery(facts: Partial<RecoveryFacts> = {}): RecoveryFacts {
  return {
    id: 'recovery',
    type: 'VIDEO_LINK',
    status: 'ACTIVE',
    orderedOn: null,
    targetDate: null,
    recordedOn: null,
    ...facts,
  };
}

/** Evidence given in open court, completed, and tested by the defence. */
export function oralEvidence(date: string, facts: Partial<TestimonyFacts> = {}): TestimonyFacts {
  return {
    id: `t-${date}`,
    cycle: 1,
    hearingId: 'h',
    date,
    mode: 'LIVE_OPEN',
    completion: 'COMPLETED',
    defenceExamined: 'YES',
    admitted: true,
    objection: 'NONE',
    statement: null,
    measures: [],
    recordedOn: null,
    ...facts,
  };
}

/** The reading of statement T1, admitted. */
export function aReading(date: string, facts: Partial<TestimonyFacts> = {}): TestimonyFacts {
  return oralEvidence(date, { mode: 'STATEMENT_READ', defenceExamined: 'NO', statement: 'T1', ...facts });
}

export function aRefusal(date: string, facts: Partial<TestimonyFacts> = {}): TestimonyFacts {
  return oralEvidence(date, { completion: 'REFUSED', defenceExamined: 'NO', ...facts });
}
