import type { Block, Cell } from '../report-document.js';
import type { ProgrammeTotals } from '../report-snapshot.js';
import type { Wording } from '../wording.js';

/** Counts of persons below this may identify someone, even within the mission (`domain.md` 7.4). */
const SMALL = 3;

/** Persons sheltered and returned, by programme and nationality; small counts carry a warning. */
export function returnsSection(totals: ProgrammeTotals, wording: Wording): readonly Block[] {
  const { phrases } = wording;
  return [
    { kind: 'heading', key: 'returns', level: 'section', text: phrases.sections.returns },
    { kind: 'paragraph', text: [phrases.remarks.sheltered(totals.sheltered), ...largest(totals, wording)].join(' ') },
    ...(totals.returned.length ? returnsTable(totals, wording) : []),
  ];
}

function largest({ returned }: ProgrammeTotals, { phrases, labels, formats }: Wording): readonly string[] {
  if (returned.length === 0) return [phrases.remarks.noReturns];
  return returned.flatMap(({ programme, total, byNationality }) => {
    const [first] = byNationality;
    if (!first || first.count < SMALL) return [];
    const name = nationalityOf(first.nationality, { phrases, labels });
    return [phrases.remarks.returned(labels.programmes[programme], total, formats.share(first.count, total), name)];
  });
}

function returnsTable({ returned }: ProgrammeTotals, { phrases, labels, formats }: Wording): readonly Block[] {
  const nationalities = inFallingOrder(returned);
  const numberOf = (count: number): Cell => ({
    text: count > 0 && count < SMALL ? `${formats.number(count)}\u00a0†` : formats.number(count),
  });
  return [
    {
      kind: 'table',
      caption: phrases.tables.returns,
      columns: [
        { head: phrases.heads.nationality, align: 'start' },
        ...returned.map(({ programme }) => ({ head: labels.programmes[programme], align: 'end' as const })),
      ],
      rows: nationalities.map((nationality) => [
        { text: nationalityOf(nationality, { phrases, labels }) },
        ...returned.map(({ byNationality }) =>
          numberOf(byNationality.find((entry) => entry.nationality === nationality)?.count ?? 0),
        ),
      ]),
      totals: [{ text: phrases.heads.total }, ...returned.map(({ total }) => ({ text: formats.number(total) }))],
    },
    { kind: 'note', text: phrases.remarks.small },
  ];
}

function inFallingOrder(returned: ProgrammeTotals['returned']): readonly (string | null)[] {
  const counts = new Map<string | null, number>();
  for (const { nationality, count } of returned.flatMap(({ byNationality }) => byNationality)) {
    counts.set(nationality, (counts.get(nationality) ?? 0) + count);
  }
  return [...counts]
    .sort(([a, many], [b, few]) => few - many || ((a ?? '') < (b ?? '') ? -1 : 1))
    .map(([nationality]) => nationality);
}

function nationalityOf(code: string | null, { phrases, labels }: Pick<Wording, 'phrases' | 'labels'>): string {
  return code === null ? phrases.notKnown : (labels.countries[code] ?? code);
}
