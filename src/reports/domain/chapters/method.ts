import { testimonyClasses } from '../../../testimony/domain/assessment.js';
import type { Block, Cell, Chapter } from '../report-document.js';
import { marks as lawMarks } from '../../../reference/domain/reference-entry.js';
import type { ProvisionSnapshot, ReportSnapshot } from '../report-snapshot.js';
import type { Wording } from '../wording.js';

/** How the figures are made, what classes and marks mean, which law was charged, and what is odd in the data. */
export function method({ trials, dataQuality }: ReportSnapshot, wording: Wording): Chapter {
  const { phrases } = wording;
  return {
    key: 'method',
    title: phrases.chapters.method,
    blocks: [
      { kind: 'heading', key: 'reading', level: 'section', text: phrases.sections.reading },
      ...phrases.reading.map((text): Block => ({ kind: 'paragraph', text })),
      { kind: 'heading', key: 'definitions', level: 'section', text: phrases.sections.definitions },
      definitions(wording),
      { kind: 'heading', key: 'law', level: 'section', text: phrases.sections.law },
      ...law(
        trials.flatMap(({ provisions }) => provisions),
        wording,
      ),
      { kind: 'heading', key: 'marks', level: 'section', text: phrases.sections.marks },
      marks(wording),
      { kind: 'heading', key: 'data-quality', level: 'section', text: phrases.sections.dataQuality },
      dataQuality.length
        ? { kind: 'list', items: dataQuality.map(({ caseCode, note }) => (caseCode ? `${caseCode}: ${note}` : note)) }
        : { kind: 'paragraph', text: phrases.remarks.noDataQuality },
    ],
  };
}

function definitions({ phrases, labels }: Wording): Block {
  return glossary(
    phrases.tables.definitions,
    [phrases.heads.class, phrases.heads.meaning],
    testimonyClasses.map((name) => [labels.classes[name], labels.classMeanings[name]]),
  );
}

function marks({ phrases, labels }: Wording): Block {
  return glossary(
    phrases.tables.marks,
    [phrases.heads.mark, phrases.heads.meaning],
    lawMarks.map((mark) => [mark, labels.lawMarks[mark]]),
  );
}

function law(provisions: readonly ProvisionSnapshot[], { phrases }: Wording): readonly Block[] {
  const { heads } = phrases;
  const byCode = new Map(provisions.map((provision) => [provision.code, provision]));
  if (byCode.size === 0) return [{ kind: 'paragraph', text: phrases.remarks.noProvisions }];
  const rows = [...byCode.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
  return [
    glossary(
      phrases.tables.law,
      [heads.code, heads.title, heads.reference, heads.mark],
      rows.map(({ code, label, reference, mark }) => [code, label, reference, mark]),
    ),
  ];
}

function glossary(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): Block {
  return {
    kind: 'table',
    caption,
    columns: heads.map((head) => ({ head, align: 'start' })),
    rows: rows.map((row) => row.map((text): Cell => ({ text }))),
  };
}
