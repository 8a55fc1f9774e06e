import { userInfo } from 'node:os';
import { importDocketFile } from '../docket/import-command.js';
import { ImportDocket } from '../docket/import-docket.js';
import { readyDatabase } from '../first-run.js';
import { readConfig } from '../platform/config.js';
import { EmbeddedPostgresError } from '../platform/db/embedded/embedded-postgres-error.js';
import { Log } from '../platform/log.js';
import { createApplication } from '../server.js';
import { explainFailure } from './explain-failure.js';

/** Loads a docket file into the database. @returns the exit code: 0, or 1 when nothing was stored. */
export async function importFile(
  file: string,
  { by = operatingSystemUser() }: { readonly by?: string },
): Promise<number> {
  try {
    const config = readConfig();
    const progress = (line: string): void => void process.stderr.write(`${line}\n`);
    const database = await readyDatabase({ config, progress });
    try {
      const application = await createApplication(config, database.connections, new Log(config.logLevel));
      try {
        const importDocket = application.nest.get(ImportDocket, { strict: false });
        const imported = await importDocketFile(file, importDocket, { by, stderr: process.stderr });
        if (!imported) return 1;
        const { added, changed, unchanged } = imported;
        process.stdout.write(`${String(added)} added, ${String(changed)} changed, ${String(unchanged)} unchanged\n`);
        return 0;
      } finally {
        await application.close();
      }
    } finally {
      await database.stop();
    }
  } catch (error) {
    return explainFailure(whileServing(error));
  }
}

/** The embedded server serves one process: what to do when that is the service. */
function whileServing(error: unknown): unknown {
  if (!(error instanceof EmbeddedPostgresError && error.code === 'second-instance')) return error;
  const cure =
    'Stop it while the import runs, and start it again afterwards. With a PostgreSQL of your own (DATABASE_URL) both run at once.';
  return new EmbeddedPostgresError(error.code, error.what, cure);
}

function operatingSystemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
