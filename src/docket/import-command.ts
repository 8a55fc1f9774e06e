import { type CommandStreams, docketOrFaults, progressBar, unlessBadInput } from './command-streams.js';
import type { ImportDocket, Imported } from './import-docket.js';

/**
 * Loads a docket file, all of it or nothing. Findings and progress go to standard error, and so does bad input: one
 * line a fault with its JSON path.
 * @param by the person on whose behalf.
 * @returns what was done; null for bad input.
 */
export async function importDocketFile(
  path: string,
  importDocket: ImportDocket,
  { by, stderr }: Pick<CommandStreams, 'stderr'> & { readonly by: string },
): Promise<Imported | null> {
  if (stderr.isTTY) stderr.write(`Reading ${path}\n`);
  const docket = await docketOrFaults(importDocket.read(path), stderr);
  if (!docket) return null;
  const bar = await progressBar('Loading', docket.scenarios.length, stderr);
  try {
    const progress = (done: number): void => bar?.update(done);
    return await unlessBadInput(importDocket.execute(docket, { by, progress }), stderr);
  } finally {
    bar?.stop();
  }
}
