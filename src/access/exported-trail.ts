import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import type { AuditHead } from './domain/audit-head.js';
import { inHex } from './domain/audit-head.js';
import type { ExportedTrail } from './domain/trail-check.js';

/** What the first line of an exported trail says of itself. */
const FORMAT = 'vigil-audit-trail-1';

interface FirstLine extends Omit<AuditHead, 'root' | 'signature'> {
  readonly format: string;
  readonly root: string;
  readonly signature: string;
  /** For whoever checks it elsewhere. Here the key of the installation is believed, and not this one. */
  readonly publicKey: string;
}

/** The file is no exported trail. */
export class NotAnExport extends Error {
  override readonly name = 'NotAnExport';
  readonly cure = 'Give a file that audit:export wrote.';

  constructor(path: string) {
    super(`${path} is no exported audit trail.`);
  }
}

/** Writes the head, and a line for each leaf in order: the entry's id and its hash. The file appears whole or not at all. */
export async function writeExportedTrail(path: string, trail: ExportedTrail, publicKey: string): Promise<void> {
  const draft = `${path}.${String(process.pid)}`;
  const { number, size, root, sealedAt, signature } = trail.head;
  const first: FirstLine = {
    ...{ format: FORMAT, number, size, sealedAt },
    ...{ root: inHex(root), signature: inHex(signature), publicKey },
  };
  function* lines(): Generator<string> {
    yield `${JSON.stringify(first)}\n`;
    for (const { entryId, leaf } of trail.leaves) yield `${entryId} ${inHex(leaf)}\n`;
  }
  try {
    await pipeline(lines(), createWriteStream(draft, { mode: 0o600 }));
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}

/** @throws NotAnExport, and whatever opening the file throws. */
export async function readExportedTrail(path: string): Promise<ExportedTrail> {
  let head: AuditHead | null = null;
  const leaves: { entryId: string; leaf: Uint8Array }[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (!head) {
      head = headOf(line, path);
      continue;
    }
    const [entryId = '', leaf = ''] = line.split(' ');
    leaves.push({ entryId, leaf: Buffer.from(leaf, 'hex') });
  }
  if (!head) throw new NotAnExport(path);
  return { head, leaves };
}

function headOf(line: string, path: string): AuditHead {
  try {
    const { format, number, size, sealedAt, root, signature } = JSON.parse(line) as FirstLine;
    if (format !== FORMAT) throw new NotAnExport(path);
    return { number, size, sealedAt, root: Buffer.from(root, 'hex'), signature: Buffer.from(signature, 'hex') };
  } catch {
    throw new NotAnExport(path);
  }
}
