import { actionsFor } from '../actions.js';
import type { Block, Chapter, Fact, FlagLine, Tone } from '../report-document.js';
import { type AssessedWitness, assessedWitnesses, flaggedTrials, has } from '../report-figures.js';
import type { ReportSnapshot, TrialSnapshot } from '../report-snapshot.js';
import { headlineOf, remarksOf, resultOf, sectionKey, toneOf } from '../trial-words.js';
import type { Wording } from '../wording.js';
import { timelineOf } from './trial-timeline.js';

/** A section for each flagged trial: what happened, who was not heard, why it is flagged, what can be asked for. */
export function trialByTrial({ trials, asOf }: ReportSnapshot, wording: Wording): Chapter {
  const flagged = flaggedTrials(trials);
  return {
    key: 'trial-by-trial',
    title: wording.phrases.chapters.trialByTrial,
    blocks: flagged.flatMap((trial) => section(trial, sectionKey(trial, flagged), asOf, wording)),
  };
}

function section(trial: TrialSnapshot, key: string, asOf: string, wording: Wording): readonly Block[] {
  const { phrases } = wording;
  return [
    { kind: 'heading', key, level: 'section', text: phrases.trial(trial.caseCode) },
    flagLine(trial, wording),
    { kind: 'facts', facts: facts(trial, wording) },
    timelineOf(trial, asOf, wording),
    witnessTable(trial, wording),
    ...explanation(trial, key, wording),
    ...whatToAskFor(trial, key, wording),
  ];
}

function flagLine(trial: TrialSnapshot, { phrases, labels }: Wording): FlagLine {
  const others = (['CAUSE_UNDETERMINED', 'FAIR_TRIAL_REVIEW', 'TESTIMONY_AT_RISK', 'VICTIM_DEPORTED'] as const).filter(
    (flag) => has(trial, flag),
  );
  return {
    kind: 'flags',
    flags: [
      ...(has(trial, 'TESTIMONY_LOST_TO_REPATRIATION') ? [{ text: phrases.flags.lost, tone: 'lost' as Tone }] : []),
      ...(has(trial, 'TESTIMONY_DIMINISHED_BY_REPATRIATION')
        ? [{ text: phrases.flags.diminished, tone: 'caution' as Tone }]
        : []),
      ...others.map((flag) => ({ text: labels.trialFlags[flag], tone: 'plain' as Tone })),
    ],
  };
}

function facts(trial: TrialSnapshot, wording: Wording): readonly Fact[] {
  const { phrases, labels, formats } = wording;
  const { facts: names } = phrases;
  const provisions = trial.provisions.map(({ code, label, mark }) => `${label}, ${code}\u00a0[${mark}]`);
  const day = trial.verdict?.date ?? trial.terminated?.date;
  const stage = [
    resultOf(trial, wording),
    ...(day ? [formats.day(day)] : []),
    ...(trial.cycle > 1 ? [phrases.cycle(trial.cycle)] : []),
  ];
  const hearings = trial.hearings.map(({ label, date, status }) =>
    phrases.hearing(label, formats.shortDay(date), labels.hearingStatuses[status]),
  );
  return [
    { label: names.court, text: trial.court.label },
    { label: names.charges, text: [...provisions, phrases.accused(trial.accusedCount)].join('; ') },
    { label: names.stage, text: stage.join(', ') },
    { label: names.testimony, text: headlineOf(trial, wording) },
    { label: names.hearings, text: hearings.join(', ') || phrases.noHearing },
    { label: names.legalAid, text: legalAidOf(trial, wording) },
  ];
}

function legalAidOf({ legalAid }: TrialSnapshot, { phrases, labels, formats }: Wording): string {
  if (!legalAid.hasCounsel) return phrases.counsel.no;
  return formats.list(legalAid.roles.map((role) => labels.legalAidRoles[role])) || phrases.counsel.yes;
}

function witnessTable(trial: TrialSnapshot, wording: Wording): Block {
  const { phrases, labels } = wording;
  const { heads } = phrases;
  return {
    kind: 'table',
    caption: phrases.tables.witnesses(trial.caseCode),
    columns: [heads.witness, heads.class, heads.cause, heads.repatriation, heads.triage, heads.remarks].map((head) => ({
      head,
      align: 'start',
    })),
    rows: assessedWitnesses([trial]).map((witness) => {
      const { assessment } = witness;
      return [
        { text: `${witness.witness.code}, ${labels.materialities[witness.witness.materiality]}` },
        { text: classOf(witness, wording), tone: toneOf(witness) },
        { text: assessment.cause ? labels.causes[assessment.cause] : phrases.none },
        { text: labels.lostToRepatriation[assessment.lostToRepatriation] },
        { text: assessment.fairTrialRisk ? labels.fairTrialRisks[assessment.fairTrialRisk] : phrases.none },
        { text: remarksOf(witness, wording) },
      ];
    }),
  };
}

function classOf({ assessment }: AssessedWitness, { phrases, labels }: Wording): string {
  return `${labels.classes[assessment.class]} (${assessment.final ? phrases.final : phrases.provisional})`;
}

function explanation(trial: TrialSnapshot, key: string, { phrases, explain }: Wording): readonly Block[] {
  return [
    { kind: 'heading', key: `${key}-why`, level: 'subsection', text: phrases.subsections.explanation },
    ...(trial.assessment.explanation.length
      ? [{ kind: 'paragraph', text: trial.assessment.explanation.map(explain).join(' ') } as const]
      : []),
    ...assessedWitnesses([trial]).map(({ witness, assessment }): Block => ({
      kind: 'paragraph',
      text: [
        { text: `${phrases.timeline.witness(witness.code)}. `, strong: true },
        { text: assessment.explanation.map(explain).join(' ') },
      ],
    })),
  ];
}

function whatToAskFor(trial: TrialSnapshot, key: string, { phrases, labels }: Wording): readonly Block[] {
  const actions = actionsFor(assessedWitnesses([trial]).map(({ assessment }) => assessment));
  if (actions.length === 0) return [];
  return [
    { kind: 'heading', key: `${key}-ask`, level: 'subsection', text: phrases.subsections.actions },
    { kind: 'list', items: actions.map((action) => labels.actions[action]) },
  ];
}
