import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type ReadLine, type ReadPdf, readPdf, textOf } from '../../../test/support/read-pdf.js';
import { emptySnapshot, reportSnapshotOf } from '../../../test/support/report-snapshot-of.js';
import { composeReport } from '../domain/compose-report.js';
import { flaggedTrials } from '../domain/report-figures.js';
import type { ReportSnapshot, TrialSnapshot } from '../domain/report-snapshot.js';
import { snapshotHash } from '../snapshot-hash.js';
import { page, textBottom } from './layout/typography.js';
import { renderPdf } from './render-pdf.js';

async function render(snapshot: ReportSnapshot): Promise<Buffer> {
  return renderPdf(composeReport(snapshot, snapshotHash(snapshot)));
}

async function read(snapshot: ReportSnapshot): Promise<ReadPdf> {
  return readPdf(await render(snapshot));
}

/** Lines between header and footer. */
function body(lines: readonly ReadLine[]): readonly ReadLine[] {
  return lines.filter(({ y }) => y > page.top - 10 && y < page.height - 52);
}

/** Texts that leave the column, or run into the footer. */
function outsideMargins({ pages }: ReadPdf): readonly string[] {
  const right = page.width - page.right;
  const beside = pages.flat().filter(({ x, width }) => x < page.left - 1 || x + width > right + 1);
  const below = pages.slice(1).flatMap((lines) => body(lines).filter(({ y, height }) => y + height > textBottom + 2));
  return [...beside, ...below].map(({ text }) => text);
}

/** The scenarios again and again, each under a code of its own. */
function copies(snapshot: ReportSnapshot, count: number): ReportSnapshot {
  const trials = Array.from({ length: count }, (_, index): TrialSnapshot => {
    const of = snapshot.trials[index % snapshot.trials.length] as TrialSnapshot;
    return { ...of, caseCode: `TST-${String(index + 1).padStart(4, '0')}/01` };
  });
  return { ...snapshot, trials };
}

describe('a printed report', () => {
  let snapshot: ReportSnapshot;
  let printed: ReadPdf;
  beforeAll(async () => {
    snapshot = await reportSnapshotOf('test/vectors/scenarios.json');
    printed = await read(snapshot);
  });

  it('is a file that needs no mending', () => {
    expect(printed.broken).toBe(false);
  });

  it('opens with its title, period, classification and hash', () => {
    const cover = textOf(printed.pages[0] ?? []);
    expect(cover).toContain('Monitoring of human-trafficking trials');
    expect(cover).toContain('1 October 2000 to 5 June 2001');
    expect(cover).toContain('Confidential – restricted');
    expect(cover).toContain(snapshotHash(snapshot));
  });

  it('lists exactly the flagged trials in its table', () => {
    const listing = printed.pages.findIndex((lines, index) => index > 1 && textOf(lines).includes('The list'));
    const codes = (printed.pages[listing] ?? [])
      .filter(({ x }) => x < page.left + 40)
      .map(({ text }) => text.trim())
      .filter((text) => /^S\d+$/.test(text));
    expect(codes).toEqual(flaggedTrials(snapshot.trials).map(({ caseCode }) => caseCode));
  });

  it('describes each flagged trial under a bookmark of its own', () => {
    const sections = flaggedTrials(snapshot.trials).map(
      ({ caseCode }, index) => `3.${String(index + 1)} Case ${caseCode}`,
    );
    expect(printed.bookmarks).toEqual(expect.arrayContaining(sections));
    expect(printed.links).toBeGreaterThan(sections.length);
  });

  it('shows classification, number, page, as-of day, ruleset and hash on every page but the cover', () => {
    const hash = snapshotHash(snapshot).slice(0, 12);
    const total = String(printed.pages.length);
    printed.pages.slice(1).forEach((lines, index) => {
      const text = textOf(lines);
      expect(text).toContain('CONFIDENTIAL – RESTRICTED');
      expect(text).toContain('TMP-2001-01');
      expect(text).toContain(`Page ${String(index + 2)} of ${total}`);
      expect(text).toContain(`As of 5 June 2001 · ruleset 2001.1 · snapshot ${hash}`);
    });
  });

  it('gives in its contents the pages on which the chapters begin', () => {
    const contents = textOf(printed.pages[1] ?? []);
    const method = printed.pages.findIndex(
      (lines, index) => index > 1 && textOf(body(lines)).includes('5  Method and marks'),
    );
    expect(method).toBeGreaterThan(2);
    expect(contents).toMatch(new RegExp(`5 +Method and marks +${String(method + 1)}\\b`));
  });

  it('embeds every font that it uses', () => {
    expect(printed.usedFonts.length).toBe(4);
    expect(printed.embeddedFonts).toEqual(printed.usedFonts);
    expect(printed.usedFonts.join()).not.toContain('Helvetica');
  });

  it('tells a reader its title, its language and the instant of its data', () => {
    expect(printed.metadata).toEqual({
      title: 'Monitoring of human-trafficking trials',
      keywords: `${snapshotHash(snapshot)} INTERNAL en TMP-2001-01`,
      created: 'D:20010605120000Z',
      language: 'en',
    });
  });

  it('keeps all text within the margins', () => {
    expect(outsideMargins(printed)).toEqual([]);
  });

  it('leaves no page nearly empty but the last of a chapter', () => {
    const titles = printed.pages.map((lines) => lines.find(({ y }) => y > page.height - 52)?.text);
    printed.pages.slice(2).forEach((lines, index) => {
      if (titles[index + 2] !== titles[index + 3]) return;
      const last = Math.max(...body(lines).map(({ y, height }) => y + height));
      expect(last).toBeGreaterThan(page.top + (textBottom - page.top) * 0.6);
    });
  });

  it('is the same to the byte when it is printed again later', async () => {
    const first = await render(snapshot);
    await setTimeout(1_100);
    expect((await render(snapshot)).equals(first)).toBe(true);
  });

  it('differs when the snapshot does', async () => {
    const other = { ...snapshot, generatedFor: 'Region' };
    expect((await render(other)).equals(await render(snapshot))).toBe(false);
  });

  it('repeats the head of the list on each of its pages when there are 300 trials', async () => {
    const large = await read(copies(snapshot, 300));
    const continued = large.pages.filter((lines) => textOf(lines).includes('or diminished by it (continued)'));
    expect(continued.length).toBeGreaterThan(2);
    continued.forEach((lines) => {
      expect(textOf(lines)).toContain('Outcome');
    });
    expect(outsideMargins(large)).toEqual([]);
  });

  it('breaks words that are wider than their column', async () => {
    const label = 'Oberlandesgerichtspräsidentenstellvertreter'.repeat(6);
    const trials = snapshot.trials.map((trial) => ({ ...trial, court: { ...trial.court, label } }));
    const wide = await read({ ...snapshot, trials, dataQuality: [{ caseCode: null, note: label }] });
    expect(outsideMargins(wide)).toEqual([]);
    const printedWords = wide.pages
      .flat()
      .map(({ text }) => text.trim())
      .join('');
    expect(printedWords).toContain('Oberlandesgericht');
  });

  it.each([
    ['Albanian', 'Gjykata e Qarkut në Gjilan: dëshmitarja, çështje, Ëmbël, Çmim'],
    ['Serbian in Latin', 'Okružni sud u Peći: žrtva, svedok, đak, ČĆĐŠŽ čćđšž'],
    ['Serbian in Cyrillic', 'Окружни суд у Призрену: сведок, жртва, ЂЈЉЊЋЏ ђјљњћџ'],
    ['quotation marks and dashes', '„сведок“ «dëshmitar» “witness” – — †'],
  ])('shows %s in text, tables and headings', async (_language, text) => {
    const trials = snapshot.trials.slice(0, 1).map((trial) => ({ ...trial, court: { ...trial.court, label: text } }));
    const shown = await read({ ...snapshot, trials, title: text, dataQuality: [{ caseCode: null, note: text }] });
    expect(textOf(shown.pages[0] ?? [])).toContain(text);
    expect(textOf(shown.pages.at(-1) ?? [])).toContain(text);
  });

  it('joins letters with their marks before it looks for a glyph', async () => {
    const shown = await read({ ...emptySnapshot, title: 'de\u0308shmitar' });
    expect(textOf(shown.pages[0] ?? [])).toContain('d\u00ebshmitar');
  });

  it.each([
    ['\u26a0', 'The character U+26a0 cannot be printed (no glyph in serif-semibold)'],
    ['\u{1F600}', 'The character U+1f600 cannot be printed (no glyph in serif-semibold)'],
    ['\u0000', 'The character U+0000 cannot be printed (no glyph in serif-semibold)'],
  ])('refuses a character that no reader would see: %j', async (character, message) => {
    await expect(render({ ...emptySnapshot, title: `Report ${character}` })).rejects.toThrow(message);
  });

  it('is whole when nothing happened in the period', async () => {
    const empty = await read(emptySnapshot);
    expect(empty.pages.map(textOf).join(' ')).toContain('No proceedings fall within the period');
    expect(outsideMargins(empty)).toEqual([]);
  });
});
