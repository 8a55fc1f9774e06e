import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BadInput } from '../kernel/errors.js';
import { inForceOn, type ReferenceKind, referenceKinds } from './domain/reference-entry.js';
import { codesOf, docketReference, type ReferencePack } from './domain/reference-pack.js';
import { readReferencePack } from './read-reference-pack.js';

const kosovo = fileURLToPath(new URL('../../reference/kosovo-2001', import.meta.url));
const tinyMission = fileURLToPath(new URL('../../test/reference/tiny-mission', import.meta.url));

function countsOf(pack: ReferencePack): Record<string, number> {
  return Object.fromEntries(referenceKinds.map((kind) => [kind, pack.entries[kind].length]));
}

function find<Kind extends ReferenceKind>(pack: ReferencePack, kind: Kind, code: string) {
  return pack.entries[kind].find((entry) => entry.code === code);
}

describe('the Kosovo pack', () => {
  it('is whole', async () => {
    expect(countsOf(await readReferencePack(kosovo))).toEqual({
      REGION: 5,
      OFFICE: 5,
      COURT: 7,
      PROVISION: 23,
      PROTECTIVE_MEASURE: 11,
      CHECKLIST_ITEM: 37,
      ADJOURNMENT_REASON: 15,
      DEADLINE_RULE: 12,
      GLOSSARY_TERM: 82,
    });
  });

  it('claims of nothing that somebody verified it', async () => {
    const { entries } = await readReferencePack(kosovo);
    const verified = Object.values(entries)
      .flat()
      .filter((entry) => entry.verifiedBy !== null);
    expect(verified).toEqual([]);
  });

  it('has an office and a district court in each region, and two courts above the regions', async () => {
    const pack = await readReferencePack(kosovo);
    const regions = [...codesOf(pack, 'REGION')];
    const regionsOf = (kind: 'OFFICE' | 'COURT') => pack.entries[kind].map(({ details }) => details.region);
    expect(regionsOf('OFFICE')).toEqual(regions);
    expect(regionsOf('COURT')).toEqual([...regions, null, null]);
    expect(find(pack, 'COURT', 'SC_KOSOVO')?.details.region).toBeNull();
  });

  it('offers on the day of the 2001 report only the protective measures that existed then', async () => {
    const pack = await readReferencePack(kosovo);
    const offeredOn = (day: string) =>
      pack.entries.PROTECTIVE_MEASURE.filter((measure) => inForceOn(measure, day)).map(({ code }) => code);
    expect(offeredOn('2001-06-05')).toEqual(['CLOSED_SESSION', 'REMOVE_ACCUSED']);
    expect(offeredOn('2001-09-19')).toHaveLength(2);
    expect(offeredOn('2001-09-20')).toHaveLength(11);
  });

  it('keeps the range, the mark and the dates of a provision', async () => {
    const pack = await readReferencePack(kosovo);
    expect(find(pack, 'PROVISION', 'R01-4:2.2')).toMatchObject({
      labels: { en: 'Trafficking in a person under 18' },
      mark: 'M',
      validFrom: '2001-01-12',
      validTo: '2004-04-05',
      details: { minMonths: null, maxMonths: 180, minorAggravationOf: 'R01-4:2.1', group: 'TRAFFICKING' },
    });
    expect(find(pack, 'PROVISION', 'PCCK:139.1')?.mark).toBe('V');
    expect(find(pack, 'PROVISION', 'LPPO:18.8')?.details).toMatchObject({ minMonths: null, maxMonths: null });
  });

  it('counts the deadlines of the procedure of 2001', async () => {
    const pack = await readReferencePack(kosovo);
    const lengthOf = (code: string) => {
      const details = find(pack, 'DEADLINE_RULE', code)?.details;
      return [details?.event, details?.direction, details?.days, details?.months];
    };
    expect(lengthOf('OBJECTION_TO_INDICTMENT')).toEqual(['INDICTMENT_SERVED', 'AFTER', 8, null]);
    expect(lengthOf('APPEAL')).toEqual(['WRITTEN_JUDGMENT_SERVED', 'AFTER', 15, null]);
    expect(lengthOf('DEPORTATION_CHALLENGE')).toEqual(['DEPORTATION_ORDERED', 'AFTER', null, null]);
    expect(lengthOf('EXAMINATION_BEFORE_DEPARTURE')).toEqual(['RETURN_PLANNED', 'BEFORE', null, null]);
    const ladder = pack.entries.DEADLINE_RULE.filter(({ details }) => details.event === 'DETENTION_BEGAN');
    expect(ladder.map(({ details }) => details.months)).toEqual([1, 3, 6, 9, 12]);
  });

  it('names its courts in four languages', async () => {
    const pack = await readReferencePack(kosovo);
    expect(find(pack, 'COURT', 'DC_GJILAN')?.labels).toEqual({
      en: 'District Court of Gjilan/Gnjilane',
      sq: 'Gjykata e Qarkut e Gjilanit',
      'sr-Cyrl': 'Окружни суд у Гњилану',
      'sr-Latn': 'Okružni sud u Gnjilanu',
    });
  });
});

describe('another mission', () => {
  it('is another folder, with its own places, courts, law and languages', async () => {
    const pack = await readReferencePack(tinyMission);
    expect(pack.languages).toEqual(['en', 'eo']);
    expect(codesOf(pack, 'REGION')).toEqual(new Set(['NORTH_ISLE', 'SOUTH_ISLE']));
    expect(docketReference(pack)).toEqual({
      courts: new Set(['NORTH_ASSIZE', 'ISLES_APPEAL']),
      provisions: new Set(['TPA-1', 'TPA-1A']),
      adjournmentReasons: new Set(['STORM', 'COURT_ABSENT']),
      protectiveMeasures: new Set(['SCREENED']),
    });
  });
});

describe('a folder that holds no pack', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reference-pack-'));
    await cp(tinyMission, folder, { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function faults(): Promise<unknown> {
    const error: unknown = await readReferencePack(folder).catch((reason: unknown) => reason);
    return error instanceof BadInput ? error.details.fields : error;
  }

  it('is refused with every file that is missing or no JSON', async () => {
    await rm(join(folder, 'courts.json'));
    await writeFile(join(folder, 'glossary.json'), '[{');
    expect(await faults()).toEqual([
      { field: join(folder, 'courts.json'), problem: 'cannot be read (ENOENT)' },
      { field: join(folder, 'glossary.json'), problem: 'is not JSON' },
    ]);
  });

  it('is refused with file, path and problem of every fault', async () => {
    const courts = JSON.parse(await readFile(join(folder, 'courts.json'), 'utf8')) as { details: object }[];
    courts[0]!.details = { ...courts[0]!.details, region: 'EAST_ISLE' };
    await writeFile(join(folder, 'courts.json'), JSON.stringify(courts));
    expect(await faults()).toEqual([
      { field: `${join(folder, 'courts.json')} $[0].details.region`, problem: 'names no REGION of this pack' },
    ]);
  });

  it('is refused when its head is at fault', async () => {
    await writeFile(join(folder, 'pack.json'), 'null');
    expect(await faults()).toContainEqual({
      field: `${join(folder, 'pack.json')} $.period`,
      problem: 'must be a first day and a last day that is not before it, or null',
    });
  });
});
