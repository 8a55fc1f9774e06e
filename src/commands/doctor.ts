import { BadInput } from '../kernel/errors.js';
import { contents, EMBEDDED_DATABASE } from '../first-run.js';
import { otherTables } from '../other-tables.js';
import { type Config, readConfig } from '../platform/config.js';
import { type Finding, ok, problem } from '../platform/doctor/check.js';
import { examine, type Installation } from '../platform/doctor/examine.js';
import { exitCodeOf, renderFindings } from '../platform/doctor/render-findings.js';
import { refuseClearText } from '../platform/http/refuse-clear-text.js';
import { records } from '../records.js';
import { explainFailure } from './explain-failure.js';

/** Names what is wrong with this installation and how to mend it, also while the service runs. @returns the exit code. */
export async function doctor(): Promise<number> {
  try {
    const findings = await findingsOfThisInstallation();
    process.stdout.write(`${renderFindings(findings)}\n`);
    return exitCodeOf(findings);
  } catch (error) {
    return explainFailure(error);
  }
}

async function findingsOfThisInstallation(): Promise<readonly Finding[]> {
  const config = usableConfig();
  if (Array.isArray(config)) return config;
  const configured = { name: 'configuration', outcome: ok('All settings can be used.') };
  return [configured, ...(await examine(installationOf(config)))];
}

/** The configuration, or else a finding for each mistake in it: without it nothing more can be looked at. */
function usableConfig(): Config | Finding[] {
  try {
    const config = readConfig();
    refuseClearText(config);
    return config;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    return error.details.fields.map((fault) => ({
      name: 'configuration',
      outcome: problem(`${fault.field}: ${fault.problem}.`, 'Correct this setting, or leave it out.'),
    }));
  }
}

function installationOf({ dataFolder, databaseUrl, port }: Config): Installation {
  return {
    dataFolder,
    databaseUrl,
    port,
    embeddedDatabase: EMBEDDED_DATABASE,
    migrations: contents.migrations.map(({ name }) => name),
    rowSecured: [
      ...records.map(({ table }) => table.name),
      ...otherTables
        .filter(({ schema, classes }) => schema === 'vigil' && !('OF_NO_RECORD' in classes))
        .map(({ name }) => name),
    ],
  };
}
