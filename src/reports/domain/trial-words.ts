import type { Text, Tone } from './report-document.js';
import { absenceOf, type Absence } from './absence.js';
import { type AssessedWitness, assessedWitnesses, isLostToRepatriation } from './report-figures.js';
import type { TrialSnapshot } from './report-snapshot.js';
import { stageOf } from './stage.js';
import type { Wording } from './wording.js';

/** Key of the section of a flagged trial: destination names sort alike in any order of characters. */
export function sectionKey(trial: TrialSnapshot, flagged: readonly TrialSnapshot[]): string {
  return `s-${String(flagged.indexOf(trial) + 1).padStart(5, '0')}`;
}

/** `Testimony lost (all)`: of the material witnesses. */
export function headlineOf({ assessment }: TrialSnapshot, { labels }: Wording): string {
  const headline = labels.classes[assessment.headline];
  return assessment.extent ? `${headline} (${labels.extents[assessment.extent]})` : headline;
}

/** `Convicted, 36 months`; null while there is no outcome. */
function outcomeOf({ verdict, terminated }: TrialSnapshot, { labels, phrases }: Wording): string | null {
  if (!verdict) return terminated && labels.terminations[terminated.kind];
  const result = labels.results[verdict.result];
  return verdict.months === null ? result : `${result}, ${phrases.months(verdict.months)}`;
}

/** The outcome, or how far the trial has come. */
export function resultOf(trial: TrialSnapshot, wording: Wording): string {
  return outcomeOf(trial, wording) ?? wording.labels.stages[stageOf(trial)];
}

export function lostWitnesses(trial: TrialSnapshot): readonly AssessedWitness[] {
  return assessedWitnesses([trial]).filter(isLostToRepatriation);
}

/** `29`, `12 to 42`, `at least 12`, or that there was no later hearing. */
export function gapWords(absence: Absence | null, { phrases, formats }: Wording): string {
  if (!absence?.gap) return phrases.noLaterHearing;
  const { least, most } = absence.gap;
  if (most === null) return phrases.gapAtLeast(formats.number(least));
  return least === most ? formats.number(least) : phrases.gapRange(formats.number(least), formats.number(most));
}

/** One entry a witness: `V1: 29; V3: 12`. A trial with one such witness needs no code. */
export function perWitness(
  witnesses: readonly AssessedWitness[],
  say: (witness: AssessedWitness) => string,
  { phrases }: Wording,
): Text {
  const [only] = witnesses;
  if (!only) return phrases.none;
  const said = witnesses.map(say);
  if (new Set(said).size === 1) return said[0] ?? phrases.none;
  return witnesses.map((witness, index) => phrases.ofWitness(witness.witness.code, said[index] ?? '')).join('; ');
}

export function gapOf({ witness, trial }: AssessedWitness, wording: Wording): string {
  return gapWords(absenceOf(witness, trial), wording);
}

/** Flags in words, one after another. */
export function remarksOf({ assessment }: AssessedWitness, { labels, phrases }: Wording): string {
  return assessment.flags.map((flag) => labels.witnessFlags[flag]).join('; ') || phrases.none;
}

/** The colour of a class; the words beside it say the same. */
export function toneOf({ assessment }: AssessedWitness): Tone {
  switch (assessment.class) {
    case 'LOST':
      return 'lost';
    case 'STATEMENT_READ':
    case 'AT_RISK':
    case 'RECOVERABLE':
      return 'caution';
    case 'DEPOSITION_CONFRONTED':
    case 'HEARD_PROTECTED':
    case 'HEARD_LIVE':
      return 'secured';
    default:
      return 'plain';
  }
}
