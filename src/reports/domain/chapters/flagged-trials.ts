import type { Cause } from '../../../testimony/domain/assessment.js';
import { repatriationProgrammes } from '../../../witnesses/domain/return.js';
import type { Block, Cell, Chapter } from '../report-document.js';
import {
  type AssessedWitness,
  assessedWitnesses,
  flaggedRate,
  flaggedTrials,
  isLostOrDiminished,
  trialsWithVictimWitness,
} from '../report-figures.js';
import type { ReportSnapshot, TrialSnapshot } from '../report-snapshot.js';
import { gapOf, headlineOf, lostWitnesses, resultOf, perWitness, sectionKey } from '../trial-words.js';
import type { Wording } from '../wording.js';

/** The flagged trials as a list, by court and by cause (`domain.md` 4.4 chapter 6). */
export function flaggedTrialsChapter({ trials }: ReportSnapshot, wording: Wording): Chapter {
  const { phrases } = wording;
  const flagged = flaggedTrials(trials);
  return {
    key: 'flagged-trials',
    title: phrases.chapters.flagged,
    blocks: [
      { kind: 'heading', key: 'list', level: 'section', text: phrases.sections.list },
      ...(flagged.length ? list(flagged, wording) : [{ kind: 'paragraph', text: phrases.remarks.noFlagged } as const]),
      ...(trials.length ? [...byCourt(trials, wording), ...causes(trials, wording)] : []),
    ],
  };
}

function list(flagged: readonly TrialSnapshot[], wording: Wording): readonly Block[] {
  const { phrases, labels } = wording;
  const { heads } = phrases;
  return [
    {
      kind: 'table',
      caption: phrases.tables.list,
      columns: [
        heads.case,
        heads.court,
        heads.provision,
        heads.result,
        heads.witnesses,
        heads.cause,
        heads.gap,
        heads.outcome,
      ].map((head) => ({ head, align: 'start' })),
      rows: flagged.map((trial): readonly Cell[] => {
        const lost = lostWitnesses(trial);
        return [
          { text: [{ text: trial.caseCode, link: sectionKey(trial, flagged) }], flagged: true, tone: 'lost' },
          { text: trial.court.label },
          { text: trial.provisions.map(({ code }) => code).join(', ') || phrases.none },
          { text: headlineOf(trial, wording) },
          { text: lost.map(({ witness }) => witness.code).join(', ') },
          { text: perWitness(lost, ({ assessment }) => labels.causes[assessment.cause ?? 'UNDETERMINED'], wording) },
          { text: perWitness(lost, (witness) => gapOf(witness, wording), wording) },
          { text: resultOf(trial, wording) },
        ];
      }),
    },
    { kind: 'note', text: phrases.remarks.list },
  ];
}

function byCourt(trials: readonly TrialSnapshot[], { phrases, formats }: Wording): readonly Block[] {
  const counted = trialsWithVictimWitness(trials);
  const courts = new Map(counted.map(({ court }) => [court.code, court.label]));
  const row = (label: string, of: readonly TrialSnapshot[]): readonly Cell[] => [
    { text: label },
    ...[flaggedRate(of).closed, flaggedRate(of).open].map(({ part, base }) => ({ text: formats.share(part, base) })),
  ];
  return [
    { kind: 'heading', key: 'by-court', level: 'section', text: phrases.sections.byCourt },
    {
      kind: 'table',
      caption: phrases.tables.byCourt,
      columns: [
        { head: phrases.heads.court, align: 'start' },
        { head: phrases.heads.flaggedClosed, align: 'end' },
        { head: phrases.heads.flaggedOpen, align: 'end' },
      ],
      rows: [...courts].sort(byCodeUnit).map(([code, label]) =>
        row(
          label,
          counted.filter(({ court }) => court.code === code),
        ),
      ),
      totals: row(phrases.heads.total, counted),
    },
  ];
}

function byCodeUnit([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a < b ? -1 : 1;
}

function isRepatriation(cause: Cause): boolean {
  return repatriationProgrammes.some((programme) => programme === cause);
}

/** Deportation is a line of its own inside the total of repatriation (`domain.md` 5.5). */
function causes(trials: readonly TrialSnapshot[], { phrases, labels, formats }: Wording): readonly Block[] {
  const { heads } = phrases;
  const witnesses = assessedWitnesses(trials).filter(({ assessment }) => isLostOrDiminished(assessment));
  const present = (Object.keys(labels.causes) as Cause[]).filter((cause) =>
    witnesses.some(({ assessment }) => assessment.cause === cause),
  );
  const row = (label: string, of: readonly AssessedWitness[]): readonly Cell[] => [
    { text: label },
    ...(['LOST', 'STATEMENT_READ'] as const).flatMap((name) =>
      [true, false].map((final) => ({
        text: formats.number(
          of.filter(({ assessment }) => assessment.class === name && assessment.final === final).length,
        ),
      })),
    ),
  ];
  return [
    { kind: 'heading', key: 'causes', level: 'section', text: phrases.sections.causes },
    {
      kind: 'table',
      caption: phrases.tables.causes,
      columns: [
        { head: heads.cause, align: 'start' },
        ...[heads.lostFinal, heads.lostProvisional, heads.readFinal, heads.readProvisional].map(
          (head) => ({ head, align: 'end' }) as const,
        ),
      ],
      rows: [
        row(
          phrases.repatriationInAll,
          witnesses.filter(({ assessment }) => assessment.lostToRepatriation === 'YES'),
        ),
        ...present.map((cause) =>
          row(
            isRepatriation(cause) ? phrases.ofWhich(labels.causes[cause]) : labels.causes[cause],
            witnesses.filter(({ assessment }) => assessment.cause === cause),
          ),
        ),
      ],
      totals: row(heads.total, witnesses),
    },
    { kind: 'note', text: phrases.remarks.separately },
  ];
}
