import { englishFormats as formats } from './formats.js';
import type { Rate, RateByClosure } from './report-figures.js';

const { number, share, days } = formats;

function count(value: number, one: string, other: string): string {
  return `${number(value)}\u00a0${value === 1 ? one : other}`;
}

const witnesses = (value: number): string => count(value, 'victim-witness', 'victim-witnesses');

/** What was followed: the days of the period in words, and counts. */
interface Coverage {
  readonly from: string;
  readonly to: string;
  readonly cases: number;
  readonly courts: number;
  readonly hearings: number;
  readonly indicted: number;
}

/** The sentences and heads of a report. Another language has the same ones. */
export const englishPhrases = {
  furniture: { contents: 'Contents', pageOf: 'Page {page} of {pages}', continued: '{caption} (continued)' },
  draft: 'Draft, not released',
  none: '–',
  notKnown: 'not known',
  repatriationInAll: 'Repatriation, in all',
  ofWhich: (cause: string) => `of which: ${cause}`,
  cover: {
    period: (from: string, to: string) => `${from} to ${to}`,
    facts: {
      classification: 'Classification',
      number: 'Report number',
      asOf: 'Assessed as of',
      journal: 'Journal read up to',
      ruleset: 'Ruleset',
      generatedFor: 'Prepared for',
      hash: 'Snapshot (SHA-256)',
    },
    journalAt: (day: string, time: string) => `${day}, ${time} UTC`,
    notices: [
      'Monitors observe and record. They do not intervene in any case, and nothing in this report is advice to a court.',
      'Witnesses and accused appear by code. A lost testimony is a failure to secure evidence in time, never a failing of the witness: she owes no one her testimony, and her assistance and return do not depend on it.',
      'The law that is cited carries a mark which says how far it has been checked. The last chapter explains the marks.',
    ],
  },
  footer: (asOf: string, ruleset: string, hash: string) => `As of ${asOf} · ruleset ${ruleset} · snapshot ${hash}`,
  chapters: {
    keyFindings: 'Key findings',
    flagged: 'Testimony lost to repatriation',
    trialByTrial: 'The flagged trials, one by one',
    toSecure: 'Testimony that can still be secured',
    method: 'Method and marks',
  },
  figures: {
    flagged: ({ closed, open }: RateByClosure) =>
      `of ${count(closed.base, 'closed trial', 'closed trials')} with a victim-witness flagged; ` +
      `${number(open.part)} of ${number(open.base)} open ones so far`,
    witnesses: ({ closed, open }: RateByClosure) =>
      `of ${witnesses(closed.base)} in closed trials not heard, or not tested, because of repatriation; ` +
      `${number(open.part)} of ${number(open.base)} in open ones so far`,
    gap: (known: number) => `median from departure to the next hearing (${count(known, 'known gap', 'known gaps')})`,
    atRisk: (urgent: number) => `at risk now: ${count(urgent, 'witness', 'witnesses')} within 14 days or overdue`,
    noGap: 'no gap with a known day of departure',
  },
  findings: {
    coverage: (of: Coverage) =>
      `From ${of.from} to ${of.to} the mission followed ${count(of.cases, 'proceeding', 'proceedings')} before ` +
      `${count(of.courts, 'court', 'courts')}, with ${count(of.hearings, 'hearing', 'hearings')} recorded; ` +
      `${number(of.indicted)} reached an indictment.`,
    noTrials: 'No proceedings fall within the period, so there is nothing to count.',
    flagged: ({ closed, open }: RateByClosure) =>
      `Testimony was lost to repatriation, or replaced by a statement that the defence could not test, in ` +
      `${share(closed.part, closed.base)} closed trials with a victim-witness; these findings are final. In ` +
      `${share(open.part, open.base)} open ones it is so at present, and can still change.`,
    loss: (rate: Rate) =>
      rate.base === 0
        ? 'No trial with a victim-witness closed within the period.'
        : `Of the trials with a victim-witness that closed within the period, ${share(rate.part, rate.base)} were flagged.`,
    secured: (rate: Rate) =>
      rate.base === 0
        ? 'No victim-witness of a closed trial is in scope.'
        : `In closed trials the evidence of ${share(rate.part, rate.base)} victim-witnesses was heard by the court or read ` +
          'from a record that the defence had been able to test.',
    gap: (median: number, least: number, most: number) =>
      least === most
        ? `Between her departure and the next hearing lay ${days(median)}, where the day of departure is known.`
        : `Between departure and the next hearing lay ${number(least)} to ${days(most)}, half of them ${days(median)} or ` +
          'fewer, where the day of departure is known.',
    undetermined: (value: number) =>
      `For ${witnesses(value)} the records do not show whether she left before or after the decisive day; this is counted apart.`,
    atRisk: (value: number, urgent: number) =>
      value === 0
        ? 'No testimony is at risk on the as-of day.'
        : `The testimony of ${witnesses(value)} is at risk on the as-of day and can still be secured; ` +
          `for ${number(urgent)} of them the foreseen day is at most 14 days ahead or has passed.`,
  },
  sections: {
    findings: 'Principal findings',
    recommendations: 'Recommendations',
    classes: 'Witnesses by class',
    returns: 'Persons sheltered and returned',
    byCourt: 'By court',
    list: 'The list',
    causes: 'Causes',
    atRisk: 'At risk now',
    recoverable: 'Recoverable',
    definitions: 'What the classes mean',
    law: 'The law that was charged',
    marks: 'What the marks mean',
    reading: 'How the figures are made',
    dataQuality: 'Data quality',
  },
  trial: (code: string) => `Case ${code}`,
  subsections: { explanation: 'Why this finding', actions: 'What can still be asked for' },
  recommendations: {
    PLAN: 'To the programmes that arrange returns: tell the court, with her consent, of a planned return in time for her to be heard before it.',
    EXAMINE:
      'To prosecutors and investigating judges: hear a witness who wishes to leave before she goes, with the defence attending, so that the record can be used.',
    SCHEDULE:
      'To the courts: when a hearing is set or adjourned, ask whether a witness is to leave before the new day.',
    REMOTE:
      'To the courts: where a willing witness has gone, hear her by video link or letters rogatory before a statement is read.',
    STAY: 'To those who assist victims: offer a supported stay until the hearing, her choice, with assistance that depends on nothing.',
  },
  tables: {
    classes: 'Victim-witnesses in scope, by class',
    causes: 'Causes of testimony lost or diminished, in witnesses',
    returns: 'Persons who left, by programme and nationality',
    byCourt: 'Flagged trials by court',
    list: 'Trials with testimony lost to repatriation or diminished by it',
    witnesses: (code: string) => `Victim-witnesses in ${code}`,
    atRisk: 'Testimony at risk on the as-of day',
    recoverable: 'Testimony that has gone and can still be recovered',
    definitions: 'The classes',
    law: 'Provisions charged in the period',
    marks: 'Marks on the law',
  },
  heads: {
    basis: 'Way to recover it',
    case: 'Case',
    cause: 'Cause',
    class: 'Class',
    court: 'Court',
    final: 'Final',
    flaggedClosed: 'Flagged, closed',
    flaggedOpen: 'Flagged, open',
    gap: 'Gap, days',
    lostFinal: 'Lost, final',
    lostProvisional: 'Lost, provisional',
    readFinal: 'Read, final',
    readProvisional: 'Read, provisional',
    mark: 'Mark',
    meaning: 'Meaning',
    nationality: 'Nationality',
    nextHearing: 'Next hearing',
    outcome: 'Outcome',
    provision: 'Provision',
    provisional: 'Provisional',
    code: 'Code',
    reference: 'Place',
    remarks: 'Remarks',
    repatriation: 'Lost to repatriation',
    result: 'Testimony',
    title: 'Offence',
    total: 'Total',
    triage: 'Triage',
    witness: 'Witness',
    witnesses: 'Witnesses',
  },
  facts: {
    court: 'Court',
    charges: 'Charges',
    stage: 'Outcome',
    testimony: 'Testimony',
    legalAid: 'Legal aid',
    hearings: 'Hearings',
  },
  accused: (value: number) => `${number(value)}\u00a0accused`,
  cycle: (value: number) => `retrial or restart, no. ${number(value)}`,
  months: (value: number) => count(value, 'month', 'months'),
  hearing: (label: string, day: string, status: string) => `${label}\u00a0${day}\u00a0(${status})`,
  noHearing: 'none recorded',
  counsel: { yes: 'assigned', no: 'none recorded' },
  flags: { lost: 'Testimony lost', diminished: 'Testimony diminished' },
  gapRange: (least: string, most: string) => `${least} to ${most}`,
  gapAtLeast: (least: string) => `at least ${least}`,
  noLaterHearing: 'no later hearing',
  ofWitness: (code: string, text: string) => `${code}:\u00a0${text}`,
  final: 'final',
  provisional: 'provisional',
  timeline: {
    caption: (code: string) => `Court and witnesses over time, ${code}`,
    court: 'Court',
    hearings: (value: number) => count(value, 'hearing', 'hearings'),
    witness: (code: string) => `Witness ${code}`,
    indictment: 'Indictment',
    gap: (gap: string) => `gap ${gap}`,
    legend: {
      statement: 'Statement',
      indictment: 'Indictment',
      hearing: 'Hearing',
      departure: 'Departure',
      return: 'Return',
      testimony: 'Testimony',
      gap: 'Gone before her testimony was secured',
    },
  },
  remarks: {
    noFlagged: 'No trial of the period is flagged.',
    noAtRisk: 'No testimony is known to be at risk on the as-of day.',
    noRecoverable: 'No testimony is in the class recoverable on the as-of day.',
    noDataQuality: 'No finding.',
    noReturns: 'No departure of a sheltered person is recorded.',
    noProvisions: 'No provision was charged.',
    small: 'A dagger (†) marks counts of persons under 3: they may identify someone. Do not pass them on.',
    separately: 'Final and provisional findings are different things and are never added together.',
    plannedDays:
      'The days of planned returns are not printed: they are kept from all who do not assist the witness. Within 14 days: also where the day has passed.',
    list: 'Flagged by what happened to any victim-witness in scope, whatever the headline. All or some: of the material witnesses. Gap: days from her departure to the next hearing.',
    sheltered: (value: number) => `${count(value, 'person', 'persons')} had been sheltered up to the as-of day.`,
    returned: (programme: string, total: number, share: string, nationality: string) =>
      `${programme}: ${count(total, 'person', 'persons')} left; the largest nationality, ${nationality}, makes ${share}.`,
  },
  reading: [
    'Each finding is computed from recorded facts under the ruleset named in the footer; nobody types a class in. A witness counts when a party or the court relies on her, in the latest main trial of her case.',
    'Only what had been recorded by the as-of day is seen. A later correction does not change this report; the next one shows it.',
    'Every figure stands with its base. A percentage is given only for a base of 10 or more. What could not be determined is shown as such.',
    'Triage of a statement that was read is a prompt for a lawyer, not a finding that a trial was unfair.',
  ],
};

export type Phrases = typeof englishPhrases;
