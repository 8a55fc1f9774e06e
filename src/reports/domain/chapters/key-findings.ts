import { testimonyClasses } from '../../../testimony/domain/assessment.js';
import {
  type AssessedWitness,
  assessedWitnesses,
  flaggedRate,
  knownGaps,
  lossRate,
  lostWitnessRate,
  median,
  securedRate,
} from '../report-figures.js';
import type { Block, Cell, Chapter, Text } from '../report-document.js';
import type { ReportSnapshot } from '../report-snapshot.js';
import type { Wording } from '../wording.js';
import { returnsSection } from './returns.js';

/** Numbers, findings and recommendations on one page, then the counts behind them (`domain.md` 4.4, 5.9). */
export function keyFindings(snapshot: ReportSnapshot, wording: Wording): Chapter {
  const { phrases } = wording;
  return {
    key: 'key-findings',
    title: phrases.chapters.keyFindings,
    blocks: [
      figures(snapshot, wording),
      { kind: 'heading', key: 'findings', level: 'section', text: phrases.sections.findings },
      ...findings(snapshot, wording).map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'heading', key: 'recommendations', level: 'section', text: phrases.sections.recommendations },
      { kind: 'list', items: Object.values(phrases.recommendations) },
      ...witnessesByClass(snapshot, wording),
      ...returnsSection(snapshot.programmeTotals, wording),
    ],
  };
}

function figures({ trials }: ReportSnapshot, { phrases, formats }: Wording): Block {
  const witnesses = assessedWitnesses(trials);
  const atRisk = witnessesAtRisk(witnesses);
  const gaps = knownGaps(trials);
  const middle = median(gaps);
  const flagged = flaggedRate(trials);
  const lost = lostWitnessRate(trials);
  return {
    kind: 'key-figures',
    figures: [
      { value: formats.number(flagged.closed.part), text: phrases.figures.flagged(flagged), tone: 'lost' },
      { value: formats.number(lost.closed.part), text: phrases.figures.witnesses(lost), tone: 'lost' },
      {
        value: middle === null ? phrases.none : formats.days(middle),
        text: middle === null ? phrases.figures.noGap : phrases.figures.gap(gaps.length),
        tone: 'plain',
      },
      {
        value: formats.number(atRisk.length),
        text: phrases.figures.atRisk(atRisk.filter(isUrgent).length),
        tone: 'caution',
      },
    ],
  };
}

function findings(snapshot: ReportSnapshot, { phrases, formats }: Wording): readonly Text[] {
  const { trials, period } = snapshot;
  const { findings: say } = phrases;
  if (trials.length === 0) return [say.noTrials];
  const witnesses = assessedWitnesses(trials);
  const gaps = knownGaps(trials);
  const [least, most, middle] = [gaps.at(0), gaps.at(-1), median(gaps)];
  const undetermined = witnesses.filter(({ assessment }) => assessment.lostToRepatriation === 'UNDETERMINED').length;
  const atRisk = witnessesAtRisk(witnesses);
  return [
    say.coverage({
      from: formats.day(period.from),
      to: formats.day(period.to),
      cases: trials.length,
      courts: new Set(trials.map(({ court }) => court.code)).size,
      hearings: trials.reduce((sum, { hearings }) => sum + hearings.length, 0),
      indicted: trials.filter(({ indictedOn }) => indictedOn).length,
    }),
    say.flagged(flaggedRate(trials)),
    `${say.loss(lossRate(snapshot))} ${say.secured(securedRate(snapshot))}`,
    ...(least !== undefined && most !== undefined && middle !== null ? [say.gap(middle, least, most)] : []),
    ...(undetermined ? [say.undetermined(undetermined)] : []),
    say.atRisk(atRisk.length, atRisk.filter(isUrgent).length),
  ];
}

function witnessesAtRisk(witnesses: readonly AssessedWitness[]): readonly AssessedWitness[] {
  return witnesses.filter(({ assessment }) => assessment.class === 'AT_RISK');
}

function isUrgent({ assessment }: AssessedWitness): boolean {
  return assessment.flags.includes('URGENT');
}

function witnessesByClass({ trials }: ReportSnapshot, { phrases, labels, formats }: Wording): readonly Block[] {
  const witnesses = assessedWitnesses(trials);
  if (witnesses.length === 0) return [];
  const numbers = (of: readonly AssessedWitness[]): Cell[] => [
    { text: formats.number(of.filter(({ assessment }) => assessment.final).length) },
    { text: formats.number(of.filter(({ assessment }) => !assessment.final).length) },
  ];
  return [
    { kind: 'heading', key: 'classes', level: 'section', text: phrases.sections.classes },
    {
      kind: 'table',
      caption: phrases.tables.classes,
      columns: [
        { head: phrases.heads.class, align: 'start' },
        { head: phrases.heads.final, align: 'end' },
        { head: phrases.heads.provisional, align: 'end' },
      ],
      rows: testimonyClasses.map((name) => [
        { text: labels.classes[name] },
        ...numbers(witnesses.filter(({ assessment }) => assessment.class === name)),
      ]),
      totals: [{ text: phrases.heads.total }, ...numbers(witnesses)],
    },
    { kind: 'note', text: phrases.remarks.separately },
  ];
}
