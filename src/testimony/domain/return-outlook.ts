import { coarsePlan } from '../../access/domain/substitutes.js';
import { type CalendarDate, earliest } from '../../kernel/calendar-date.js';
import { foreseenDeparture } from './plans.js';
import type { TrialFacts } from './trial-facts.js';
import { visibleAt } from './visibility.js';

/** What may be known of a planned return without its day or place (`security.md` 10). */
export interface ReturnOutlook {
  readonly planned: boolean;
  readonly beforeNextHearing: boolean | null;
  readonly within14Days: boolean | null;
}

/** Null for a witness who is not among the facts on that day. */
export function returnOutlook(facts: TrialFacts, witnessId: string, asOf: CalendarDate): ReturnOutlook | null {
  const { hearings, witnesses } = visibleAt(facts, asOf);
  const witness = witnesses.find(({ id }) => id === witnessId);
  if (!witness) return null;
  const foreseen = foreseenDeparture(witness);
  if (!foreseen) return { planned: false, beforeNextHearing: null, within14Days: null };
  const ahead = hearings.filter(
    ({ status, date, summoned }) => status === 'SCHEDULED' && date >= asOf && summoned.includes(witness.code),
  );
  return coarsePlan(foreseen.day, { asOf, nextHearing: earliest(...ahead.map(({ date }) => date)) });
}
