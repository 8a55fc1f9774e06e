import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type CalendarDate, daysBetween } from '../src/kernel/calendar-date.js';

/** As much of the docket document (`domain.md` 5.11) as the totals need. */
interface Scenario {
  readonly id: string;
  readonly asOf: CalendarDate;
  readonly court: string;
  readonly defendants: readonly { readonly provisions: readonly string[] }[];
  readonly trial: { readonly indictedOn: CalendarDate | null };
  readonly witnesses: readonly Witness[];
  readonly legalAid: readonly { readonly role: string }[];
}

interface Witness {
  readonly code: string;
  readonly role: string;
  readonly nationality: string | null;
  readonly statements: readonly { readonly date: CalendarDate }[];
  readonly shelter?: readonly { readonly from: CalendarDate; readonly to: CalendarDate }[];
  readonly movements: readonly Movement[];
  readonly testimony: readonly Testimony[];
}

interface Movement {
  readonly programme?: string;
  readonly status?: string;
  readonly departedOn?: CalendarDate | null;
  readonly lastConfirmedPresence?: CalendarDate;
  readonly recordedOn: CalendarDate;
  readonly destination: string;
}

interface Testimony {
  readonly mode: string;
  readonly completion: string;
  readonly measures?: readonly string[];
}

const text = readFileSync('demo/docket.json', 'utf8');
const { scenarios } = JSON.parse(text) as { readonly scenarios: readonly Scenario[] };
const victims = scenarios.flatMap(({ witnesses }) => witnesses).filter(({ role }) => role === 'VICTIM');
const sheltered = victims.filter(({ shelter }) => shelter?.length);

const departuresOf = (witness: Witness, programme: string): readonly Movement[] =>
  witness.movements.filter((movement) => movement.programme === programme && movement.status === 'DEPARTED');
const returnedBy = (programme: string): readonly Witness[] =>
  victims.filter((victim) => departuresOf(victim, programme).length > 0);
const toMoldova = (programme: string): readonly Witness[] =>
  returnedBy(programme).filter((victim) =>
    departuresOf(victim, programme).some(({ destination }) => destination === 'MD'),
  );

describe('the demo docket', () => {
  it('is what its composer makes of the proceedings told in demo/docket', () => {
    expect(execFileSync(process.execPath, ['demo/compose-docket.mjs'], { encoding: 'utf8' })).toBe(text);
  });

  it('holds sixty proceedings before all five district courts, forty of them indicted, as of 5 June 2001', () => {
    expect(scenarios).toHaveLength(60);
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(60);
    expect(scenarios.filter(({ trial }) => trial.indictedOn)).toHaveLength(40);
    expect([...new Set(scenarios.map(({ court }) => court))].sort()).toEqual([
      'DC_GJILAN',
      'DC_MITROVICA',
      'DC_PEJA',
      'DC_PRISTINA',
      'DC_PRIZREN',
    ]);
    expect(new Set(scenarios.map(({ asOf }) => asOf))).toEqual(new Set(['2001-06-05']));
  });

  it('charges conduct that ended before the Regulation of 12 January 2001 under the older provisions', () => {
    const foundBefore = scenarios.filter(({ witnesses }) =>
      witnesses.some(({ statements }) => statements.some(({ date }) => date < '2001-01-12')),
    );
    const provisions = foundBefore.flatMap(({ defendants }) => defendants.flatMap((accused) => accused.provisions));
    expect(provisions.length).toBeGreaterThan(0);
    expect(provisions.filter((provision) => provision.startsWith('R01-4'))).toEqual([]);
  });

  it('gives victims a lawyer in every role', () => {
    expect([...new Set(scenarios.flatMap(({ legalAid }) => legalAid.map(({ role }) => role)))].sort()).toEqual([
      'APPEALS_COUNSEL',
      'DEFENCE_COUNSEL',
      'INJURED_PARTY_REPRESENTATIVE',
      'VICTIM_ADVOCATE',
    ]);
  });
});

describe('the published totals in the demo docket', () => {
  it('count 180 victims sheltered, for 5 to 40 days each', () => {
    expect(sheltered).toHaveLength(180);
    const days = sheltered.flatMap(({ shelter = [] }) => shelter.map(({ from, to }) => daysBetween(from, to)));
    expect(Math.min(...days)).toBeGreaterThanOrEqual(5);
    expect(Math.max(...days)).toBeLessThanOrEqual(40);
  });

  it('count 23 victims returned by OMiK, 18 of them to Moldova', () => {
    expect(returnedBy('OMIK')).toHaveLength(23);
    expect(toMoldova('OMIK')).toHaveLength(18);
  });

  it('count 157 victims returned by IOM, over 62 % of them to Moldova', () => {
    expect(returnedBy('IOM')).toHaveLength(157);
    expect(toMoldova('IOM').length / 157).toBeGreaterThan(0.62);
    expect(toMoldova('IOM').length / 157).toBeLessThan(0.63);
  });

  it('make the returned victims the sheltered ones', () => {
    const returned = new Set([...returnedBy('IOM'), ...returnedBy('OMIK')]);
    expect(returned.size).toBe(180);
    expect(sheltered.filter((victim) => !returned.has(victim))).toEqual([]);
  });

  it('know every return by the assessment day', () => {
    const recorded = victims.flatMap(({ movements }) => movements.map(({ recordedOn }) => recordedOn));
    expect(recorded.filter((day) => day > '2001-06-05')).toEqual([]);
  });

  it('leave no return by IOM in March and April 2001, when it was frozen', () => {
    const returns = returnedBy('IOM').flatMap((victim) => departuresOf(victim, 'IOM'));
    const inFreeze = ({ departedOn, lastConfirmedPresence, recordedOn }: Movement): boolean =>
      departedOn
        ? ['2001-03', '2001-04'].includes(departedOn.slice(0, 7))
        : recordedOn >= '2001-03-01' && (lastConfirmedPresence ?? '') < '2001-04-30';
    expect(returns.filter(inFreeze)).toEqual([]);
  });

  it('have exactly one case in which a victim gave evidence in the courtroom', () => {
    const inPerson = ({ mode, completion }: Testimony): boolean =>
      ['LIVE_OPEN', 'LIVE_PROTECTED'].includes(mode) && completion !== 'REFUSED';
    const heard = scenarios.filter(({ witnesses }) =>
      witnesses.some(({ role, testimony }) => role === 'VICTIM' && testimony.some(inPerson)),
    );
    expect(heard.map(({ id }) => id)).toEqual(['KV-025']);
  });

  it('use no protective measure that did not exist yet', () => {
    const measures = victims.flatMap(({ testimony }) => testimony.flatMap((given) => given.measures ?? []));
    expect([...new Set(measures)].sort()).toEqual(['CLOSED_SESSION', 'REMOVE_ACCUSED']);
  });
});
