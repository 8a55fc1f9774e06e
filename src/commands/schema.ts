import { writeFile } from 'node:fs/promises';
import { printedSchema } from '../schema.js';
import { explainFailure } from './explain-failure.js';

/** Writes the schema that the code publishes to `schema.gql`. Needs no database. */
export async function schema(): Promise<number> {
  try {
    await writeFile('schema.gql', await printedSchema());
    return 0;
  } catch (error) {
    return explainFailure(error);
  }
}
