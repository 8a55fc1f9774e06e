import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readings } from '../../src/access/reading.js';
import { Sessions } from '../../src/access/sessions.js';
import { ImportDocket, type Imported } from '../../src/docket/import-docket.js';
import type { Scenario } from '../../src/docket/domain/docket-format.js';
import { withClient } from '../../src/platform/db/connect.js';
import { gatherCases } from '../../src/testimony/case-content.tables.js';
import { assessTrial } from '../../src/testimony/domain/assess-trial.js';
import type { Assessment } from '../../src/testimony/domain/assessment.js';
import { factsOfCase } from '../../src/testimony/domain/facts-of-case.js';
import type { TestApp } from './app.js';

/** Reads a docket file and loads it. */
export async function importFile(app: TestApp, path: string): Promise<Imported & { scenarios: readonly Scenario[] }> {
  const importDocket = app.nest.get(ImportDocket, { strict: false });
  const { scenarios } = await importDocket.read(path);
  const imported = await importDocket.execute({ scenarios }, { by: 'a tester', progress: () => undefined });
  return { ...imported, scenarios };
}

/** Loads scenarios as a person would: by a file. */
export async function importScenarios(app: TestApp, ...scenarios: readonly object[]): Promise<Imported> {
  const folder = await mkdtemp(join(tmpdir(), 'vigil-docket-'));
  try {
    const path = join(folder, 'docket.json');
    await writeFile(path, JSON.stringify({ scenarios }));
    const { added, changed, unchanged } = await importFile(app, path);
    return { added, changed, unchanged };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What the records in the database give for each scenario on its own as-of day, by the scenario's id. */
export async function storedAssessments(
  app: TestApp,
  scenarios: readonly Pick<Scenario, 'id' | 'asOf'>[],
): Promise<ReadonlyMap<string, Assessment>> {
  const assessor = await app.nest.get(Sessions, { strict: false }).ofSystemActor('ASSESSOR');
  const cases = await rowsOf<{ id: string }>(app, 'SELECT id FROM vigil.trafficking_case');
  const contents = await app.nest.get(Readings, { strict: false }).reading(assessor, (reading) =>
    gatherCases(
      reading,
      cases.map(({ id }) => id),
    ),
  );
  const asOf = new Map(scenarios.map((scenario) => [scenario.id, scenario.asOf]));
  return new Map(
    [...contents.values()].map((content) => {
      const reference = String(content.case.externalReference);
      return [reference, assessTrial(factsOfCase(content), String(asOf.get(reference)))];
    }),
  );
}

/** Rows as the owner of the database sees them. */
export function rowsOf<Row extends object>(app: TestApp, statement: string): Promise<readonly Row[]> {
  return withClient(app.database.superuserUrl, async (client) => (await client.query<Row>(statement)).rows);
}

/** The only number that a statement gives. */
export async function countOf(app: TestApp, statement: string): Promise<number> {
  const [row] = await rowsOf<Record<string, unknown>>(app, statement);
  return Number(Object.values(row ?? {})[0]);
}
