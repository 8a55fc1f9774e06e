import { beforeAll, describe, expect, it } from '@jest/globals';
import { emptySnapshot, reportSnapshotOf } from '../../../test/support/report-snapshot-of.js';
import { composeReport } from './compose-report.js';
import type { Block, Cell, ReportDocument, Table } from './report-document.js';
import type { ReportSnapshot } from './report-snapshot.js';

const HASH = 'a'.repeat(64);

function tablesOf(document: ReportDocument, caption: string): readonly Table[] {
  return blocksOf(document).filter(
    (block): block is Table => block.kind === 'table' && block.caption.startsWith(caption),
  );
}

function blocksOf({ chapters }: ReportDocument): readonly Block[] {
  return chapters.flatMap(({ blocks }) => blocks);
}

function wordsOf(cell: Cell | undefined): string {
  if (!cell) return '';
  return typeof cell.text === 'string' ? cell.text : cell.text.map(({ text }) => text).join('');
}

function firstColumn(table: Table | undefined): readonly string[] {
  return table?.rows.map(([head]) => wordsOf(head)) ?? [];
}

describe('a report over the scenarios', () => {
  let snapshot: ReportSnapshot;
  let document: ReportDocument;
  beforeAll(async () => {
    snapshot = await reportSnapshotOf('test/vectors/scenarios.json');
    document = composeReport(snapshot, HASH);
  });

  const withFlag = (...flags: readonly string[]): readonly string[] =>
    snapshot.trials
      .filter(({ assessment }) => assessment.flags.some((flag) => flags.includes(flag)))
      .map(({ caseCode }) => caseCode);

  it('lists exactly the trials whose testimony was lost to repatriation or diminished by it', () => {
    const [list] = tablesOf(document, 'Trials with testimony lost');
    const flagged = withFlag('TESTIMONY_LOST_TO_REPATRIATION', 'TESTIMONY_DIMINISHED_BY_REPATRIATION');
    expect(flagged.length).toBeGreaterThan(5);
    expect(firstColumn(list)).toEqual(flagged);
  });

  it('links each of them to a section of its own, with a figure and a table of its witnesses', () => {
    const [list] = tablesOf(document, 'Trials with testimony lost');
    const links = list?.rows.map(([head]) => (typeof head?.text === 'object' ? head.text[0]?.link : undefined));
    const sections = document.chapters[2]?.blocks.flatMap((block) =>
      block.kind === 'heading' && block.level === 'section' ? [block.key] : [],
    );
    expect(links).toEqual(sections);
    const figures = blocksOf(document).filter(({ kind }) => kind === 'timeline');
    expect(figures).toHaveLength(links?.length ?? 0);
    expect(tablesOf(document, 'Victim-witnesses in S')).toHaveLength(figures.length);
  });

  it('keeps trials at risk apart, the urgent ones first', () => {
    const [atRisk] = tablesOf(document, 'Testimony at risk');
    expect([...firstColumn(atRisk)].sort()).toEqual([...withFlag('TESTIMONY_AT_RISK')].sort());
    const urgent = atRisk?.rows.map((row) => wordsOf(row.at(-1)).includes('within 14 days')) ?? [];
    expect(urgent).toContain(true);
    expect(urgent.lastIndexOf(true)).toBeLessThan(urgent.indexOf(false));
  });

  it('prints no day of a planned return, and says so rather than that it is not known', () => {
    const [atRisk] = tablesOf(document, 'Testimony at risk');
    expect(atRisk?.columns.map(({ head }) => head)).toEqual(['Case', 'Court', 'Witness', 'Next hearing', 'Remarks']);
    expect(JSON.stringify(document)).toContain('The days of planned returns are not printed');
  });

  it('counts repatriation in all, with deportation as a line of its own inside it', () => {
    const [causes] = tablesOf(document, 'Causes of testimony');
    const rows = causes?.rows.map((row) => row.map(wordsOf)) ?? [];
    const numbersOf = (head: string) =>
      rows
        .find(([first]) => first === head)
        ?.slice(1)
        .map(Number) ?? [];
    const programmes = ['IOM return', 'OMiK return', 'Deportation'].map((name) => numbersOf(`of which: ${name}`));
    expect(rows[0]?.[0]).toBe('Repatriation, in all');
    expect(programmes.every(({ length }) => length === 4)).toBe(true);
    expect(numbersOf('Repatriation, in all')).toEqual(
      [0, 1, 2, 3].map((column) => programmes.reduce((sum, numbers) => sum + (numbers[column] ?? 0), 0)),
    );
  });

  it('says of a flagged trial by which rule it is flagged', () => {
    const text = JSON.stringify(document.chapters[2]);
    expect(text).toContain('Rule 6');
    expect(text).toContain('Testimony was lost to repatriation');
  });

  it('hatches the days from departure to the next hearing in the figure', () => {
    const figure = blocksOf(document).find((block) => block.kind === 'timeline');
    const spans = figure?.kind === 'timeline' ? figure.witnesses.flatMap((lane) => lane.spans) : [];
    expect(spans).toContainEqual({ kind: 'gap', from: '2001-02-19', to: '2001-04-10', text: 'gap 50\u00a0days' });
  });

  it('counts flagged trials and witnesses of closed and of open cases apart, also on the first page', () => {
    const figures = blocksOf(document).find((block) => block.kind === 'key-figures');
    const [trials, witnesses] = figures?.kind === 'key-figures' ? figures.figures : [];
    expect(trials?.text).toMatch(/^of \d+\sclosed trials with a victim-witness flagged; \d+ of \d+ open ones so far$/);
    expect(witnesses?.text).toMatch(/ in closed trials .*; \d+ of \d+ in open ones so far$/);
    const [byCourt] = tablesOf(document, 'Flagged trials by court');
    expect(byCourt?.columns.map(({ head }) => head)).toEqual(['Court', 'Flagged, closed', 'Flagged, open']);
  });

  it('never adds final and provisional findings', () => {
    const [classes] = tablesOf(document, 'Victim-witnesses in scope');
    expect(classes?.columns.map(({ head }) => head)).toEqual(['Class', 'Final', 'Provisional']);
    const sum = (column: number): number =>
      classes?.rows.reduce((total, row) => total + Number(wordsOf(row[column])), 0) ?? 0;
    expect(wordsOf(classes?.totals?.[1])).toBe(String(sum(1)));
    expect(wordsOf(classes?.totals?.[2])).toBe(String(sum(2)));
  });

  it('warns of counts of persons under three', () => {
    const [returns] = tablesOf(document, 'Persons who left');
    expect(returns?.rows.map((row) => row.map(wordsOf))).toContainEqual(['not known', '2\u00a0†', '0']);
  });

  it('gives every heading a key of its own and numbers what stands in reading order', () => {
    const keys = [
      ...document.chapters.map(({ key }) => key),
      ...blocksOf(document).flatMap((block) => (block.kind === 'heading' ? [block.key] : [])),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    const tables = blocksOf(document).flatMap((block) => (block.kind === 'table' ? [Number(block.number)] : []));
    expect(tables).toEqual(tables.map((_, index) => index + 1));
  });

  it('never says that a victim failed to appear, and suggests no step that holds her back', () => {
    const text = JSON.stringify(document);
    expect(text).not.toMatch(
      /failed to appear|did not appear|absconded|prevent(ed|s)? (her|the witness) from leaving|confiscate/i,
    );
    expect(text).not.toMatch(/undefined|null,null|\[object|NaN/);
  });

  it('says the same for the same snapshot', () => {
    expect(composeReport(snapshot, HASH)).toEqual(document);
  });

  it('carries the hash, the as-of day and the ruleset on every page', () => {
    expect(document.imprint.footer).toBe('As of 5\u00a0June\u00a02001 · ruleset 2001.1 · snapshot aaaaaaaaaaaa');
    expect(document.imprint.keywords).toContain(HASH);
  });
});

describe('a report of a period in which nothing happened', () => {
  it('says so in words and shows no empty table', () => {
    const document = composeReport(emptySnapshot, HASH);
    const text = JSON.stringify(document);
    expect(text).toContain('No proceedings fall within the period');
    expect(text).toContain('No trial of the period is flagged.');
    expect(blocksOf(document).every((block) => block.kind !== 'table' || block.rows.length > 0)).toBe(true);
  });
});
