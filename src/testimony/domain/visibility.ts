import type { CalendarDate } from '../../kernel/calendar-date.js';
import { dayOfDeparture } from './presence.js';
import type { CycleFacts, HearingFacts, TrialFacts, WitnessFacts } from './trial-facts.js';

/**
 * What the mission knew on the as-of day, and nothing more (`domain.md` 5.2, 5.10 rows 7 and 21): a fact counts once it
 * has happened and has been recorded. The rules read only what this returns.
 */
export function visibleAt(facts: TrialFacts, asOf: CalendarDate): TrialFacts {
  const known = knownAt(asOf);
  return {
    ...facts,
    cycle: visibleCycle(facts.cycle, known),
    hearings: facts.hearings.filter((hearing) => isVisibleHearing(hearing, known)),
    witnesses: facts.witnesses
      .filter(({ recordedOn }) => known(null, recordedOn))
      .map((witness) => visibleWitness(witness, known)),
  };
}

/** True when neither the event nor its record lies after the as-of day; null is a day that does not restrict. */
type Known = (eventDay: CalendarDate | null, recordedOn: CalendarDate | null) => boolean;

function knownAt(asOf: CalendarDate): Known {
  return (eventDay, recordedOn) =>
    (eventDay === null || eventDay <= asOf) && (recordedOn === null || recordedOn <= asOf);
}

function visibleCycle(cycle: CycleFacts, known: Known): CycleFacts {
  const dated = <Fact extends { date: CalendarDate; recordedOn: CalendarDate | null }>(fact: Fact | null) =>
    fact && known(fact.date, fact.recordedOn) ? fact : null;
  return {
    ...cycle,
    evidenceClosed: dated(cycle.evidenceClosed),
    verdict: dated(cycle.verdict),
    terminated: dated(cycle.terminated),
  };
}

/** A scheduled hearing lies ahead: it is always visible. */
function isVisibleHearing(hearing: HearingFacts, known: Known): boolean {
  return hearing.status === 'SCHEDULED' || known(hearing.date, hearing.recordedOn);
}

function visibleWitness(witness: WitnessFacts, known: Known): WitnessFacts {
  const { contactVerifiedOn, otherReason } = witness;
  return {
    ...witness,
    contactVerifiedOn: known(contactVerifiedOn, null) ? contactVerifiedOn : null,
    otherReason: otherReason && known(otherReason.date, otherReason.recordedOn) ? otherReason : null,
    deportationOrders: witness.deportationOrders.filter((order) => known(order.issuedOn, order.recordedOn)),
    statements: witness.statements.filter((statement) => known(statement.date, statement.recordedOn)),
    plans: witness.plans.filter((plan) => known(null, plan.recordedOn)),
    departures: witness.departures.filter((departure) => known(dayOfDeparture(departure), departure.recordedOn)),
    returns: witness.returns.filter((back) => known(back.date, back.recordedOn)),
    recovery: witness.recovery.filter((step) => known(step.orderedOn, step.recordedOn)),
    testimony: witness.testimony.filter((testimony) => known(testimony.date, testimony.recordedOn)),
  };
}
