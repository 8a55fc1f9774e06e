import { once } from 'node:events';
import type { DocketReference } from '../reference/domain/reference-pack.js';
import { assessTrial } from '../testimony/domain/assess-trial.js';
import { type CommandStreams, docketOrFaults, progressBar } from './command-streams.js';
import { answerOf } from './domain/assessment-answer.js';
import type { Scenario } from './domain/docket-format.js';
import type { Docket } from './domain/read-docket.js';
import { toTrialFacts } from './domain/to-trial-facts.js';
import { readDocketFile } from './read-docket-file.js';

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
  const docket = await docketOrFaults(readDocketFile(path, reference), stderr);
  if (!docket) return 1;
  await printAnswers(docket, { stdout, stderr });
  return 0;
}

async function printAnswers({ scenarios }: Docket, { stdout, stderr }: CommandStreams): Promise<void> {
  const progress = await progressBar('Assessing', scenarios.length, stderr);
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

/** Waits for a slow reader, so that a large answer is not held in memory. */
async function write(stream: NodeJS.WritableStream, piece: string): Promise<void> {
  if (!stream.write(piece)) await once(stream, 'drain');
}
