import { flaggedTrialsChapter } from './chapters/flagged-trials.js';
import { keyFindings } from './chapters/key-findings.js';
import { method } from './chapters/method.js';
import { testimonyToSecure } from './chapters/testimony-to-secure.js';
import { trialByTrial } from './chapters/trial-by-trial.js';
import { numbered } from './numbering.js';
import type { Cover, Imprint, ReportDocument } from './report-document.js';
import type { ReportSnapshot } from './report-snapshot.js';
import { englishWording, type Wording } from './wording.js';

/** Characters of the hash that the footer shows. */
const SHOWN_OF_HASH = 12;

/** Words a snapshot. Pure: the same snapshot, hash and wording give the same document. `hash` is its SHA-256 in hex. */
export function composeReport(
  snapshot: ReportSnapshot,
  hash: string,
  wording: Wording = englishWording,
): ReportDocument {
  return {
    language: wording.language,
    title: snapshot.title,
    cover: cover(snapshot, hash, wording),
    imprint: imprint(snapshot, hash, wording),
    words: wording.phrases.furniture,
    chapters: numbered(
      [keyFindings, flaggedTrialsChapter, trialByTrial, testimonyToSecure, method]
        .map((chapter) => chapter(snapshot, wording))
        .filter(({ blocks }) => blocks.length > 0),
    ),
  };
}

function cover(snapshot: ReportSnapshot, hash: string, { phrases, labels, formats }: Wording): Cover {
  const { facts } = phrases.cover;
  const { period, journalAt } = snapshot;
  return {
    subtitle: phrases.cover.period(formats.day(period.from), formats.day(period.to)),
    facts: [
      { label: facts.classification, text: labels.classifications[snapshot.classification] },
      { label: facts.number, text: snapshot.reportNumber ?? phrases.draft },
      { label: facts.asOf, text: formats.day(snapshot.asOf) },
      {
        label: facts.journal,
        text: phrases.cover.journalAt(formats.day(journalAt.slice(0, 10)), journalAt.slice(11, 16)),
      },
      { label: facts.ruleset, text: snapshot.rulesetVersion },
      { label: facts.generatedFor, text: snapshot.generatedFor },
      { label: facts.hash, text: hash },
    ],
    notices: phrases.cover.notices,
  };
}

function imprint(snapshot: ReportSnapshot, hash: string, { language, phrases, labels, formats }: Wording): Imprint {
  const { classification, rulesetVersion, asOf, reportNumber, journalAt } = snapshot;
  return {
    classification: labels.classifications[classification],
    reportNumber: reportNumber ?? phrases.draft,
    footer: phrases.footer(formats.day(asOf), rulesetVersion, hash.slice(0, SHOWN_OF_HASH)),
    keywords: [hash, classification, language, reportNumber ?? ''].join(' ').trim(),
    createdAt: journalAt,
  };
}
