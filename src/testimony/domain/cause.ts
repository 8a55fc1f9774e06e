import type { CalendarDate } from '../../kernel/calendar-date.js';
import { repatriationProgrammes } from '../../witnesses/domain/return.js';
import type { Basis, Cause, TestimonyClass, WitnessAssessment } from './assessment.js';
import { because, type Reason } from './reasons.js';
import type { Presence } from './presence.js';
import { presenceOn } from './presence.js';
import { firstReading, type WitnessSituation } from './situation.js';
import type { DepartureFacts } from './trial-facts.js';

/** Why the testimony is missing or weak, and whether repatriation is the reason (`domain.md` 5.5). */
export interface Attribution {
  readonly cause: Cause | null;
  readonly lostToRepatriation: WitnessAssessment['lostToRepatriation'];
  readonly basis: Basis | null;
  readonly needsVerification: boolean;
  /** The departure on which the cause rests. */
  readonly departure: DepartureFacts | null;
  /** Presence on the relevant day, where the cause was read from it. */
  readonly presence: Presence | null;
  readonly because: Reason | null;
}

const none: Attribution = {
  cause: null,
  lostToRepatriation: 'NO',
  basis: null,
  needsVerification: false,
  departure: null,
  presence: null,
  because: null,
};

/** How each class is attributed; a class that is not named carries no cause (`domain.md` 5.10 row 16). */
const attributions: Partial<Record<TestimonyClass, (situation: WitnessSituation) => Attribution>> = {
  LOST: ({ presence }) => byPresence(presence),
  STATEMENT_READ: ofUntestedEvidence,
  RECOVERABLE: ofRecoverable,
  NOT_HEARD_OTHER: ({ reason }) =>
    reason
      ? byReason(reason.code, reason.record)
      : { ...none, cause: 'NOT_CALLED', because: because('CAUSE_NOT_CALLED', {}) },
};

export function attribution(testimonyClass: TestimonyClass, situation: WitnessSituation): Attribution {
  return attributions[testimonyClass]?.(situation) ?? none;
}

/**
 * The relevant day is the day of the reading, or else the close date or the as-of day; a reason that arose by then
 * comes first (`domain.md` 5.5, 5.10 rows 10, 12 and 18).
 */
function ofUntestedEvidence(situation: WitnessSituation): Attribution {
  const { evidence, reason, witness } = situation;
  const reading = firstReading(evidence);
  const basis = reading ? 'UNCONFRONTED_STATEMENT' : 'UNTESTED_ORAL';
  const presence = reading ? presenceOn(witness, reading.testimony.date) : situation.presence;
  if (reason && reason.date <= presence.day) return { ...byReason(reason.code, reason.record), basis };
  if (presence.state !== 'PRESENT') return { ...byPresence(presence), basis };
  return { ...(evidence.untested.length > 0 ? notCompleted : availableNotCalled(presence.day)), presence, basis };
}

function ofRecoverable({ presence, recovery }: WitnessSituation): Attribution {
  const { departure } = presence;
  if (!departure || !recovery) return none;
  const { programme } = departure;
  const reason = because('CAUSE_DEPARTED', { programme }, [departure.id]);
  return { ...none, cause: programme, basis: recovery.basis, departure, presence, because: reason };
}

/** One who is gone, or may be: repatriation, another departure, or an order of events that nobody can prove. */
function byPresence(presence: Presence): Attribution {
  const { departure, day } = presence;
  if (!departure) return none;
  const { programme } = departure;
  const undetermined = presence.state === 'UNDETERMINED';
  const found = { ...none, departure, presence, needsVerification: undetermined };
  if (!repatriationProgrammes.includes(programme)) {
    return { ...found, cause: programme, because: because('CAUSE_OTHER_DEPARTURE', { programme }, [departure.id]) };
  }
  if (undetermined) {
    const reason = because('CAUSE_UNDETERMINED', { date: day }, [departure.id]);
    return { ...found, cause: 'UNDETERMINED', lostToRepatriation: 'UNDETERMINED', because: reason };
  }
  const reason = because('CAUSE_REPATRIATION', { programme, date: day }, [departure.id]);
  return { ...found, cause: programme, lostToRepatriation: 'YES', because: reason };
}

function byReason(code: Cause, record: string): Attribution {
  return { ...none, cause: code, because: because('CAUSE_REASON', { reason: code }, [record]) };
}

const notCompleted: Attribution = {
  ...none,
  cause: 'NOT_COMPLETED',
  needsVerification: true,
  because: because('CAUSE_NOT_COMPLETED', {}),
};

function availableNotCalled(date: CalendarDate): Attribution {
  return {
    ...none,
    cause: 'AVAILABLE_NOT_CALLED',
    needsVerification: true,
    because: because('CAUSE_AVAILABLE_NOT_CALLED', { date }),
  };
}
