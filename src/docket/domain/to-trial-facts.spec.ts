import { describe, expect, it } from '@jest/globals';
import { aDocket, aDocketDeparture, aDocketWitness, aScenario, reference } from '../../../test/support/docket.js';
import type { TrialFacts } from '../../testimony/domain/trial-facts.js';
import { readDocket } from './read-docket.js';
import { toTrialFacts } from './to-trial-facts.js';

function factsOf(fields: Parameters<typeof aScenario>[0]): TrialFacts {
  const [scenario] = readDocket(aDocket(aScenario(fields)), reference).scenarios;
  if (!scenario) throw new Error('The scenario was not read.');
  return toTrialFacts(scenario);
}

const opportunity = (fields: object, codes: readonly string[]) =>
  factsOf({
    defendants: codes.map((code) => ({ code })),
    witnesses: [aDocketWitness({ statements: [{ id: 'T1', date: '2001-03-01', takenBy: 'PROSECUTOR', ...fields }] })],
  }).witnesses[0]?.statements[0]?.defenceOpportunity;

describe('the facts of a scenario', () => {
  it('name each record by its id or by its place', () => {
    const { cycle, witnesses } = factsOf({ trial: { evidenceClosedOn: '2001-05-20', recordedOn: '2001-05-25' } });
    expect(cycle.evidenceClosed).toEqual({
      id: 'trial.evidenceClosedOn',
      date: '2001-05-20',
      recordedOn: '2001-05-25',
    });
    expect(witnesses[0]).toMatchObject({
      id: 'V1',
      statements: [{ id: 'V1.T1', label: 'T1' }],
      departures: [{ id: 'V1.movements[0]', ordinal: 0 }],
      testimony: [{ id: 'V1.testimony[0]', hearingId: 'H1', statement: 'T1' }],
    });
  });

  it('keep the place of each movement among all of them', () => {
    const movements = [
      aDocketDeparture({ status: 'REQUESTED', departedOn: null, precision: null }),
      { kind: 'RETURN', date: '2001-04-20', recordedOn: '2001-04-20' },
      aDocketDeparture(),
    ];
    expect(factsOf({ witnesses: [aDocketWitness({ movements })] }).witnesses[0]).toMatchObject({
      plans: [{ ordinal: 0 }],
      returns: [{ ordinal: 1 }],
      departures: [{ ordinal: 2 }],
    });
  });

  it('take the weakest opportunity among the defendants', () => {
    const byDefendant = { D1: 'QUESTIONED', D2: 'NOTIFIED_ABSENT' };
    expect(opportunity({ opportunityByDefendant: byDefendant }, ['D1', 'D2'])).toBe('NOTIFIED_ABSENT');
    expect(opportunity({ defenceOpportunity: 'NONE', opportunityByDefendant: { D1: 'QUESTIONED' } }, ['D1'])).toBe(
      'QUESTIONED',
    );
  });

  it('take the general opportunity for a defendant who is not named', () => {
    expect(opportunity({ opportunityByDefendant: { D1: 'QUESTIONED' } }, ['D1', 'D2'])).toBe('UNKNOWN');
    const general = { defenceOpportunity: 'WAIVED_WITH_COUNSEL', opportunityByDefendant: { D1: 'QUESTIONED' } };
    expect(opportunity(general, ['D1', 'D2'])).toBe('WAIVED_WITH_COUNSEL');
    expect(opportunity({ defenceOpportunity: 'QUESTIONED' }, ['D1', 'D2'])).toBe('QUESTIONED');
  });
});
