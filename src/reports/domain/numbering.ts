import type { Block, Chapter } from './report-document.js';

/** Numbers chapters, sections, paragraphs, tables and figures in reading order: `3`, `3.2`, `17`. */
export function numbered(chapters: readonly Chapter[]): readonly Chapter[] {
  const counts = { paragraph: 0, table: 0, timeline: 0 };
  return chapters.map((chapter, index) => {
    const number = String(index + 1);
    let section = 0;
    const numberOf = (block: Block): string | undefined => {
      switch (block.kind) {
        case 'paragraph':
        case 'table':
        case 'timeline':
          return String((counts[block.kind] += 1));
        case 'heading':
          return block.level === 'section' ? `${number}.${String((section += 1))}` : undefined;
        default:
          return undefined;
      }
    };
    const blocks = chapter.blocks.map((block) => {
      const given = numberOf(block);
      return given === undefined ? block : { ...block, number: given };
    });
    return { ...chapter, number, blocks };
  });
}
