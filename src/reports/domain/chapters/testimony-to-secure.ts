import { earliest, type CalendarDate } from '../../../kernel/calendar-date.js';
import type { TestimonyClass } from '../../../testimony/domain/assessment.js';
import { actionsFor } from '../actions.js';
import type { Block, Cell, Chapter, Column } from '../report-document.js';
import { type AssessedWitness, assessedWitnesses } from '../report-figures.js';
import type { ReportSnapshot, TrialSnapshot } from '../report-snapshot.js';
import { remarksOf } from '../trial-words.js';
import type { Wording } from '../wording.js';

/** Whose testimony is at risk now, and whose can still be recovered, with what can be asked for (`domain.md` 4.4, 6.8). */
export function testimonyToSecure(snapshot: ReportSnapshot, wording: Wording): Chapter {
  const { phrases } = wording;
  return {
    key: 'to-secure',
    title: phrases.chapters.toSecure,
    blocks: [
      { kind: 'heading', key: 'at-risk', level: 'section', text: phrases.sections.atRisk },
      ...atRisk(snapshot, wording),
      { kind: 'heading', key: 'recoverable', level: 'section', text: phrases.sections.recoverable },
      ...recoverable(snapshot, wording),
    ],
  };
}

function atRisk({ trials, asOf }: ReportSnapshot, wording: Wording): readonly Block[] {
  const { phrases, formats } = wording;
  const { heads } = phrases;
  const witnesses = [...ofClass(trials, 'AT_RISK')].sort(urgentFirst);
  if (witnesses.length === 0) return [{ kind: 'paragraph', text: phrases.remarks.noAtRisk }];
  const rows = witnesses.map((of): readonly Cell[] => {
    const { witness, trial } = of;
    const next = nextHearingFor(of, asOf);
    return [
      { text: trial.caseCode },
      { text: trial.court.label },
      { text: witness.code },
      { text: next ? formats.shortDay(next) : phrases.none },
      { text: remarksOf(of, wording) },
    ];
  });
  return [
    {
      kind: 'table',
      caption: phrases.tables.atRisk,
      columns: columns(heads.case, heads.court, heads.witness, heads.nextHearing, heads.remarks),
      rows,
    },
    { kind: 'note', text: phrases.remarks.plannedDays },
    ...actionList(witnesses, wording),
  ];
}

function recoverable({ trials }: ReportSnapshot, wording: Wording): readonly Block[] {
  const { phrases, labels } = wording;
  const { heads } = phrases;
  const witnesses = ofClass(trials, 'RECOVERABLE');
  if (witnesses.length === 0) return [{ kind: 'paragraph', text: phrases.remarks.noRecoverable }];
  return [
    {
      kind: 'table',
      caption: phrases.tables.recoverable,
      columns: columns(heads.case, heads.court, heads.witness, heads.cause, heads.basis, heads.remarks),
      rows: witnesses.map((of) => [
        { text: of.trial.caseCode },
        { text: of.trial.court.label },
        { text: of.witness.code },
        { text: of.assessment.cause ? labels.causes[of.assessment.cause] : phrases.none },
        { text: of.assessment.basis ? labels.bases[of.assessment.basis] : phrases.none },
        { text: remarksOf(of, wording) },
      ]),
    },
    ...actionList(witnesses, wording),
  ];
}

function columns(...heads: readonly string[]): readonly Column[] {
  return heads.map((head) => ({ head, align: 'start' }));
}

function actionList(witnesses: readonly AssessedWitness[], { labels }: Wording): readonly Block[] {
  const actions = actionsFor(witnesses.map(({ assessment }) => assessment));
  return actions.length ? [{ kind: 'list', items: actions.map((action) => labels.actions[action]) }] : [];
}

function ofClass(trials: readonly TrialSnapshot[], name: TestimonyClass): readonly AssessedWitness[] {
  return assessedWitnesses(trials).filter(({ assessment }) => assessment.class === name);
}

/** The nearest order that gives away no day: the day of a planned return is not for this report (`security.md` 10). */
function urgentFirst(one: AssessedWitness, other: AssessedWitness): number {
  return Number(isUrgent(other)) - Number(isUrgent(one));
}

function isUrgent({ assessment }: AssessedWitness): boolean {
  return assessment.flags.includes('URGENT');
}

function nextHearingFor({ trial }: AssessedWitness, asOf: CalendarDate): CalendarDate | null {
  const scheduled = trial.hearings.filter(
    ({ date, status, phase }) => date >= asOf && status === 'SCHEDULED' && phase !== 'APPEAL',
  );
  return earliest(...scheduled.map(({ date }) => date));
}
