import type { Block, Chapter, ReportDocument } from '../../domain/report-document.js';
import type { Box } from './box.js';
import { contentsBoxes, coverMarks } from './front-matter.js';
import { furnitureMarks } from './furniture.js';
import { keyFigureBoxes } from './key-figures.js';
import type { Mark } from './marks.js';
import { paginate } from './paginate.js';
import type { Setting } from './setting.js';
import { tableBoxes } from './table.js';
import {
  chapterBoxes,
  factBoxes,
  flagBoxes,
  headingBoxes,
  listBoxes,
  noteBoxes,
  paragraphBoxes,
} from './text-blocks.js';
import { timelineBoxes } from './timeline.js';
import type { FontMetrics } from './typography.js';

/** What is drawn on each page, in order. */
export type LaidOutPages = readonly (readonly Mark[])[];

/** Sets a document into pages: cover, contents, then each chapter on a new page. */
export function layOut(given: ReportDocument, metrics: FontMetrics): LaidOutPages {
  const document = composed(given);
  const setting: Setting = { metrics, words: document.words };
  const chapters = document.chapters.map((chapter) => ({
    title: [chapter.number, chapter.title].filter(Boolean).join(' '),
    pages: paginate(boxesOf(chapter, setting)),
  }));
  const frontPages = 1 + paginate(contentsBoxes(document, () => 0, setting)).length;
  const body = chapters.flatMap(({ title, pages }) => pages.map((marks) => ({ title, marks })));
  const found = pageNumbers(body, frontPages);
  const contents = paginate(contentsBoxes(document, (key) => found.get(key) ?? 0, setting));
  const inner = [...contents.map((marks) => ({ title: document.words.contents, marks })), ...body];
  const pages = inner.length + 1;
  return [
    coverMarks(document, setting),
    ...inner.map(({ title, marks }, index) => [
      ...furnitureMarks(document, { page: index + 2, pages, chapter: title }, setting),
      ...marks,
    ]),
  ];
}

function boxesOf(chapter: Chapter, setting: Setting): readonly Box[] {
  const { blocks } = chapter;
  const body = blocks.flatMap((block, index) => {
    const boxes = blockBoxes(block, setting);
    return blocks[index + 1]?.kind === 'note' ? keptWithNext(boxes) : boxes;
  });
  return [...chapterBoxes(chapter, setting), ...body];
}

/** A note stays with the end of what it is about. */
function keptWithNext(boxes: readonly Box[]): readonly Box[] {
  return boxes.map((box, index) => (index === boxes.length - 1 ? { ...box, keepWithNext: true } : box));
}

function blockBoxes(block: Block, setting: Setting): readonly Box[] {
  switch (block.kind) {
    case 'heading':
      return headingBoxes(block, setting);
    case 'paragraph':
      return paragraphBoxes(block, setting);
    case 'list':
      return listBoxes(block, setting);
    case 'note':
      return noteBoxes(block, setting);
    case 'facts':
      return factBoxes(block, setting);
    case 'flags':
      return flagBoxes(block, setting);
    case 'key-figures':
      return keyFigureBoxes(block, setting);
    case 'table':
      return tableBoxes(block, setting);
    case 'timeline':
      return timelineBoxes(block, setting);
  }
}

function pageNumbers(
  body: readonly { readonly marks: readonly Mark[] }[],
  frontPages: number,
): ReadonlyMap<string, number> {
  const found = body.flatMap(({ marks }, index) =>
    marks.flatMap((mark) => (mark.kind === 'destination' ? [[mark.key, frontPages + index + 1] as const] : [])),
  );
  return new Map(found);
}

/** Letters with their marks as one character where there is one (NFC): fonts have glyphs for those. */
function composed(document: ReportDocument): ReportDocument {
  return JSON.parse(JSON.stringify(document).normalize('NFC')) as ReportDocument;
}
