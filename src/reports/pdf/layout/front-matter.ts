import type { ReportDocument } from '../../domain/report-document.js';
import type { Box } from './box.js';
import { breakLines, drawLines } from './lines.js';
import { line, type Mark } from './marks.js';
import type { Setting } from './setting.js';
import { colours, page, styles, textBottom, textWidth } from './typography.js';

const BAND = 330;
const FACT_LABEL = 130;

/** The title page: what it is on a dark band, then its facts, and at the foot how to handle it. */
export function coverMarks({ title, cover, imprint }: ReportDocument, { metrics }: Setting): readonly Mark[] {
  const titleLines = breakLines(title, styles.coverTitle, textWidth, metrics);
  const subtitle = breakLines(cover.subtitle, styles.coverSubtitle, textWidth, metrics);
  const titleTop =
    BAND - 62 - subtitle.length * styles.coverSubtitle.leading - titleLines.length * styles.coverTitle.leading;
  const marks: Mark[] = [
    { kind: 'rectangle', x: 0, y: 0, width: page.width, height: BAND, fill: colours.navy },
    { kind: 'rectangle', x: page.left, y: titleTop - 22, width: 48, height: 2, fill: colours.sky },
    ...drawLines(breakLines(imprint.classification, styles.coverMark, textWidth, metrics), page.left, 56),
    ...drawLines(titleLines, page.left, titleTop),
    ...drawLines(subtitle, page.left, BAND - 52 - subtitle.length * styles.coverSubtitle.leading),
  ];
  let y = BAND + 34;
  for (const { label, text } of cover.facts) {
    const style = text.length === 64 ? styles.hash : styles.fact;
    const lines = breakLines(text, style, textWidth - FACT_LABEL, metrics);
    marks.push(...drawLines(breakLines(label, styles.factLabel, FACT_LABEL, metrics), page.left, y));
    marks.push(...drawLines(lines, page.left + FACT_LABEL, y));
    y += Math.max(1, lines.length) * styles.fact.leading + 4;
  }
  const notices = cover.notices.map((notice) => breakLines(notice, styles.note, textWidth, metrics));
  const height = notices.reduce((sum, lines) => sum + lines.length * styles.note.leading + 5, 0);
  let top = textBottom + 20 - height;
  marks.push(line([page.left, top - 10], [page.left + textWidth, top - 10], colours.rule));
  for (const lines of notices) {
    marks.push(...drawLines(lines, page.left, top));
    top += lines.length * styles.note.leading + 5;
  }
  return marks;
}

/** More sections than these in one chapter are found by its tables and the bookmarks, and are not listed. */
const MOST_SECTIONS = 10;

/** A line for each chapter and section; `pageOf` is asked when it is drawn, since pages are counted later. */
export function contentsBoxes(
  document: ReportDocument,
  pageOf: (key: string) => number,
  { metrics, words }: Setting,
): readonly Box[] {
  const title = breakLines(words.contents, styles.chapter, textWidth, metrics);
  const heading: Box = {
    height: styles.chapter.leading,
    after: 18,
    keepWithNext: true,
    draw: (top) => [
      { kind: 'destination', key: 'contents', y: top, title: words.contents, depth: 0 },
      ...drawLines(title, page.left, top),
    ],
  };
  const entries = document.chapters.flatMap(({ key, number, title: chapter, blocks }) => {
    const sections = blocks.flatMap((block) => (block.kind === 'heading' && block.level === 'section' ? [block] : []));
    return [
      { key, number, text: chapter, chapter: true },
      ...(sections.length <= MOST_SECTIONS ? sections.map((section) => ({ ...section, chapter: false })) : []),
    ];
  });
  const boxes = entries.map(({ key, number, text, chapter }): Box => {
    const style = chapter ? styles.contentsChapter : styles.contentsSection;
    const indent = chapter ? 0 : 24;
    const [entry] = breakLines(text, style, textWidth - 90, metrics);
    return {
      height: style.leading,
      before: chapter ? 9 : 0,
      keepWithNext: chapter,
      draw: (top) => [
        ...drawLines(breakLines(number ?? '', style, 40, metrics), page.left + indent, top),
        ...drawLines(entry ? [entry] : [], page.left + indent + (chapter ? 24 : 30), top),
        ...drawLines(breakLines(String(pageOf(key)), style, 40, metrics), page.left + textWidth, top, 'end'),
        { kind: 'link', x: page.left, y: top, width: textWidth, height: style.leading, destination: key },
      ],
    };
  });
  return [heading, ...boxes];
}
