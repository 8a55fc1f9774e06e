import { describe, expect, it } from '@jest/globals';
import { checkReferencePack } from './check-reference-pack.js';
import { type ReferenceKind, referenceKinds } from './reference-entry.js';

type Json = Record<string, unknown>;
type Entries = Record<ReferenceKind, Json[]>;

function entry(code: string, details: Json = {}, changes: Json = {}): Json {
  return {
    code,
    labels: { en: 'Name', eo: null },
    validFrom: null,
    validTo: null,
    source: 'Invented',
    mark: 'I',
    verifiedBy: null,
    verifiedOn: null,
    details,
    ...changes,
  };
}

function provision(code: string, changes: Json = {}): Json {
  const range = { minMonths: 24, maxMonths: 144 };
  const base = { instrument: 'ACT', ref: 's. 1', elements: null, group: 'TRAFFICKING' };
  return entry(code, { ...base, ...range, minorAggravationOf: null, note: null, ...changes });
}

function appeal(changes: Json): Json {
  const base = { event: 'WRITTEN_JUDGMENT_SERVED', direction: 'AFTER', days: 15, months: null, note: null };
  return entry('APPEAL', { ...base, ...changes });
}

function pack(changes: Partial<Record<ReferenceKind, unknown>> = {}, head: Json = {}): Json {
  const nothing = Object.fromEntries(referenceKinds.map((kind) => [kind, []])) as unknown as Entries;
  const region = entry('NORTH', { casePrefix: 'NO' });
  return {
    id: 'test',
    title: 'Test mission',
    period: { from: '2001-01-01', to: null },
    languages: ['en', 'eo'],
    note: 'Invented.',
    ...head,
    entries: { ...nothing, REGION: [region], ...changes },
  };
}

function faults(value: unknown): string[] {
  return checkReferencePack(value).map(({ kind, path, problem }) => `${kind ?? 'pack'} ${path} ${problem}`);
}

const NORTH = { casePrefix: 'NO' };

describe('a reference pack', () => {
  it('without a fault is accepted', () => {
    expect(faults(pack({ PROVISION: [provision('A'), provision('B', { minorAggravationOf: 'A' })] }))).toEqual([]);
  });

  it('may name a court above the regions', () => {
    expect(faults(pack({ COURT: [entry('SUPREME', { type: 'SUPREME', region: null, note: null })] }))).toEqual([]);
  });

  it.each([[null], [[]], ['pack'], [{}]])('is refused when it is %j', (value) => {
    expect(faults(value)).toContain(
      'pack $.id must be a code of at most 64 letters, digits and _ . : / -, a letter or digit first',
    );
    expect(faults(value)).toContain('REGION $ must be a list');
  });

  it('needs a list of every kind', () => {
    expect(faults(pack({ COURT: undefined }))).toEqual(['COURT $ must be a list']);
    expect(faults(pack({ COURT: {} }))).toEqual(['COURT $ must be a list']);
  });

  it('has no field in its head that is not declared', () => {
    expect(faults(pack({}, { mission: 'x' }))).toEqual(['pack $["mission"] is an unknown field']);
  });

  it.each([
    [{ from: '2001-02-30', to: null }],
    [{ from: '2001-02-01', to: '2001-01-31' }],
    [{ from: '2001-02-01' }],
    [{ from: '2001-02-01', to: null, until: null }],
  ])('cannot be made for the period %j', (period) => {
    expect(faults(pack({}, { period }))).toEqual([
      'pack $.period must be a first day and a last day that is not before it, or null',
    ]);
  });

  it.each([[['sq']], [['en', 'en']], ['en'], [['en', '__proto__']]])(
    'cannot be written in the languages %j',
    (languages) => {
      expect(faults(pack({ REGION: [] }, { languages }))).toEqual([
        'pack $.languages must be a list of different language tags, en among them',
      ]);
    },
  );
});

describe('an entry of a reference pack', () => {
  it.each([null, 'NORTH', ['NORTH']])('is an object and not %j', (value) => {
    expect(faults(pack({ REGION: [value] }))).toEqual(['REGION $[0] must be an object']);
  });

  it('has no undeclared field, neither beside its details nor in them', () => {
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, { name: 'North' })] }))).toEqual([
      'REGION $[0]["name"] is an unknown field',
    ]);
    expect(faults(pack({ REGION: [entry('NORTH', { ...NORTH, capital: 'x' })] }))).toEqual([
      'REGION $[0].details["capital"] is an unknown field',
    ]);
  });

  it('cannot smuggle in a prototype', () => {
    const smuggled: unknown = JSON.parse('{ "casePrefix": "NO", "__proto__": { "a": 1 } }');
    expect(faults(pack({ REGION: [entry('NORTH', smuggled as Json)] }))).toEqual([
      'REGION $[0].details["__proto__"] is an unknown field',
    ]);
  });

  it('lacks no field', () => {
    const rest = entry('NORTH', NORTH);
    delete rest.source;
    expect(faults(pack({ REGION: [rest] }))).toEqual([
      'REGION $[0].source must be a text of at most 1000 characters, not blank, without control characters',
    ]);
    expect(faults(pack({ REGION: [entry('NORTH')] }))).toEqual([
      'REGION $[0].details.casePrefix must be two to five capital letters',
    ]);
  });

  it.each(['', ' NORTH', '_NORTH', 'NORTH\u0000', 'N'.repeat(65), 7, null])('has a proper code and not %j', (code) => {
    expect(faults(pack({ REGION: [entry(code as string, NORTH)] }))[0]).toMatch(/^REGION \$\[0\]\.code must be a code/);
  });

  it.each([
    [{ eo: 'Nordo' }],
    [{ en: null, eo: 'Nordo' }],
    [{ en: '  ', eo: null }],
    [{ en: 'North' }],
    [{ en: 'North', eo: null, sq: null }],
    [{ en: 'North', eo: 'Nor\u0007do' }],
    [{ en: 'North\u0000', eo: null }],
    [{ en: 'North\ud800', eo: null }],
    ['North'],
  ])('has a label in English and in no foreign language, printable: not %j', (labels) => {
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, { labels })] }))).toEqual([
      'REGION $[0].labels must be a text in English and a text or null in each other language of the pack, without control characters',
    ]);
  });

  it.each(['validFrom', 'validTo', 'verifiedOn'])('has in %s a day that exists', (field) => {
    const [fault] = faults(pack({ REGION: [entry('NORTH', NORTH, { [field]: '2001-02-29' })] }));
    expect(fault).toBe(`REGION $[0].${field} must be a day of the calendar such as 2001-06-05, or null`);
  });

  it('does not end before it begins', () => {
    const dates = { validFrom: '2001-01-12', validTo: '2001-01-11' };
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, dates)] }))).toEqual([
      'REGION $[0].validTo lies before validFrom',
    ]);
  });

  it('may be in force for one day', () => {
    const dates = { validFrom: '2001-01-12', validTo: '2001-01-12' };
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, dates)] }))).toEqual([]);
  });

  it('says both who verified it and when, or neither', () => {
    const fault = ['REGION $[0].verifiedOn belongs to verifiedBy: give both or neither'];
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, { verifiedBy: 'A. Jurist' })] }))).toEqual(fault);
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, { verifiedOn: '2001-06-05' })] }))).toEqual(fault);
  });

  it('carries a mark that is known', () => {
    expect(faults(pack({ REGION: [entry('NORTH', NORTH, { mark: 'X' })] }))).toEqual([
      'REGION $[0].mark must be one of V, S, M, L, I, U',
    ]);
  });

  it('shares its code with none of its kind, but may with another kind', () => {
    const twice = [entry('NORTH', NORTH), entry('NORTH', { casePrefix: 'NT' })];
    expect(faults(pack({ REGION: twice }))).toEqual(['REGION $[1].code was used before in this list']);
    expect(faults(pack({ ADJOURNMENT_REASON: [entry('NORTH')] }))).toEqual([]);
  });
});

describe('the details of an entry', () => {
  it('give no two regions the same beginning of their case codes', () => {
    expect(faults(pack({ REGION: [entry('NORTH', NORTH), entry('NORDIC', NORTH)] }))).toEqual([
      'REGION $[1].details.casePrefix was used before in this list',
    ]);
  });

  it('name no region that is missing', () => {
    const nowhere = { region: 'SOUTH', note: null };
    expect(
      faults(pack({ OFFICE: [entry('HARBOUR', nowhere)], COURT: [entry('ASSIZE', { type: 'X', ...nowhere })] })),
    ).toEqual([
      'OFFICE $[0].details.region names no REGION of this pack',
      'COURT $[0].details.region names no REGION of this pack',
    ]);
  });

  it('aggravate no provision that is missing', () => {
    expect(faults(pack({ PROVISION: [provision('B', { minorAggravationOf: 'A' })] }))).toEqual([
      'PROVISION $[0].details.minorAggravationOf names no PROVISION of this pack',
    ]);
  });

  it('aggravate no provision by itself', () => {
    expect(faults(pack({ PROVISION: [provision('A', { minorAggravationOf: 'A' })] }))).toEqual([
      'PROVISION $[0].details.minorAggravationOf names the entry itself',
    ]);
  });

  it('give an office a region always', () => {
    expect(faults(pack({ OFFICE: [entry('HARBOUR', { region: null, note: null })] }))[0]).toMatch(
      /^OFFICE \$\[0\]\.details\.region must be a code/,
    );
  });

  it('never set a minimum above the maximum', () => {
    expect(faults(pack({ PROVISION: [provision('A', { minMonths: 145 })] }))).toEqual([
      'PROVISION $[0].details.maxMonths is less than minMonths',
    ]);
  });

  it.each([{ minMonths: 145, maxMonths: null }, { minMonths: null }, { minMonths: 144 }])(
    'may leave a range open: %j',
    (range) => {
      expect(faults(pack({ PROVISION: [provision('A', range)] }))).toEqual([]);
    },
  );

  it.each([-1, 1.5, 1201, '24', Infinity])('count months in whole numbers and not as %j', (minMonths) => {
    expect(faults(pack({ PROVISION: [provision('A', { minMonths })] }))).toEqual([
      'PROVISION $[0].details.minMonths must be a whole number from 0 to 1200, or null',
    ]);
  });

  it('count a deadline in days or in months, never in both', () => {
    expect(faults(pack({ DEADLINE_RULE: [appeal({ months: 1 })] }))).toEqual([
      'DEADLINE_RULE $[0].details.months stands beside days: give one of them',
    ]);
  });

  it.each([{ days: null }, { days: null, months: 1 }, { days: 0 }])('may set a deadline of %j', (length) => {
    expect(faults(pack({ DEADLINE_RULE: [appeal(length)] }))).toEqual([]);
  });

  it('count a deadline from an event that is known', () => {
    expect(faults(pack({ DEADLINE_RULE: [appeal({ event: 'FULL_MOON' })] }))[0]).toMatch(
      /^DEADLINE_RULE \$\[0\]\.details\.event must be one of INDICTMENT_SERVED/,
    );
  });

  it.each([{ sq: 'V' }, { eo: 'X' }, [], null])(
    'mark terms in the languages of the pack and not as %j',
    (languageMarks) => {
      expect(faults(pack({ GLOSSARY_TERM: [entry('WITNESS', { expansion: null, languageMarks })] }))).toEqual([
        'GLOSSARY_TERM $[0].details.languageMarks must be marks (V, S, M, L, I, U) by language of the pack',
      ]);
    },
  );
});
