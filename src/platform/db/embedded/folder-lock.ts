import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { EmbeddedPostgresError } from './embedded-postgres-error.js';
import { startOf } from './process-identity.js';

/** The process that has a data folder. */
interface LockHolder {
  readonly pid: number;
  /** `startOf` the process, so that a later process under the same id is not taken for it. */
  readonly started: string;
}

/** What a lock file says, and whether the process that it names still runs. */
export type LockState =
  | { readonly kind: 'free' }
  | { readonly kind: 'held'; readonly holder: LockHolder }
  | { readonly kind: 'stale'; readonly pid: number | null };

export function lockState(file: string): LockState {
  const text = read(file);
  if (text === null) return { kind: 'free' };
  const holder = parse(text);
  if (holder && startOf(holder.pid) === holder.started) return { kind: 'held', holder };
  return { kind: 'stale', pid: holder?.pid ?? null };
}

/**
 * Takes the data folder for this process until the returned function is called. A lock whose process was killed is
 * taken over.
 * @throws EmbeddedPostgresError `second-instance` naming the process that has it
 */
export function takeFolderLock(file: string): () => void {
  const mine = JSON.stringify({ pid: process.pid, started: startOf(process.pid) ?? '' } satisfies LockHolder);
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, mine, { mode: 0o644 });
  try {
    // A lock appears whole, because a link is made in one step; the loser of a race sees the winner's.
    for (let attempt = 0; attempt < 3; attempt++) {
      if (tryLink(draft, file)) return () => release(file, mine);
      const state = lockState(file);
      if (state.kind === 'held') throw secondInstance(dirname(file), state.holder.pid);
      if (state.kind === 'stale') setAside(file);
    }
    throw secondInstance(dirname(file), null);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a stale lock away, unless another process was quicker and what was moved is that process's new lock. */
function setAside(file: string): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  if (lockState(aside).kind === 'held') tryLink(aside, file);
  rmSync(aside, { force: true });
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function release(file: string, mine: string): void {
  if (read(file) === mine) rmSync(file, { force: true });
}

function secondInstance(folder: string, pid: number | null): EmbeddedPostgresError {
  const who = pid === null ? 'Another process' : `Process ${pid}`;
  return new EmbeddedPostgresError(
    'second-instance',
    `${who} already runs Vigil on ${folder}.`,
    'Use that one, or stop it first (Ctrl-C, or kill with its number), or set VIGIL_DATA_DIR to another folder.',
  );
}

function parse(text: string): LockHolder | null {
  try {
    const { pid, started } = JSON.parse(text) as Partial<LockHolder>;
    return Number.isInteger(pid) && typeof started === 'string' ? { pid: pid as number, started } : null;
  } catch {
    return null;
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
