import { BadInput } from '../kernel/errors.js';
import type { Docket } from './domain/read-docket.js';

export interface CommandStreams {
  readonly stdout: NodeJS.WritableStream;
  /** Progress is drawn on it when it is a terminal. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

type Stderr = CommandStreams['stderr'];

/** A shorter run is over before a bar could be read. */
const LONG_RUN = 2000;

/** The docket with its findings said; null when there is none, and every fault was said, one a line. */
export async function docketOrFaults(reading: Promise<Docket>, stderr: Stderr): Promise<Docket | null> {
  const docket = await unlessBadInput(reading, stderr);
  if (docket) {
    stderr.write(lines(docket.findings.map(({ path, problem }) => `Finding: ${path} ${problem}`)));
  }
  return docket;
}

/** Null for bad input: then every fault was said with its JSON path, one a line. */
export async function unlessBadInput<T>(work: Promise<T>, stderr: Stderr): Promise<T | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof BadInput)) throw error;
    stderr.write(lines(error.details.fields.map(({ field, problem }) => `${field} ${problem}`)));
    return null;
  }
}

/** A bar for a long run on a terminal. @param doing what is done to how many trials: `Assessing`. */
export async function progressBar(doing: string, total: number, stderr: Stderr) {
  if (!stderr.isTTY || total < LONG_RUN) return null;
  const { default: cliProgress } = await import('cli-progress');
  const format = `${doing} {bar} {value} of {total} trials`;
  const bar = new cliProgress.SingleBar({ format, stream: stderr, clearOnComplete: true });
  bar.start(total, 0);
  return bar;
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
