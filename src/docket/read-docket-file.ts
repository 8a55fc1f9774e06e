import { readFile, stat } from 'node:fs/promises';
import { BadInput } from '../kernel/errors.js';
import type { DocketReference } from '../reference/domain/reference-pack.js';
import { type Docket, readDocket } from './domain/read-docket.js';
import { repeatedName } from './repeated-name.js';

const MEGABYTE = 1024 * 1024;
const LARGEST_FILE = 256 * MEGABYTE;

/**
 * Reads a docket document from a file.
 * @throws BadInput with every fault and its JSON path; `$` where the text is no JSON document at all.
 */
export async function readDocketFile(path: string, reference: DocketReference): Promise<Docket> {
  const bytes = await readBytes(path);
  const text = decode(bytes);
  if (text.trim() === '') throw refused('is empty');
  const value = parse(text);
  const repeated = repeatedName(bytes, value, text);
  if (repeated) throw refused('is given more than once in the same object', repeated);
  return readDocket(value, reference);
}

async function readBytes(path: string): Promise<Buffer> {
  try {
    const file = await stat(path);
    if (!file.isFile()) throw refused('is not a file');
    if (file.size > LARGEST_FILE) throw refused(`is larger than ${String(LARGEST_FILE / MEGABYTE)} MB`);
    return await readFile(path);
  } catch (error) {
    throw error instanceof BadInput ? error : refused(`cannot be read (${codeOf(error)})`);
  }
}

/** UTF-8; a byte order mark is skipped. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refused('is not UTF-8 text');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refused(error instanceof RangeError ? 'is nested too deep' : `is not JSON${placeOf(error, text)}`);
  }
}

/** Where the parser stopped, as line and column: its own message would quote the document. */
function placeOf(error: unknown, text: string): string {
  const position = /at position (\d+)/.exec(String(error))?.[1];
  if (!position) return '';
  const before = text.slice(0, Number(position)).split('\n');
  return ` (line ${String(before.length)}, column ${String((before.at(-1)?.length ?? 0) + 1)})`;
}

function refused(problem: string, field = '$'): BadInput {
  return new BadInput([{ field, problem }]);
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}
