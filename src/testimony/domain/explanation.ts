import type { WitnessFlag } from './assessment.js';
import type { Reading } from './evidence.js';
import { safeguardsOf } from './fair-trial-triage.js';
import type { Finding } from './finding.js';
import { departureInterval, type Presence } from './presence.js';
import { because, type Reason, type RuleCode } from './reasons.js';
import type { RecoveryBasis } from './recovery.js';
import { safeHearing, type WitnessSituation } from './situation.js';
import type { DepartureFacts, PlanFacts, TestimonyFacts } from './trial-facts.js';

/** The rule that decided, then the facts that made it decide, then the flags. */
export function explanationOf(finding: Finding, flags: readonly WitnessFlag[]): readonly Reason[] {
  const { situation, rule, attribution } = finding;
  return [
    because(rule, {}, [situation.witness.id]),
    proceedings(situation),
    ...factsBehind[rule](finding),
    ...(attribution.because ? [attribution.because] : []),
    ...triage(finding),
    ...flags.map((flag) => flagReason(flag, situation)),
  ];
}

/** What each rule looked at. */
const factsBehind: Readonly<Record<RuleCode, (finding: Finding) => readonly Reason[]>> = {
  RULE_01_HEARD_LIVE: testedEvidence,
  RULE_02_HEARD_PROTECTED: testedEvidence,
  RULE_03_DEPOSITION_CONFRONTED: ({ situation }) => situation.evidence.confrontedReadings.map(reading),
  RULE_04_STATEMENT_READ: untestedEvidence,
  RULE_05_REASON_CLOSED: reasonArisen,
  RULE_06_LOST: absence,
  RULE_07_NOT_CALLED: absence,
  RULE_08_REASON_OPEN: reasonArisen,
  RULE_09_RECOVERABLE: (finding) => [...absence(finding), ...recovery(finding.situation)],
  RULE_10_LOST_SO_FAR: (finding) => [...absence(finding), ...recovery(finding.situation)],
  RULE_11_AT_RISK: (finding) => [...absence(finding), ...foreseen(finding.situation)],
  RULE_12_PENDING: (finding) => [...absence(finding), ...foreseen(finding.situation)],
};

function proceedings({ closed, asOf }: WitnessSituation): Reason {
  return closed
    ? because('CLOSED_ON', { date: closed.date, closure: closed.how }, [closed.record])
    : because('OPEN_ON', { date: asOf });
}

function testedEvidence({ situation }: Finding): readonly Reason[] {
  return situation.evidence.tested.map(({ date, mode, completion, defenceExamined, id }) =>
    because('EVIDENCE_TESTED', { date, mode, completion, defence: defenceExamined }, [id]),
  );
}

function untestedEvidence({ situation, attribution }: Finding): readonly Reason[] {
  const { unconfrontedReadings, untested } = situation.evidence;
  return [
    ...unconfrontedReadings.map(reading),
    ...untested.map(untestedOral),
    ...(attribution.presence
      ? [...whereabouts(attribution.presence), ...reasonsWhileAway(situation)]
      : reasonRecord(situation)),
  ];
}

function reasonArisen({ situation }: Finding): readonly Reason[] {
  return [...withoutEffect(situation), ...reasonRecord(situation)];
}

function absence({ situation }: Finding): readonly Reason[] {
  return [...withoutEffect(situation), ...whereabouts(situation.presence), ...reasonsWhileAway(situation)];
}

/** Evidence that came before the court and decides nothing: excluded, or not tested yet. */
function withoutEffect({ evidence }: WitnessSituation): readonly Reason[] {
  return [
    ...evidence.excluded.map(({ mode, date, id }) =>
      mode === 'STATEMENT_READ'
        ? because('READING_EXCLUDED', { date }, [id])
        : because('EVIDENCE_EXCLUDED', { date, mode }, [id]),
    ),
    ...evidence.untested.map(untestedOral),
  ];
}

function untestedOral({ date, mode, id }: TestimonyFacts): Reason {
  return because('EVIDENCE_UNTESTED', { date, mode }, [id]);
}

function reading({ testimony, statement }: Reading): Reason {
  const { date, id } = testimony;
  if (!statement) return because('READING_OF_UNKNOWN_STATEMENT', { date }, [id]);
  const { label, takenBy, defenceOpportunity } = statement;
  const parameters = { date, statement: label, taker: takenBy, opportunity: defenceOpportunity };
  return because('READING_ADMITTED', parameters, [id, statement.id]);
}

function reasonRecord({ reason, evidence }: WitnessSituation): readonly Reason[] {
  if (!reason) return [];
  const { date, code, record } = reason;
  const refusal = evidence.refusals.find(({ id }) => id === record);
  if (refusal) return [because('REFUSED', { date, mode: refusal.mode }, [record])];
  return [because('OTHER_REASON', { date, reason: code }, [record])];
}

/** What might be taken for the cause, and is not: the departure came first, or may have. */
function reasonsWhileAway({ reasonsWhileAway: reasons }: WitnessSituation): readonly Reason[] {
  return reasons.map(({ date, code, record }) => because('REASON_WHILE_AWAY', { date, reason: code }, [record]));
}

function whereabouts({ state, day, departure, back }: Presence): readonly Reason[] {
  if (!departure) {
    const returned = back ? [because('RETURNED_ON', { date: back.date }, [back.id])] : [];
    return [...returned, because('PRESENT_ON', { date: day })];
  }
  const left = departureReason(departure);
  return state === 'DEPARTED' ? [left] : [left, because('ORDER_UNPROVED', { date: day }, [departure.id])];
}

function departureReason(departure: DepartureFacts): Reason {
  const { from, to } = departureInterval(departure);
  const { programme, id } = departure;
  if (departure.precision === 'EXACT') return because('DEPARTED_ON', { date: to, programme }, [id]);
  return from === null
    ? because('DEPARTED_BY', { to, programme }, [id])
    : because('DEPARTED_BETWEEN', { from, to, programme }, [id]);
}

function recovery({ recovery: found, witness }: WitnessSituation): readonly Reason[] {
  const basis = found && recoveryReason(found, witness.id);
  return witness.otherReason?.code === 'DECEASED'
    ? [because('DECEASED', {}, [witness.id]), basis ?? because('NO_RECORD_ON_FILE', {})]
    : [basis ?? because('NO_RECOVERY_BASIS', {})];
}

function recoveryReason(found: RecoveryBasis, witnessId: string): Reason {
  if (found.basis === 'CONFRONTED_RECORD_ON_FILE') {
    const { date, label, defenceOpportunity, id } = found.statement;
    return because('CONFRONTED_RECORD', { date, statement: label, opportunity: defenceOpportunity }, [id]);
  }
  if (found.basis === 'CONTACTABLE_AND_WILLING') {
    return because('CONTACT_VERIFIED', { date: found.verifiedOn, days: found.days }, [witnessId]);
  }
  const { type: arrangement, targetDate, id } = found.arrangement;
  return targetDate
    ? because('ARRANGEMENT_RUNNING_UNTIL', { arrangement, date: targetDate }, [id])
    : because('ARRANGEMENT_RUNNING', { arrangement }, [id]);
}

function foreseen(situation: WitnessSituation): readonly Reason[] {
  const { foreseen: departure } = situation;
  if (!departure) return [];
  const safe = safeHearing(situation);
  const hearing =
    safe && departure.day
      ? [
          because('HEARING_BEFORE_DEPARTURE', { hearing: safe.label, date: safe.date, departure: departure.day }, [
            safe.id,
          ]),
        ]
      : [];
  return [
    ...departure.plans.map(plan),
    ...departure.orders.map(({ issuedOn, id }) => because('ORDER_IN_FORCE', { date: issuedOn }, [id])),
    ...hearing,
  ];
}

function plan({ programme, status, scheduledFor, id }: PlanFacts): Reason {
  return status === 'SCHEDULED' && scheduledFor
    ? because('PLAN_DATED', { programme, date: scheduledFor }, [id])
    : because('PLAN_UNDATED', { programme, status }, [id]);
}

function triage({ fairTrialRisk, situation }: Finding): readonly Reason[] {
  if (!fairTrialRisk) return [];
  const { witness } = situation;
  const safeguards = safeguardsOf(witness);
  const parameters = {
    risk: fairTrialRisk,
    weight: witness.materiality,
    goodReason: witness.goodReason ? 'YES' : 'NO',
    safeguards: safeguards.length,
  };
  return [
    because('TRIAGE', parameters, [witness.id]),
    ...safeguards.map((safeguard) => because('SAFEGUARD', { safeguard }, [witness.id])),
  ];
}

function flagReason(flag: WitnessFlag, { cycle, witness }: WitnessSituation): Reason {
  if (flag !== 'PROCEEDINGS_DISCONTINUED') return because(`FLAG_${flag}`, {}, [witness.id]);
  const { terminated } = cycle;
  const parameters = { date: terminated?.date ?? '', closure: terminated?.kind ?? '' };
  return because('FLAG_PROCEEDINGS_DISCONTINUED', parameters, terminated ? [terminated.id] : []);
}
