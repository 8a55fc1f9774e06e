import { type CalendarDate, earliest } from '../../kernel/calendar-date.js';
import type { DeportationOrderFacts, PlanFacts, WitnessFacts } from './trial-facts.js';

/** What points to a departure that has not happened. */
export interface ForeseenDeparture {
  readonly plans: readonly PlanFacts[];
  readonly orders: readonly DeportationOrderFacts[];
  /** The earliest day; null as soon as the day of one of them is unknown (`domain.md` 5.10 row 4). */
  readonly day: CalendarDate | null;
}

/** Null when nothing points to a departure. */
export function foreseenDeparture(witness: WitnessFacts): ForeseenDeparture | null {
  const plans = plansInForce(witness);
  const orders = ordersInForce(witness);
  if (plans.length + orders.length === 0) return null;
  const orderHasNoDay = orders.length > 0 && !plans.some((plan) => plan.programme === 'DEPORTATION' && dayOf(plan));
  const dayUnknown = orderHasNoDay || plans.some((plan) => dayOf(plan) === null);
  return { plans, orders, day: dayUnknown ? null : earliest(...plans.map(dayOf)) };
}

export function ordersInForce(witness: WitnessFacts): readonly DeportationOrderFacts[] {
  return witness.deportationOrders.filter(({ status }) => status === 'IN_FORCE');
}

/** Only a scheduled departure has a known day (`domain.md` 5.10 row 3). */
function dayOf({ status, scheduledFor }: PlanFacts): CalendarDate | null {
  return status === 'SCHEDULED' ? scheduledFor : null;
}

/** The latest plan of each programme, unless it was cancelled or a movement came after it (`domain.md` 5.10 row 3). */
function plansInForce({ plans, departures, returns }: WitnessFacts): readonly PlanFacts[] {
  const latest = new Map<string, PlanFacts>();
  for (const plan of plans) {
    const other = latest.get(plan.programme);
    if (!other || isLater(plan, other)) latest.set(plan.programme, plan);
  }
  const moved = [...departures, ...returns];
  return [...latest.values()].filter(
    (plan) => plan.status !== 'CANCELLED' && !moved.some(({ recordedOn }) => recordedOn >= plan.recordedOn),
  );
}

function isLater(plan: PlanFacts, other: PlanFacts): boolean {
  return plan.recordedOn === other.recordedOn ? plan.ordinal > other.ordinal : plan.recordedOn > other.recordedOn;
}
