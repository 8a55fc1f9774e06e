import type { StoredEntry } from '../../reference/domain/stored-entry.js';
import type { ReferenceKind } from '../../reference/domain/reference-entry.js';
import { assessTrial } from '../../testimony/domain/assess-trial.js';
import type { Assessment } from '../../testimony/domain/assessment.js';
import { type CaseContent, pseudonymOf } from '../../testimony/domain/case-content.js';
import { factsOfCase } from '../../testimony/domain/facts-of-case.js';
import { maskAssessment } from '../../testimony/domain/masked-assessment.js';
import type { TrialFacts, WitnessFacts } from '../../testimony/domain/trial-facts.js';
import { visibleAt } from '../../testimony/domain/visibility.js';
import { type CalendarDate, earliest } from '../../kernel/calendar-date.js';
import type { LawMark, ReportSnapshot, TrialSnapshot, WitnessSnapshot } from './report-snapshot.js';

/** The entry of a code in the mission's reference data. */
export type LabelOf = (kind: ReferenceKind, code: string) => StoredEntry | null;

/** Whether proceedings were under way in the period: known by its end, and not closed before its beginning. */
export function belongsToPeriod(
  { cycle, hearings, witnesses }: TrialFacts,
  { from, to }: ReportSnapshot['period'],
): boolean {
  const closed = earliest(cycle.evidenceClosed?.date, cycle.verdict?.date, cycle.terminated?.date);
  if (closed && closed < from) return false;
  const begun = earliest(
    cycle.indictedOn,
    closed,
    ...hearings.map(({ date }) => date),
    ...witnesses.flatMap(({ statements, departures }) => [
      ...statements.map(({ date }) => date),
      ...departures.map(({ departedOn, recordedOn }) => departedOn ?? recordedOn),
    ]),
  );
  return begun === null || begun <= to;
}

/**
 * One case as the internal edition of a report says it: witnesses under the report's pseudonyms, no nationality of one
 * person, no day of a plan of return (`security.md` 10). Null when it does not belong to the period.
 */
export function trialSnapshot(
  content: CaseContent,
  {
    period,
    asOf,
    labelOf,
  }: { readonly period: ReportSnapshot['period']; readonly asOf: CalendarDate; readonly labelOf: LabelOf },
): TrialSnapshot | null {
  const known = knownBy(content, asOf);
  const all = factsOfCase(content);
  const facts = visibleAt(all, asOf);
  if (!belongsToPeriod(facts, period)) return null;
  const nameOf = pseudonymOf(content);
  const assessment = maskAssessment(assessTrial(all, asOf), { plans: false, ofToday: true, nameOf });
  const { cycle } = facts;
  const judgment = content.judgment.find(({ id }) => id === cycle.verdict?.id);
  return {
    caseCode: content.case.code,
    court: labelled(labelOf, 'COURT', content.case.court),
    region: labelled(labelOf, 'REGION', content.case.region),
    provisions: provisionsOf(known, labelOf),
    accusedCount: known.accused.length,
    cycle: cycle.number,
    indictedOn: cycle.indictedOn,
    evidenceClosedOn: cycle.evidenceClosed?.date ?? null,
    verdict: cycle.verdict && {
      date: cycle.verdict.date,
      result: cycle.verdict.result,
      months: judgment?.months ?? null,
    },
    terminated: cycle.terminated && { date: cycle.terminated.date, kind: cycle.terminated.kind },
    hearings: facts.hearings
      .map(({ label, date, status, phase, summoned }) => ({
        label,
        date,
        status,
        phase,
        summoned: summoned.map(nameOf),
      }))
      .sort((one, other) => byText(one.date, other.date) || byText(one.label, other.label)),
    witnesses: facts.witnesses
      .filter(({ role }) => role === 'VICTIM')
      .map((witness) => witnessSnapshot(witness, { name: nameOf(witness.code), cycle: cycle.number, assessment })),
    assessment: assessment.trial,
    legalAid: {
      hasCounsel: known.assignment.length > 0,
      roles: [...new Set(known.assignment.map(({ role }) => role))].sort(byText),
    },
  };
}

/** Who was accused, of what, and who had counsel, as the mission knew it on that day. */
function knownBy(content: CaseContent, day: CalendarDate): Pick<CaseContent, 'accused' | 'charge' | 'assignment'> {
  const known = <T extends { readonly recordedOn: CalendarDate }>(records: readonly T[]): readonly T[] =>
    records.filter(({ recordedOn }) => recordedOn <= day);
  return {
    accused: known(content.accused),
    charge: known(content.charge),
    assignment: known(content.assignment).filter(({ startedOn }) => startedOn === null || startedOn <= day),
  };
}

function witnessSnapshot(
  witness: WitnessFacts,
  { name, cycle, assessment }: { readonly name: string; readonly cycle: number; readonly assessment: Assessment },
): WitnessSnapshot {
  return {
    code: name,
    nationality: null,
    minor: witness.minor,
    materiality: witness.materiality,
    statements: witness.statements.map(({ label, date, takenBy, defenceOpportunity }) => ({
      label,
      date,
      takenBy,
      defenceOpportunity,
    })),
    departures: witness.departures.map(
      ({ id, ordinal, programme, precision, departedOn, lastConfirmedPresence, recordedOn }) => ({
        id,
        ordinal,
        programme,
        precision,
        departedOn,
        lastConfirmedPresence,
        recordedOn,
      }),
    ),
    returns: witness.returns.map(({ date }) => date).sort(byText),
    testimony: witness.testimony
      .filter((event) => event.cycle === cycle)
      .map(({ date, mode, completion, admitted }) => ({ date, mode, completion, admitted })),
    assessment: assessment.witnesses[name] ?? null,
  };
}

function provisionsOf({ charge }: Pick<CaseContent, 'charge'>, labelOf: LabelOf): TrialSnapshot['provisions'] {
  return [...new Set(charge.map(({ provision }) => provision))].sort(byText).map((code) => {
    const entry = labelOf('PROVISION', code);
    return {
      ...labelled(labelOf, 'PROVISION', code),
      reference: String(entry?.details.ref ?? code),
      mark: (entry?.mark ?? 'U') satisfies LawMark,
    };
  });
}

function labelled(
  labelOf: LabelOf,
  kind: ReferenceKind,
  code: string,
): { readonly code: string; readonly label: string } {
  return { code, label: labelOf(kind, code)?.labels.en ?? code };
}

function byText(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
