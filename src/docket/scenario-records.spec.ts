import { describe, expect, it } from '@jest/globals';
import { aDocket, aDocketReading, aDocketWitness, aScenario, reference } from '../../test/support/docket.js';
import { readDocket } from './domain/read-docket.js';
import { scenarioRecords } from './scenario-records.js';
import type { ToldRecord } from './telling.js';

/** Ids are the places themselves, so that a test can name a record: `case/witness V1/statement T1`. */
function recordsOf(fields: Readonly<Record<string, unknown>>): readonly ToldRecord[] {
  const [scenario] = readDocket(aDocket(aScenario(fields)), reference).scenarios;
  if (!scenario) throw new Error('The docket holds no scenario.');
  const idAt = (parent: string, place: string): string => `${parent}/${place}`;
  return scenarioRecords(scenario, { caseId: 'case', idAt, lawyerIds: new Map([['L1', 'lawyer L1']]) });
}

const rowAt = (records: readonly ToldRecord[], id: string) => {
  const found = records.find(({ told }) => told.id === id);
  return found && { ...found.assumed, ...found.told };
};

const held = { id: 'H1', date: '2001-05-10', status: 'HELD', phase: 'MAIN_TRIAL', summoned: ['V1'] };

describe('the records of a scenario', () => {
  it('stand each after those that they name', () => {
    const seen = new Set(['case', 'lawyer L1']);
    for (const { told } of recordsOf({})) {
      const named = Object.entries(told).filter(([column, value]) => column.endsWith('Id') && value !== null);
      expect(named.filter(([, id]) => !seen.has(String(id)))).toEqual([]);
      seen.add(told.id);
    }
    expect(seen.size).toBeGreaterThan(12);
  });

  it('have each an id of its own', () => {
    const ids = recordsOf({}).map(({ told }) => told.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('were recorded on their own day, and without one on the as-of day', () => {
    const records = recordsOf({});
    const recorded = (id: string) => rowAt(records, `case/${id}`)?.recordedOn;
    expect(recorded('witness V1/statement T1')).toBe('2001-03-01');
    expect(recorded('cycle 1/indictment')).toBe('2001-02-01');
    expect(recorded('cycle 1/hearing H1')).toBe('2001-05-10');
    expect(recorded('witness V1')).toBe('2001-06-05');
    expect(recorded('defendant D1/charge P1')).toBe('2001-06-05');
  });

  it('know a hearing that lies ahead from the as-of day on', () => {
    const hearings = [{ ...held, date: '2001-07-01', status: 'SCHEDULED' }];
    const records = recordsOf({ hearings, witnesses: [aDocketWitness({ testimony: [] })] });
    expect(rowAt(records, 'case/cycle 1/hearing H1')?.recordedOn).toBe('2001-06-05');
  });
});

describe('the cycle of a hearing', () => {
  const given = (...cycles: readonly number[]) =>
    recordsOf({
      trial: { cycle: 2 },
      hearings: [held],
      witnesses: [aDocketWitness({ testimony: cycles.map((cycle) => aDocketReading({ cycle })) })],
    });

  it('is that of the evidence given there, when all of it belongs to one', () => {
    const records = given(1);
    expect(rowAt(records, 'case/cycle 1/hearing H1')).toMatchObject({ cycleId: 'case/cycle 1', date: '2001-05-10' });
    expect(rowAt(records, 'case/cycle 2/hearing H1')).toBeUndefined();
    expect(rowAt(records, 'case/cycle 1/hearing H1/summons V1')).toBeDefined();
  });

  it('is else that of the trial, and the other cycle gets a hearing of its own', () => {
    const records = given(1, 2);
    expect(rowAt(records, 'case/cycle 2/hearing H1')).toMatchObject({ cycleId: 'case/cycle 2' });
    expect(rowAt(records, 'case/cycle 1/hearing H1')).toMatchObject({ cycleId: 'case/cycle 1', status: 'HELD' });
    expect(rowAt(records, 'case/witness V1/testimony 0 at case/cycle 1/hearing H1')).toMatchObject({
      hearingId: 'case/cycle 1/hearing H1',
    });
  });
});
