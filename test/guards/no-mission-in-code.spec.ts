import { describe, expect, it } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { codesOf } from '../../src/reference/domain/reference-pack.js';
import { readReferencePack } from '../../src/reference/read-reference-pack.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Names and codes by which code would know the mission: its places, courts and provisions in every language. */
async function wordsOfTheMission(): Promise<readonly string[]> {
  const pack = await readReferencePack(join(root, 'reference/kosovo-2001'));
  const places = pack.entries.REGION.flatMap(({ labels }) => Object.values(labels))
    .flatMap((label) => (label ?? '').split('/'))
    .filter((place) => place !== '');
  const codes = (['REGION', 'COURT', 'PROVISION'] as const).flatMap((kind) => [...codesOf(pack, kind)]);
  return [...new Set([pack.title, ...places, ...codes])];
}

function wholeWord(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'u');
}

/** The words that a source file says to the machine: names and literals, without its comments. */
function wordsOfCode(source: string): string[] {
  const words: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
      words.push(node.text);
    } else if (ts.isTemplateHead(node)) words.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('source.ts', source, ts.ScriptTarget.ES2022));
  return words;
}

function missionIn(source: string, mission: RegExp): string[] {
  return wordsOfCode(source).filter((word) => mission.test(word));
}

describe('the code', () => {
  it('contains no place, court or provision of a mission', async () => {
    const mission = wholeWord(await wordsOfTheMission());
    const files = (await readdir(join(root, 'src'), { recursive: true })).filter(
      (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
    );
    expect(files.length).toBeGreaterThan(20);
    const found = await Promise.all(
      files.map(async (file) => {
        const words = missionIn(await readFile(join(root, 'src', file), 'utf8'), mission);
        return words.map((word) => `${file}: ${word}`);
      }),
    );
    expect(found.flat()).toEqual([]);
  });

  it.each([
    ["const court = 'DC_PRISTINA';", ['DC_PRISTINA']],
    ["const title = `Trials in ${'Peć'} and Prizren`;", ['Peć', ' and Prizren']],
    ['const prefixes = { GJILAN: 1 };', ['GJILAN']],
    ["if (provision.startsWith('R01-4:2.1')) count();", ['R01-4:2.1']],
    ['const law = /FRYCC:251.1/;', ['/FRYCC:251.1/']],
    ['/** For example `DC_PRISTINA`. */ const court = code; // Peja', []],
    ["const folder = 'reference/kosovo-2001';", []],
  ])('would be caught or let pass as it should: %s', async (source, words) => {
    expect(missionIn(source, wholeWord(await wordsOfTheMission()))).toEqual(words);
  });
});
