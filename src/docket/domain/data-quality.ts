import { departureInterval, type Presence, presenceOn } from '../../testimony/domain/presence.js';
import type { DepartureFacts, WitnessFacts } from '../../testimony/domain/trial-facts.js';
import type { DocketWitness, Scenario } from './docket-format.js';
import type { Reading } from './reading.js';
import { toTrialFacts } from './to-trial-facts.js';

type Testimony = DocketWitness['testimony'][number];

/** Remarks what is odd but possible: it is accepted and assessed by the rules (`domain.md` 5.11). */
export function remarkOddities(scenario: Scenario, reading: Reading): void {
  remarkProceedings(scenario, reading);
  const facts = toTrialFacts(scenario);
  scenario.witnesses.forEach((witness, index) => {
    const known = facts.witnesses[index];
    if (!known) return;
    reading.enter('witnesses');
    reading.enter(index);
    remarkMovements(witness, known, reading);
    witness.testimony.forEach((testimony, place) => {
      reading.enter('testimony');
      reading.enter(place);
      remarkTestimony(testimony, { witness, known, scenario }, reading);
      reading.leave();
      reading.leave();
    });
    reading.leave();
    reading.leave();
  });
}

function remarkProceedings({ trial, hearings }: Scenario, reading: Reading): void {
  const { verdict, terminated, evidenceClosedOn } = trial;
  if (verdict && terminated) reading.remark('stands beside a termination of the same cycle', 'trial', 'verdict');
  if (verdict && evidenceClosedOn && verdict.date < evidenceClosedOn) {
    reading.remark('is before the close of the evidence', 'trial', 'verdict', 'date');
  }
  hearings.forEach(({ reason, status }, index) => {
    if (reason && status !== 'ADJOURNED') {
      reading.remark('is the reason of an adjournment, but the hearing was not adjourned', 'hearings', index, 'reason');
    }
  });
}

function remarkMovements({ movements, otherReason }: DocketWitness, known: WitnessFacts, reading: Reading): void {
  for (const departure of known.departures) {
    const { ordinal, lastConfirmedPresence } = departure;
    const { to } = departureInterval(departure);
    if (lastConfirmedPresence && lastConfirmedPresence > to) {
      reading.remark('is after the departure', 'movements', ordinal, 'lastConfirmedPresence');
    }
    if (presenceWithout(known, departure).state === 'DEPARTED') {
      reading.remark('is a departure of one who had left already', 'movements', ordinal);
    }
  }
  for (const { ordinal, date } of known.returns) {
    const before = { ...known, returns: known.returns.filter((other) => other.ordinal !== ordinal) };
    if (presenceOn(before, date).state === 'PRESENT') {
      reading.remark('is a return of one who is not known to have left', 'movements', ordinal);
    }
  }
  if (otherReason?.code === 'DECEASED' && movements.some((movement) => dayOf(movement) > otherReason.date)) {
    reading.remark('is followed by a movement', 'otherReason');
  }
}

/** Presence on the last day of a departure as the other movements tell it, those of equal standing before it. */
function presenceWithout(known: WitnessFacts, departure: DepartureFacts): Presence {
  const { to } = departureInterval(departure);
  const others = known.departures.filter((other) => other !== departure && comesFirst(other, departure));
  return presenceOn({ ...known, departures: others }, to);
}

function comesFirst(one: DepartureFacts, other: DepartureFacts): boolean {
  const days = [departureInterval(one).to, departureInterval(other).to];
  if (days[0] !== days[1]) return String(days[0]) < String(days[1]);
  return one.recordedOn === other.recordedOn ? one.ordinal < other.ordinal : one.recordedOn < other.recordedOn;
}

function dayOf(movement: DocketWitness['movements'][number]): string {
  if (movement.kind === 'RETURN') return movement.date;
  return (movement.kind === 'DEPARTURE' && movement.departedOn) || '';
}

interface Surroundings {
  readonly witness: DocketWitness;
  readonly known: WitnessFacts;
  readonly scenario: Scenario;
}

function remarkTestimony(testimony: Testimony, { witness, known, scenario }: Surroundings, reading: Reading): void {
  const { mode, date, hearing, cycle } = testimony;
  const session = scenario.hearings.find(({ id }) => id === hearing);
  if (session && cycle === scenario.trial.cycle && session.date !== date) {
    reading.remark(`is not the day of its hearing, ${session.date}`, 'date');
  }
  if (cycle > scenario.trial.cycle) reading.remark('is later than the cycle of the trial, and does not count', 'cycle');
  if (mode === 'STATEMENT_READ') remarkReading(testimony, witness, reading);
  else remarkOralEvidence(testimony, known, reading);
}

function remarkReading({ date, statementId }: Testimony, { statements }: DocketWitness, reading: Reading): void {
  const read = statements.find(({ id }) => id === statementId);
  if (!read) reading.remark('is missing: the reading counts as one of an untested statement', 'statementId');
  else if (read.date > date) reading.remark('names a statement taken after the reading', 'statementId');
}

function remarkOralEvidence({ mode, date, statementId }: Testimony, known: WitnessFacts, reading: Reading): void {
  if (statementId !== null) reading.remark('is not used, because nothing was read', 'statementId');
  if (mode !== 'VIDEO_LINK' && presenceOn(known, date).state === 'DEPARTED') {
    reading.remark('records evidence in person on a day when the witness is recorded as gone');
  }
}
