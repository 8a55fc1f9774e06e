import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { demonstrate, type Demonstration } from '../demo/demonstrate.js';
import { demoGuide, flaggedTrialsTable } from '../demo/demo-guide.js';
import { readyDatabase } from '../first-run.js';
import { type Config, environment, readConfig } from '../platform/config.js';
import { Log } from '../platform/log.js';
import { startServer } from '../server.js';
import { explainFailure } from './explain-failure.js';
import { untilStopped } from './until-stopped.js';

interface DemoOptions {
  /** In a throw-away database, ending when the report is made. */
  readonly once?: boolean;
  /** Where the report is written. */
  readonly out?: string;
}

/** The service on the fictional docket, with its report made; then it serves until it is stopped. */
export async function demo({ once = false, out = 'demo-report' }: DemoOptions): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  try {
    const config = demoConfig(once);
    say('Starting PostgreSQL and preparing the database …');
    const database = await readyDatabase({ config, progress: say, throwAway: once });
    try {
      const server = await startServer(
        { ...config, dataFolder: database.dataFolder },
        database.connections,
        new Log(config.logLevel),
      );
      try {
        const shown = await demonstrate({ server, secretsFolder: join(database.dataFolder, 'secrets'), say });
        const path = await keep(shown, resolve(out));
        say(flaggedTrialsTable(shown.flagged));
        say(`The report: ${path}`);
        if (once) return 0;
        say(await demoGuide(server.address, shown.personas));
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

/** The demonstration has its own folder, and works on the day of the 2001 report. */
function demoConfig(once: boolean): Config {
  const config = readConfig({ VIGIL_DATA_DIR: 'demo-data', ...environment, DATABASE_URL: undefined });
  const onThisMachine = { host: '127.0.0.1', baseUrl: null, port: once ? 0 : config.port };
  return { ...config, ...onThisMachine, assessmentDay: '2001-06-05', showSchema: true };
}

async function keep({ report }: Demonstration, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${report.number}.pdf`);
  await writeFile(path, report.pdf);
  return path;
}
