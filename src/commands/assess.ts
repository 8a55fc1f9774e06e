import { assessDocketFile } from '../docket/assess-command.js';
import { docketReference } from '../reference/domain/reference-pack.js';
import { readReferencePack } from '../reference/read-reference-pack.js';
import { explainFailure } from './explain-failure.js';

/** @returns the exit code. */
export async function assess(file: string, pack: string): Promise<number> {
  try {
    const reference = docketReference(await readReferencePack(pack));
    return await assessDocketFile(file, { reference, stdout: process.stdout, stderr: process.stderr });
  } catch (error) {
    return explainFailure(error);
  }
}
