import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadInput, type InputFault } from '../kernel/errors.js';
import { checkReferencePack } from './domain/check-reference-pack.js';
import { type ReferenceKind, referenceKinds } from './domain/reference-entry.js';
import type { ReferencePack } from './domain/reference-pack.js';

const HEAD = 'pack.json';

/** The file of a pack that lists the entries of each kind. */
const fileOfKind: Readonly<Record<ReferenceKind, string>> = {
  REGION: 'regions.json',
  OFFICE: 'offices.json',
  COURT: 'courts.json',
  PROVISION: 'provisions.json',
  PROTECTIVE_MEASURE: 'protective-measures.json',
  CHECKLIST_ITEM: 'fair-trial-checklist.json',
  ADJOURNMENT_REASON: 'adjournment-reasons.json',
  DEADLINE_RULE: 'deadline-rules.json',
  GLOSSARY_TERM: 'glossary.json',
};

/**
 * Reads the pack in a folder such as `reference/kosovo-2001` and checks it whole.
 * @throws BadInput naming every file that is missing or not JSON, or else every fault of their content; its `field` is
 *   the file and the JSON path in it: `courts.json $[3].details.region`.
 */
export async function readReferencePack(folder: string): Promise<ReferencePack> {
  const files = [HEAD, ...referenceKinds.map((kind) => fileOfKind[kind])].map((file) => join(folder, file));
  const results = await Promise.allSettled(files.map(readJson));
  refuseIfAny(
    results.flatMap((result, index) =>
      result.status === 'rejected' ? [{ field: String(files[index]), problem: whyUnread(result.reason) }] : [],
    ),
  );
  const [head, ...lists] = results.map((result) => (result.status === 'fulfilled' ? (result.value as unknown) : null));
  const entries = Object.fromEntries(referenceKinds.map((kind, index) => [kind, lists[index]]));
  const pack = { entries, ...(head as object) };
  refuseIfAny(
    checkReferencePack(pack).map(({ kind, path, problem }) => ({
      field: `${join(folder, kind ? fileOfKind[kind] : HEAD)} ${path}`,
      problem,
    })),
  );
  return pack as ReferencePack;
}

function refuseIfAny(faults: readonly InputFault[]): void {
  if (faults.length > 0) throw new BadInput(faults);
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, 'utf8'));
}

function whyUnread(error: unknown): string {
  return error instanceof SyntaxError
    ? 'is not JSON'
    : `cannot be read (${String((error as NodeJS.ErrnoException).code)})`;
}
