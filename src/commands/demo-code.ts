import { join } from 'node:path';
import { authenticatorUrlOf, codeOf, keptPersonas } from '../demo/personas.js';
import { environment, readConfig } from '../platform/config.js';
import { explainFailure } from './explain-failure.js';

interface DemoCodeOptions {
  /** What an authenticator reads, instead of a code. */
  readonly url?: boolean;
}

/** The code that a persona's authenticator shows now, and nothing else. */
export async function demoCode(email: string, { url = false }: DemoCodeOptions): Promise<number> {
  try {
    const { dataFolder } = readConfig({ VIGIL_DATA_DIR: 'demo-data', ...environment, DATABASE_URL: undefined });
    const personas = await keptPersonas(join(dataFolder, 'secrets'));
    const persona = personas?.find((one) => one.email === email);
    const shown = persona && (url ? authenticatorUrlOf(persona) : await codeOf(persona));
    if (!shown) {
      process.stderr.write(
        personas
          ? `${email} is nobody with a second factor: ${personas.flatMap((one) => (one.secret ? one.email : [])).join(', ')}\n`
          : 'There is no demonstration yet. Start it: npm run demo\n',
      );
      return 1;
    }
    process.stdout.write(`${shown}\n`);
    return 0;
  } catch (error) {
    return explainFailure(error);
  }
}
