import type { ReportDocument } from '../../domain/report-document.js';
import { breakLines, drawLines, type Line } from './lines.js';
import { line, type Mark } from './marks.js';
import { filledIn, type Setting } from './setting.js';
import { colours, page, styles, type TextStyle, textWidth } from './typography.js';

const HEADER = 42;
const FOOTER = page.height - 48;
const right = page.left + textWidth;

/** Classification and number above; chapter, page, as-of day, ruleset and snapshot below. */
export function furnitureMarks(
  { imprint, words }: ReportDocument,
  at: { readonly page: number; readonly pages: number; readonly chapter: string },
  { metrics }: Setting,
): readonly Mark[] {
  const set = (text: string, style: TextStyle): readonly Line[] =>
    breakLines(text, style, textWidth / 2, metrics).slice(0, 1);
  const number = filledIn(words.pageOf, { page: String(at.page), pages: String(at.pages) });
  return [
    ...drawLines(set(imprint.classification.toUpperCase(), styles.furnitureStrong), page.left, HEADER),
    ...drawLines(set(imprint.reportNumber, styles.furniture), right, HEADER, 'end'),
    line([page.left, HEADER + 13], [right, HEADER + 13], colours.rule),
    line([page.left, FOOTER - 5], [right, FOOTER - 5], colours.rule),
    ...drawLines(set(at.chapter, styles.furniture), page.left, FOOTER),
    ...drawLines(set(number, styles.furniture), right, FOOTER, 'end'),
    ...drawLines(set(imprint.footer, styles.furniture), page.left, FOOTER + 11),
  ];
}
