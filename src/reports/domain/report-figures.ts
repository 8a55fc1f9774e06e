import {
  repatriationFlags,
  type TestimonyClass,
  type TrialFlag,
  type WitnessAssessment,
} from '../../testimony/domain/assessment.js';
import { absenceOf, closedOn } from './absence.js';
import type { ReportSnapshot, TrialSnapshot, WitnessSnapshot } from './report-snapshot.js';

/** A witness in scope, with what was found about her. */
export interface AssessedWitness {
  readonly witness: WitnessSnapshot;
  readonly assessment: WitnessAssessment;
  readonly trial: TrialSnapshot;
}

const secured: readonly TestimonyClass[] = ['HEARD_LIVE', 'HEARD_PROTECTED', 'DEPOSITION_CONFRONTED'];

/** Trials whose testimony was lost to repatriation or diminished by it: the report's list (`domain.md` 5.6). */
export function flaggedTrials(trials: readonly TrialSnapshot[]): readonly TrialSnapshot[] {
  return trials.filter((trial) => repatriationFlags.some((flag) => has(trial, flag)));
}

export function has(trial: TrialSnapshot, flag: TrialFlag): boolean {
  return trial.assessment.flags.includes(flag);
}

/** Trials with at least one victim-witness in scope: the base of every share of trials. */
export function trialsWithVictimWitness(trials: readonly TrialSnapshot[]): readonly TrialSnapshot[] {
  return trials.filter(({ witnesses }) => witnesses.some(({ assessment }) => assessment));
}

export function assessedWitnesses(trials: readonly TrialSnapshot[]): readonly AssessedWitness[] {
  return trials.flatMap((trial) =>
    trial.witnesses.flatMap((witness) =>
      witness.assessment ? [{ witness, assessment: witness.assessment, trial }] : [],
    ),
  );
}

/** Her testimony was lost to repatriation, or replaced by an untested statement because of it. */
export function isLostToRepatriation({ assessment }: AssessedWitness): boolean {
  return isLostOrDiminished(assessment) && assessment.lostToRepatriation === 'YES';
}

export function isLostOrDiminished(assessment: WitnessAssessment): boolean {
  return assessment.class === 'LOST' || assessment.class === 'STATEMENT_READ';
}

export interface Rate {
  readonly part: number;
  readonly base: number;
}

/** A share of what is closed and final, and apart from it one of what is open and provisional (`domain.md` 5.9). */
export interface RateByClosure {
  readonly closed: Rate;
  readonly open: Rate;
}

/** Flagged trials among those with a victim-witness. */
export function flaggedRate(trials: readonly TrialSnapshot[]): RateByClosure {
  return byClosure(trials, (of) => ({ part: flaggedTrials(of).length, base: trialsWithVictimWitness(of).length }));
}

/** Witnesses lost to repatriation among those in scope. */
export function lostWitnessRate(trials: readonly TrialSnapshot[]): RateByClosure {
  return byClosure(trials, (of) => {
    const witnesses = assessedWitnesses(of);
    return { part: witnesses.filter(isLostToRepatriation).length, base: witnesses.length };
  });
}

function byClosure(trials: readonly TrialSnapshot[], rate: (of: readonly TrialSnapshot[]) => Rate): RateByClosure {
  const isClosed = (trial: TrialSnapshot): boolean => closedOn(trial) !== null;
  return { closed: rate(trials.filter(isClosed)), open: rate(trials.filter((trial) => !isClosed(trial))) };
}

/** Flagged trials among those with a victim-witness that closed within the period (`domain.md` 5.9). */
export function lossRate({ trials, period }: ReportSnapshot): Rate {
  const closed = trialsWithVictimWitness(trials).filter((trial) => {
    const day = closedOn(trial);
    return day !== null && day >= period.from && day <= period.to;
  });
  return { part: flaggedTrials(closed).length, base: closed.length };
}

/** Witnesses whose evidence the court heard or could test, among those of closed trials (`domain.md` 5.9). */
export function securedRate({ trials }: ReportSnapshot): Rate {
  const closed = assessedWitnesses(trials).filter(({ trial }) => closedOn(trial));
  return {
    part: closed.filter(({ assessment }) => secured.includes(assessment.class)).length,
    base: closed.length,
  };
}

/**
 * Days from departure to the next hearing of the witnesses lost to repatriation, where the day of departure is known;
 * in rising order.
 */
export function knownGaps(trials: readonly TrialSnapshot[]): readonly number[] {
  return assessedWitnesses(trials)
    .filter(isLostToRepatriation)
    .flatMap(({ witness, trial }) => {
      const gap = absenceOf(witness, trial)?.gap;
      return gap && gap.least === gap.most ? [gap.least] : [];
    })
    .sort((a, b) => a - b);
}

/** The middle of a list in rising order, of two middles the mean; null for none. */
export function median(values: readonly number[]): number | null {
  const [low, high] = [values[Math.floor((values.length - 1) / 2)], values[Math.floor(values.length / 2)]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}
