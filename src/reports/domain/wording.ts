import { explain } from '../../testimony/domain/explanation-texts.js';
import type { Reason } from '../../testimony/domain/reasons.js';
import { englishFormats, type Formats, withGluedDays } from './formats.js';
import { englishLabels, type Labels } from './labels.js';
import { englishPhrases, type Phrases } from './phrases.js';

/** All that makes a report speak one language. */
export interface Wording {
  /** BCP 47. */
  readonly language: string;
  readonly labels: Labels;
  readonly formats: Formats;
  readonly phrases: Phrases;
  /** One full sentence for one step of an explanation. */
  readonly explain: (reason: Reason) => string;
}

export const englishWording: Wording = {
  language: 'en',
  labels: englishLabels,
  formats: englishFormats,
  phrases: englishPhrases,
  explain: (reason) => withGluedDays(explain(reason)),
};
