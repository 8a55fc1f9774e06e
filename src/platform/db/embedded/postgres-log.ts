import { copyFileSync, statSync, truncateSync } from 'node:fs';

const LONGEST_BYTES = 5_000_000;
const LOOK_EVERY_MS = 60_000;

/**
 * Keeps PostgreSQL's log, which the server appends to for as long as it runs, from growing without bound: a full one
 * is copied to `<file>.1` and emptied. Looks now and every minute until the returned function is called.
 */
export function keepLogShort(file: string): () => void {
  shorten(file);
  const timer = setInterval(() => shorten(file), LOOK_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}

function shorten(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LONGEST_BYTES) return;
  copyFileSync(file, `${file}.1`);
  truncateSync(file);
}
