import { OneTimeLinkStore } from '../accounts/one-time-link.store.js';
import { SessionStore } from '../accounts/session.store.js';
import { readyDatabase } from '../first-run.js';
import { readConfig } from '../platform/config.js';
import { Log } from '../platform/log.js';
import { startServer } from '../server.js';
import { explainFailure } from './explain-failure.js';
import { untilStopped } from './until-stopped.js';

/** The service: ready database, server, and the link for the first administrator while there is none. */
export async function start(): Promise<number> {
  try {
    const config = readConfig();
    const say = (line: string): void => void process.stdout.write(`${line}\n`);
    const database = await readyDatabase({ config, progress: say });
    try {
      const server = await startServer(config, database.connections, new Log(config.logLevel));
      try {
        say(`Vigil serves at ${server.address}/graphql`);
        if (!(await server.nest.get(SessionStore, { strict: false }).hasAccounts())) {
          const token = await server.nest.get(OneTimeLinkStore, { strict: false }).forFirstAdministrator();
          say(
            'There is no account yet. This token makes the first administrator, once and within 48 hours (README, "First administrator"):',
          );
          say(`  ${token}`);
        }
        await untilStopped();
      } finally {
        await server.close();
      }
    } finally {
      await database.stop();
    }
    return 0;
  } catch (error) {
    return explainFailure(error);
  }
}
