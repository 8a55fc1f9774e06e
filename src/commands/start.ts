import { OneTimeLinkStore } from '../accounts/one-time-link.store.js';
import { SessionStore } from '../accounts/session.store.js';
import { readyDatabase } from '../first-run.js';
import { readConfig } from '../platform/config.js';
import { holdRoomBack } from '../platform/db/ballast.js';
import { refuseClearText } from '../platform/http/refuse-clear-text.js';
import { Log } from '../platform/log.js';
import { type Server, startServer } from '../server.js';
import { explainFailure } from './explain-failure.js';
import { untilStopped } from './until-stopped.js';

/** The service: ready database, server, and the link for the first administrator while there is none. */
export async function start(): Promise<number> {
  // From the first moment on: a stop in the middle of a start lets it finish, and ends it cleanly.
  const stopped = untilStopped();
  try {
    const config = readConfig();
    refuseClearText(config);
    const database = await readyDatabase({ config, progress: say });
    try {
      await holdRoomBack(database.dataFolder);
      const server = await startServer(
        { ...config, dataFolder: database.dataFolder },
        database.connections,
        new Log(config.logLevel),
      );
      try {
        say(`Vigil serves at ${server.address}/graphql`);
        await offerFirstAdministrator(server);
        await stopped;
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

async function offerFirstAdministrator({ nest }: Server): Promise<void> {
  if (await nest.get(SessionStore, { strict: false }).hasAccounts()) return;
  const token = await nest.get(OneTimeLinkStore, { strict: false }).forFirstAdministrator();
  say(
    'There is no account yet. This token makes the first administrator, once and within 48 hours (README, "First administrator"):',
  );
  say(`  ${token}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
