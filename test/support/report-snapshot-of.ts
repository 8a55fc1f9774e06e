import { readFile } from 'node:fs/promises';
import type { Scenario } from '../../src/docket/domain/docket-format.js';
import { readDocket } from '../../src/docket/domain/read-docket.js';
import { toTrialFacts } from '../../src/docket/domain/to-trial-facts.js';
import { docketReference, type ReferencePack } from '../../src/reference/domain/reference-pack.js';
import { readReferencePack } from '../../src/reference/read-reference-pack.js';
import type { ReportSnapshot, TrialSnapshot, WitnessSnapshot } from '../../src/reports/domain/report-snapshot.js';
import { assessTrial } from '../../src/testimony/domain/assess-trial.js';
import type { Assessment } from '../../src/testimony/domain/assessment.js';
import type { TrialFacts, WitnessFacts } from '../../src/testimony/domain/trial-facts.js';

/** The snapshot of a report over the cases of a docket file, without a database between. */
export async function reportSnapshotOf(docketFile: string): Promise<ReportSnapshot> {
  const pack = await readReferencePack('reference/kosovo-2001');
  const value: unknown = JSON.parse(await readFile(docketFile, 'utf8'));
  const { scenarios } = readDocket(value, docketReference(pack));
  return {
    ...emptySnapshot,
    trials: scenarios.map((scenario) => trialSnapshot(scenario, pack)),
    programmeTotals: {
      sheltered: 180,
      returned: [
        {
          programme: 'IOM',
          total: 157,
          byNationality: [
            { nationality: 'MD', count: 98 },
            { nationality: 'RO', count: 57 },
            { nationality: null, count: 2 },
          ],
        },
        {
          programme: 'OMIK',
          total: 23,
          byNationality: [
            { nationality: 'MD', count: 18 },
            { nationality: 'UA', count: 5 },
          ],
        },
      ],
    },
    dataQuality: [{ caseCode: 'PRI-0001/01', note: 'A verdict stands beside a termination.' }],
  };
}

/** A report of a period in which nothing happened. */
export const emptySnapshot: ReportSnapshot = {
  schemaVersion: 1,
  reportNumber: 'TMP-2001-01',
  title: 'Monitoring of human-trafficking trials',
  classification: 'INTERNAL',
  period: { from: '2000-10-01', to: '2001-06-05' },
  asOf: '2001-06-05',
  journalAt: '2001-06-05T12:00:00.000Z',
  rulesetVersion: '2001.1',
  generatedFor: 'Headquarters',
  trials: [],
  programmeTotals: { sheltered: 0, returned: [] },
  dataQuality: [],
};

function trialSnapshot(scenario: Scenario, pack: ReferencePack): TrialSnapshot {
  const facts = toTrialFacts(scenario);
  const { cycle } = facts;
  const assessment = assessTrial(facts, scenario.asOf);
  return {
    ...placeOf(scenario.court, pack),
    caseCode: scenario.id,
    provisions: provisionsOf(scenario, pack),
    accusedCount: scenario.defendants.length,
    cycle: cycle.number,
    indictedOn: cycle.indictedOn,
    evidenceClosedOn: cycle.evidenceClosed?.date ?? null,
    verdict: cycle.verdict && { ...cycle.verdict, months: scenario.trial.verdict?.months ?? null },
    terminated: cycle.terminated,
    hearings: facts.hearings,
    witnesses: facts.witnesses.map((witness) => witnessSnapshot(witness, scenario, facts, assessment)),
    assessment: assessment.trial,
    legalAid: { hasCounsel: scenario.legalAid.length > 0, roles: scenario.legalAid.map(({ role }) => role) },
  };
}

function placeOf(code: string, { entries }: ReferencePack): Pick<TrialSnapshot, 'court' | 'region'> {
  const court = entries.COURT.find((entry) => entry.code === code);
  const region = entries.REGION.find((entry) => entry.code === court?.details.region);
  return {
    court: { code, label: court?.labels.en ?? code },
    region: { code: region?.code ?? '', label: region?.labels.en ?? '' },
  };
}

function provisionsOf({ defendants }: Scenario, { entries }: ReferencePack): TrialSnapshot['provisions'] {
  const charged = new Set(defendants.flatMap(({ provisions }) => provisions));
  return entries.PROVISION.filter(({ code }) => charged.has(code)).map(({ code, labels, mark, details }) => ({
    code,
    label: labels.en,
    reference: details.ref,
    mark,
  }));
}

function witnessSnapshot(
  witness: WitnessFacts,
  scenario: Scenario,
  { cycle }: TrialFacts,
  { witnesses }: Assessment,
): WitnessSnapshot {
  return {
    code: witness.code,
    nationality: scenario.witnesses.find(({ code }) => code === witness.code)?.nationality ?? null,
    minor: witness.minor,
    materiality: witness.materiality,
    statements: witness.statements,
    departures: witness.departures,
    returns: witness.returns.map(({ date }) => date),
    testimony: witness.testimony.filter((event) => event.cycle === cycle.number),
    assessment: witnesses[witness.code] ?? null,
  };
}
