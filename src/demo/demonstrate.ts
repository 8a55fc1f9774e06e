import { setTimeout } from 'node:timers/promises';
import { SessionStore } from '../accounts/session.store.js';
import { importDemoDocket } from './demo-docket.js';
import { ApiClient } from './api-client.js';
import { keptPersonas, type Persona, signedInPersonas } from './personas.js';
import type { Server } from '../server.js';

/** The period that the demo docket covers. */
const PERIOD = { periodFrom: '2000-10-01', periodTo: '2001-06-05' };
const ASK_AGAIN_MILLISECONDS = 200;

export interface FlaggedTrial {
  readonly caseCode: string;
  readonly courtCode: string;
  readonly headline: string;
  readonly extent: string | null;
  readonly flags: readonly string[];
}

export interface Demonstration {
  readonly report: { readonly number: string; readonly pdf: Uint8Array };
  readonly flagged: readonly FlaggedTrial[];
  readonly personas: readonly Persona[];
}

/** Fictional cases and personas with printed passphrases do not belong among real ones. */
class NotADemonstration extends Error {
  override readonly name = 'NotADemonstration';
  readonly cure = 'Leave VIGIL_DATA_DIR out, or set it to a folder that does not exist yet.';
  constructor() {
    super(
      'This data folder belongs to a real service: its accounts were not made by the demonstration. Nothing was loaded.',
    );
  }
}

interface Stage {
  readonly server: Server;
  /** Where the personas' passphrases are kept between starts. */
  readonly secretsFolder: string;
  readonly say: (line: string) => void;
}

/**
 * Loads the docket, makes the personas, and has headquarters make its report: through the API, as anybody would.
 * @throws NotADemonstration.
 */
export async function demonstrate({ server, secretsFolder, say }: Stage): Promise<Demonstration> {
  const hasAccounts = await server.nest.get(SessionStore, { strict: false }).hasAccounts();
  if (hasAccounts && !(await keptPersonas(secretsFolder))) throw new NotADemonstration();
  await importDemoDocket(server, say);
  const personas = await signedInPersonas(server, secretsFolder);
  const headquarters = await ApiClient.signIn(
    server.address,
    personas.find(({ role }) => role === 'HQ_ANALYST'),
  );
  say('Headquarters asks for the report …');
  return { report: await makeReport(headquarters), flagged: await flaggedTrials(headquarters), personas };
}

interface Followed {
  readonly id: string;
  readonly number: string;
  readonly status: string;
  readonly failure: string | null;
  readonly downloadPath: string | null;
}

async function makeReport(headquarters: ApiClient): Promise<Demonstration['report']> {
  const { requestReport } = await headquarters.ask<{ requestReport: Followed }>(
    'mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }',
    { input: PERIOD },
  );
  for (;;) {
    const { report } = await headquarters.ask<{ report: Followed }>(
      'query ($id: ID!) { report(id: $id) { id number status failure downloadPath } }',
      { id: requestReport.id },
    );
    if (report.failure) throw new Error(`The report failed: ${report.failure}`);
    if (report.downloadPath) return { number: report.number, pdf: await headquarters.download(report.downloadPath) };
    await setTimeout(ASK_AGAIN_MILLISECONDS);
  }
}

interface AssessedNode {
  readonly caseCode: string;
  readonly courtCode: string;
  readonly assessment: { readonly value: Pick<FlaggedTrial, 'headline' | 'extent' | 'flags'> | null };
}

/** As the report lists them: lost to repatriation, or diminished by it. */
async function flaggedTrials(headquarters: ApiClient): Promise<readonly FlaggedTrial[]> {
  const { trialAssessments } = await headquarters.ask<{ trialAssessments: { nodes: readonly AssessedNode[] } }>(`{
    trialAssessments(first: 100, filter: {
      flags: [TESTIMONY_LOST_TO_REPATRIATION, TESTIMONY_DIMINISHED_BY_REPATRIATION]
    }) { nodes { caseCode courtCode assessment { value { headline extent flags } } } }
  }`);
  return trialAssessments.nodes.flatMap(({ caseCode, courtCode, assessment: { value } }) =>
    value ? [{ caseCode, courtCode, ...value }] : [],
  );
}
