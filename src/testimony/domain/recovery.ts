import { type CalendarDate, daysBetween } from '../../kernel/calendar-date.js';
import { type RecoveryType, recoveryTypes } from '../../witnesses/domain/recovery-step.js';
import { type Evidence, isConfronted, statementsOnFile } from './evidence.js';
import type { RecoveryFacts, StatementFacts, WitnessFacts } from './trial-facts.js';

/** How long a verified contact is good for, in days (`domain.md` 5.4). */
const CONTACT_DAYS = 180;

/** A way to secure the testimony of one who has gone; which of the three decides by their order (`domain.md` 5.4). */
export type RecoveryBasis =
  | { readonly basis: RecoveryType; readonly arrangement: RecoveryFacts }
  | { readonly basis: 'CONFRONTED_RECORD_ON_FILE'; readonly statement: StatementFacts }
  | { readonly basis: 'CONTACTABLE_AND_WILLING'; readonly verifiedOn: CalendarDate; readonly days: number };

/** `domain.md` 5.4 (a) to (c), 5.10 row 15: nothing but a record on file can recover the testimony of the dead. */
export function recoveryBasis(witness: WitnessFacts, evidence: Evidence, asOf: CalendarDate): RecoveryBasis | null {
  const arrangement = runningArrangement(witness, asOf);
  if (arrangement) return { basis: arrangement.type, arrangement };
  const statement = statementsOnFile(witness, evidence).find(isConfronted);
  if (statement) return { basis: 'CONFRONTED_RECORD_ON_FILE', statement };
  return isDeceased(witness) ? null : willingContact(witness, asOf);
}

/** The arrangement that is running on the day, by the order of the types when there are several; none for the dead. */
export function runningArrangement(witness: WitnessFacts, asOf: CalendarDate): RecoveryFacts | null {
  if (isDeceased(witness)) return null;
  const running = witness.recovery.filter(
    ({ status, targetDate }) => status === 'ACTIVE' && (targetDate === null || targetDate >= asOf),
  );
  const [first] = recoveryTypes.flatMap((type) => running.filter((step) => step.type === type));
  return first ?? null;
}

function isDeceased({ otherReason }: WitnessFacts): boolean {
  return otherReason?.code === 'DECEASED';
}

function willingContact({ willing, contactVerifiedOn }: WitnessFacts, asOf: CalendarDate): RecoveryBasis | null {
  if (willing !== 'WILLING' || contactVerifiedOn === null) return null;
  const days = daysBetween(contactVerifiedOn, asOf);
  return days <= CONTACT_DAYS ? { basis: 'CONTACTABLE_AND_WILLING', verifiedOn: contactVerifiedOn, days } : null;
}
