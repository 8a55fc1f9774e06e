import { once } from 'node:events';
import { BadInput } from '../kernel/errors.js';
import type { DocketReference } from '../reference/domain/reference-pack.js';
import { assessTrial } from '../testimony/domain/assess-trial.js';
import { answerOf } from './domain/assessment-answer.js';
import type { Scenario } from './domain/docket-format.js';
import type { Docket } from './domain/read-docket.js';
import { toTrialFacts } from './domain/to-trial-facts.js';
import { readDocketFile } from './read-docket-file.js';

export interface CommandStreams {
  readonly stdout: NodeJS.WritableStream;
  /** Progress is drawn on it when it is a terminal. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** A shorter run is over before a bar could be read. */
const LONG_RUN = 2000;
/** Answers are written in pieces of about so many characters. */
const PIECE = 65_536;

/**
 * Assesses every scenario of a docket file on its own as-of day, and prints one JSON object: scenario id to
 * `{witnesses, trial, explanation}`. Findings and progress go to standard error.
 * Bad input is reported there too, one line a fault with its JSON path, and nothing else is printed.
 * @returns the exit code: 0, or 1 for bad input.
 */
export async function assessDocketFile(
  path: string,
  { reference, stdout, stderr }: CommandStreams & { readonly reference: DocketReference },
): Promise<number> {
  const docket = await readDocketFile(path, reference).catch((error: unknown) => {
    if (!(error instanceof BadInput)) throw error;
    stderr.write(lines(error.details.fields.map(({ field, problem }) => `${field} ${problem}`)));
    return null;
  });
  if (!docket) return 1;
  stderr.write(lines(docket.findings.map(({ path: place, problem }) => `Finding: ${place} ${problem}`)));
  await printAnswers(docket, { stdout, stderr });
  return 0;
}

async function printAnswers({ scenarios }: Docket, { stdout, stderr }: CommandStreams): Promise<void> {
  const progress = await progressBar(scenarios.length, stderr);
  let piece = '{';
  for (const [index, scenario] of scenarios.entries()) {
    piece += `${index === 0 ? '' : ','}\n${answerLine(scenario)}`;
    if (piece.length < PIECE) continue;
    await write(stdout, piece);
    progress?.update(index + 1);
    piece = '';
  }
  await write(stdout, `${piece}\n}\n`);
  progress?.update(scenarios.length);
  progress?.stop();
}

function answerLine(scenario: Scenario): string {
  const answer = answerOf(assessTrial(toTrialFacts(scenario), scenario.asOf));
  return `${JSON.stringify(scenario.id)}:${JSON.stringify(answer)}`;
}

async function progressBar(total: number, stderr: CommandStreams['stderr']) {
  if (!stderr.isTTY || total < LONG_RUN) return null;
  const { default: cliProgress } = await import('cli-progress');
  const format = 'Assessing {bar} {value} of {total} trials';
  const bar = new cliProgress.SingleBar({ format, stream: stderr, clearOnComplete: true });
  bar.start(total, 0);
  return bar;
}

/** Waits for a slow reader, so that a large answer is not held in memory. */
async function write(stream: NodeJS.WritableStream, piece: string): Promise<void> {
  if (!stream.write(piece)) await once(stream, 'drain');
}

function lines(texts: readonly string[]): string {
  return texts.map((text) => `${text}\n`).join('');
}
