import { importDocketFile } from '../docket/import-command.js';
import { ImportDocket } from '../docket/import-docket.js';
import type { Server } from '../server.js';

const DOCKET = 'demo/docket.json';

/** Loads the fictional docket; a second time it changes nothing. */
export async function importDemoDocket(server: Server, say: (line: string) => void): Promise<void> {
  say('Loading the demo docket …');
  const importDocket = server.nest.get(ImportDocket, { strict: false });
  await importDocketFile(DOCKET, importDocket, { by: 'the demonstration', stderr: process.stderr });
}
