import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readDocket } from '../src/docket/domain/read-docket.js';
import { toTrialFacts } from '../src/docket/domain/to-trial-facts.js';
import { daysBetween } from '../src/kernel/calendar-date.js';
import { docketReference } from '../src/reference/domain/reference-pack.js';
import { readReferencePack } from '../src/reference/read-reference-pack.js';
import { assessTrial } from '../src/testimony/domain/assess-trial.js';
import {
  type Assessment,
  type Basis,
  type Cause,
  type FairTrialRisk,
  repatriationFlags,
  testimonyClasses,
  trialFlags,
  type WitnessAssessment,
  witnessFlags,
} from '../src/testimony/domain/assessment.js';

/** Worked out by hand from `domain.md` section 5, in the shape of a vector's `expected`. */
type Expected = Readonly<Record<string, Pick<Assessment, 'trial'> & { witnesses: Record<string, WitnessAssessment> }>>;

const root = fileURLToPath(new URL('..', import.meta.url));
const text = readFileSync(join(root, 'demo/docket.json'), 'utf8');
const reference = docketReference(await readReferencePack(join(root, 'reference/kosovo-2001')));
const { scenarios, findings } = readDocket(JSON.parse(text), reference);
const expected = JSON.parse(readFileSync(join(root, 'test/vectors/demo-docket.json'), 'utf8')) as Expected;

type Witness = (typeof scenarios)[number]['witnesses'][number];
type Testimony = Witness['testimony'][number];

const victims = scenarios.flatMap(({ witnesses }) => witnesses).filter(({ role }) => role === 'VICTIM');
const sheltered = victims.filter(({ shelter }) => shelter.length > 0);
const departuresBy = (programme: string, { movements }: Witness) =>
  movements
    .filter((movement) => movement.kind === 'DEPARTURE')
    .filter((departure) => departure.programme === programme);
const returnedBy = (programme: string) => victims.filter((victim) => departuresBy(programme, victim).length > 0);
const toMoldova = (programme: string) =>
  returnedBy(programme).filter((victim) =>
    departuresBy(programme, victim).some(({ destination }) => destination === 'MD'),
  );

describe('the demo docket', () => {
  it('is what its composer makes of the proceedings told in demo/docket', () => {
    expect(execFileSync(process.execPath, [join(root, 'demo/compose-docket.mjs')], { encoding: 'utf8' })).toBe(text);
  });

  it('is read without a fault and without a finding', () => {
    expect(findings).toEqual([]);
  });

  it('holds sixty proceedings before all five district courts, forty of them indicted, as of 5 June 2001', () => {
    expect(scenarios).toHaveLength(60);
    expect(scenarios.filter(({ trial }) => trial.indictedOn)).toHaveLength(40);
    expect([...new Set(scenarios.map(({ court }) => court))].sort()).toEqual([
      'DC_GJILAN',
      'DC_MITROVICA',
      'DC_PEJA',
      'DC_PRISTINA',
      'DC_PRIZREN',
    ]);
    expect([...new Set(scenarios.map(({ asOf }) => asOf))]).toEqual(['2001-06-05']);
  });

  it('charges what was found before the Regulation of 12 January 2001 under the older provisions', () => {
    const foundBefore = scenarios.filter(({ witnesses }) =>
      witnesses.some(({ statements }) => statements.some(({ date }) => date < '2001-01-12')),
    );
    const provisions = foundBefore.flatMap(({ defendants }) => defendants.flatMap((accused) => accused.provisions));
    expect(provisions.length).toBeGreaterThan(0);
    expect(provisions.filter((provision) => provision.startsWith('R01-4'))).toEqual([]);
  });

  it('names every reason for an adjournment', () => {
    const reasons = scenarios.flatMap(({ hearings }) => hearings.map(({ reason }) => reason));
    expect([...reference.adjournmentReasons].filter((reason) => !reasons.includes(reason))).toEqual([]);
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
    const days = sheltered.flatMap(({ shelter }) =>
      shelter.map(({ from, to }) => daysBetween(from, to ?? '2001-06-05')),
    );
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
    const days = returnedBy('IOM').flatMap((victim) => departuresBy('IOM', victim).map(({ departedOn }) => departedOn));
    expect(days).toHaveLength(157);
    expect(days.filter((day) => day === null || ['2001-03', '2001-04'].includes(day.slice(0, 7)))).toEqual([]);
  });

  it('have exactly one case in which a victim gave evidence in the courtroom', () => {
    const inPerson = ({ mode, completion }: Testimony) =>
      ['LIVE_OPEN', 'LIVE_PROTECTED'].includes(mode) && completion !== 'REFUSED';
    const heard = scenarios.filter(({ witnesses }) =>
      witnesses.some(({ role, testimony }) => role === 'VICTIM' && testimony.some(inPerson)),
    );
    expect(heard.map(({ id }) => id)).toEqual(['KV-025']);
  });

  it('use no protective measure that did not exist yet', () => {
    const measures = victims.flatMap(({ testimony }) => testimony.flatMap((given) => given.measures));
    expect([...new Set(measures)].sort()).toEqual(['CLOSED_SESSION', 'REMOVE_ACCUSED']);
  });
});

describe('the assessment of the demo docket', () => {
  const assessments = scenarios.map((scenario) => assessTrial(toTrialFacts(scenario), scenario.asOf));
  const witnesses = assessments.flatMap((assessment) => Object.values(assessment.witnesses));
  const trials = assessments.map(({ trial }) => trial);
  /** What of `wanted` never occurs. */
  const missing = <Value>(wanted: readonly Value[], occurring: readonly unknown[]) =>
    wanted.filter((value) => !occurring.includes(value));

  it.each(scenarios.map((scenario, index) => [scenario.id, assessments[index]] as const))(
    'of %s is the one worked out by hand',
    (id, assessment) => {
      expect(assessment).toMatchObject(expected[id] ?? {});
      expect(Object.keys(assessment?.witnesses ?? {})).toEqual(Object.keys(expected[id]?.witnesses ?? { missing: id }));
    },
  );

  it('gives every class, both final and provisional where a class can be both', () => {
    const found = witnesses.map((witness) => `${witness.class} ${witness.final ? 'final' : 'provisional'}`);
    const secured = ['DEPOSITION_CONFRONTED', 'HEARD_PROTECTED', 'HEARD_LIVE'];
    const open = ['AT_RISK', 'RECOVERABLE', 'PENDING'];
    const final = testimonyClasses.filter((name) => !open.includes(name)).map((name) => `${name} final`);
    const provisional = testimonyClasses.filter((name) => !secured.includes(name)).map((name) => `${name} provisional`);
    expect(missing([...final, ...provisional], found)).toEqual([]);
  });

  it('gives every cause', () => {
    const causes: Readonly<Record<Cause, true>> = {
      IOM: true,
      OMIK: true,
      DEPORTATION: true,
      SELF: true,
      OTHER: true,
      REFUSED: true,
      DECEASED: true,
      ILL: true,
      UNTRACEABLE: true,
      WAIVED_BY_PARTIES: true,
      NOT_CALLED: true,
      NOT_COMPLETED: true,
      AVAILABLE_NOT_CALLED: true,
      UNDETERMINED: true,
    };
    const found = witnesses.map(({ cause }) => cause);
    expect(missing(Object.keys(causes), found)).toEqual([]);
  });

  it('gives every basis', () => {
    const bases: Readonly<Record<Basis, true>> = {
      VIDEO_LINK: true,
      RETURN_TRAVEL: true,
      LETTER_ROGATORY: true,
      CONFRONTED_RECORD_ON_FILE: true,
      CONTACTABLE_AND_WILLING: true,
      UNCONFRONTED_STATEMENT: true,
      UNTESTED_ORAL: true,
    };
    const found = witnesses.map(({ basis }) => basis);
    expect(missing(Object.keys(bases), found)).toEqual([]);
  });

  it('gives every value of the fair-trial triage and of the loss to repatriation', () => {
    const risks: Readonly<Record<FairTrialRisk, true>> = { LOW: true, ELEVATED: true, HIGH: true };
    const found = witnesses.flatMap(({ fairTrialRisk, lostToRepatriation }) => [fairTrialRisk, lostToRepatriation]);
    expect(missing([...Object.keys(risks), 'YES', 'NO', 'UNDETERMINED'], found)).toEqual([]);
  });

  it('raises every flag of a witness and of a trial', () => {
    const found = [...witnesses, ...trials].flatMap(({ flags }) => flags as readonly string[]);
    expect(missing<string>([...witnessFlags, ...trialFlags], found)).toEqual([]);
  });

  it('gives trials without a victim-witness, and lost ones in whole and in part', () => {
    const found = trials.map(({ headline, extent }) => `${headline} ${String(extent)}`);
    expect(missing(['NO_VICTIM_WITNESS null', 'LOST ALL', 'LOST PARTIAL', 'HEARD_LIVE ALL'], found)).toEqual([]);
  });

  it('flags twenty-two of the forty indicted trials and five that ended before an indictment', () => {
    const flagged = scenarios.filter((_, index) =>
      trials[index]?.flags.some((flag) => repatriationFlags.includes(flag)),
    );
    expect(flagged.filter(({ trial }) => trial.indictedOn)).toHaveLength(22);
    expect(flagged.filter(({ trial }) => !trial.indictedOn)).toHaveLength(5);
  });
});
