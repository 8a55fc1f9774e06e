import {
  accusedRecord,
  chargeRecord,
  cycleRecord,
  evidenceClosingRecord,
  terminationRecord,
} from '../cases/case.tables.js';
import type { Charge } from '../cases/domain/charge.js';
import { hearingRecord, summonsRecord } from '../hearings/hearing.tables.js';
import type { Indictment } from '../indictments/domain/indictment.js';
import { indictmentRecord } from '../indictments/indictment.tables.js';
import { judgmentRecord } from '../judgments/judgment.tables.js';
import { type CalendarDate, earliest } from '../kernel/calendar-date.js';
import type { Assignment } from '../legal-aid/domain/legal-aid.js';
import { assignmentRecord } from '../legal-aid/legal-aid.tables.js';
import type { Scenario } from './domain/docket-format.js';
import { type Surroundings, Telling, type ToldRecord } from './telling.js';
import { tellWitness } from './witness-records.js';

/**
 * The records of a case that a scenario tells (`domain.md` 5.11), in the order of the file and each after those that it
 * names. A record without a record date has its own date, and one without any date the as-of day.
 */
export function scenarioRecords(scenario: Scenario, around: Surroundings): readonly ToldRecord[] {
  const telling = new Telling(scenario, around);
  tellDefendants(telling);
  tellCycles(telling);
  tellTrial(telling);
  tellHearings(telling);
  scenario.witnesses.forEach((witness) => tellWitness(telling, witness));
  tellSummonses(telling);
  tellLegalAid(telling);
  return telling.records;
}

function tellDefendants(telling: Telling): void {
  for (const { code, provisions, recordedOn } of telling.scenario.defendants) {
    const id = telling.accusedId(code);
    telling.tell(accusedRecord, { id, code, recordedOn });
    for (const provision of provisions) {
      telling.tell<Charge, 'conductFrom' | 'conductTo'>(chargeRecord, {
        id: telling.id(`charge ${provision}`, id),
        accusedId: id,
        provision,
        recordedOn,
      });
    }
  }
}

/** The cycle of the trial; and those in which evidence was given besides, as far as they show. */
function tellCycles(telling: Telling): void {
  const { trial, witnesses } = telling.scenario;
  const events = witnesses.flatMap(({ testimony }) => testimony);
  const numbers = new Set([trial.cycle, ...events.map(({ cycle }) => cycle)]);
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const id = telling.cycleId(number);
    const opening = number === 1 ? ('FIRST_INSTANCE' as const) : ('RETRIAL' as const);
    const given = earliest(...events.filter(({ cycle }) => cycle === number).map(({ date }) => date));
    if (number === trial.cycle) telling.tell(cycleRecord, { id, number, recordedOn: trial.recordedOn }, { opening });
    else telling.tell(cycleRecord, { id, recordedOn: given }, { number, opening });
  }
}

function tellTrial(telling: Telling): void {
  const { cycle, indictedOn, evidenceClosedOn, verdict, terminated, recordedOn } = telling.scenario.trial;
  const cycleId = telling.cycleId(cycle);
  if (indictedOn) {
    telling.tell<Indictment, 'servedOn' | 'confirmedOn' | 'withdrawnOn'>(indictmentRecord, {
      id: telling.id('indictment', cycleId),
      cycleId,
      filedOn: indictedOn,
      recordedOn: recordedOn ?? indictedOn,
    });
  }
  if (evidenceClosedOn) {
    telling.tell(evidenceClosingRecord, {
      id: telling.id('close of evidence', cycleId),
      cycleId,
      closedOn: evidenceClosedOn,
      recordedOn: recordedOn ?? evidenceClosedOn,
    });
  }
  if (verdict) {
    const { date, result, months } = verdict;
    telling.tell(judgmentRecord, {
      id: telling.id('judgment', cycleId),
      cycleId,
      pronouncedOn: date,
      result,
      months,
      recordedOn: verdict.recordedOn ?? date,
    });
  }
  if (terminated) {
    const { date, kind } = terminated;
    telling.tell(terminationRecord, {
      id: telling.id('termination', cycleId),
      cycleId,
      endedOn: date,
      kind,
      recordedOn: terminated.recordedOn ?? date,
    });
  }
}

/** The hearings of the file, and those that it lacks: made from the evidence given at them. */
function tellHearings(telling: Telling): void {
  const { hearings, witnesses } = telling.scenario;
  const told = new Set<string>();
  for (const hearing of hearings) {
    const { id: label, date, status, phase, defenceInvited, reason } = hearing;
    const cycle = cycleOfHearing(telling, hearing);
    const id = telling.hearingId(cycle, label);
    told.add(id);
    telling.tell(hearingRecord, {
      id,
      cycleId: telling.cycleId(cycle),
      label,
      date,
      status,
      phase,
      defenceInvited,
      adjournmentReason: reason,
      recordedOn: hearingRecordedOn(telling, hearing),
    });
  }
  for (const { cycle, hearing: label, date, recordedOn } of witnesses.flatMap(({ testimony }) => testimony)) {
    const id = telling.hearingId(cycle, label);
    if (told.has(id)) continue;
    told.add(id);
    const cycleId = telling.cycleId(cycle);
    telling.tell(hearingRecord, { id, recordedOn: null }, {
      cycleId,
      label,
      date,
      status: 'HELD',
      phase: 'MAIN_TRIAL',
      defenceInvited: false,
      adjournmentReason: null,
      recordedOn: recordedOn ?? date,
    } as const);
  }
}

type DocketHearing = Scenario['hearings'][number];

/** The trial's, unless all evidence given there belongs to one other cycle. */
function cycleOfHearing({ scenario }: Telling, { id, status }: DocketHearing): number {
  const events = scenario.witnesses.flatMap(({ testimony }) => testimony).filter(({ hearing }) => hearing === id);
  const [first, ...others] = new Set(events.map(({ cycle }) => cycle));
  return first !== undefined && others.length === 0 && status === 'HELD' ? first : scenario.trial.cycle;
}

/** Null, and so the as-of day, for one that lies ahead of it: it may be known before its day. */
function hearingRecordedOn({ scenario }: Telling, { status, date, recordedOn }: DocketHearing): CalendarDate | null {
  return recordedOn ?? (status === 'HELD' || date < scenario.asOf ? date : null);
}

function tellSummonses(telling: Telling): void {
  for (const hearing of telling.scenario.hearings) {
    const hearingId = telling.hearingId(cycleOfHearing(telling, hearing), hearing.id);
    for (const code of hearing.summoned) {
      telling.tell(summonsRecord, {
        id: telling.id(`summons ${code}`, hearingId),
        hearingId,
        witnessId: telling.witnessId(code),
        recordedOn: hearingRecordedOn(telling, hearing),
      });
    }
  }
}

function tellLegalAid(telling: Telling): void {
  const { legalAid, witnesses } = telling.scenario;
  const witnessCodes = new Set(witnesses.map(({ code }) => code));
  legalAid.forEach(({ client, role, lawyer, from, to, recordedOn }, index) => {
    const isWitness = witnessCodes.has(client);
    telling.tell<Assignment, 'clientAgreementOn' | 'clientAgreementWithdrawnOn'>(assignmentRecord, {
      id: telling.id(`legal aid ${String(index)}`),
      lawyerId: lawyer === null ? null : (telling.around.lawyerIds.get(lawyer) ?? null),
      witnessId: isWitness ? telling.witnessId(client) : null,
      accusedId: isWitness ? null : telling.accusedId(client),
      role,
      startedOn: from,
      endedOn: to,
      recordedOn: recordedOn ?? from,
    });
  });
}
