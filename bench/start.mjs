/**
 * How long the service takes from its command to the printed address: the first start, which makes the database, and
 * a start on what is there. Build first; run from the top of the project: `node bench/start.mjs`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const RUNS = 5;
const TARGET_SECONDS = { first: 20, initialised: 5 };

const area = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
chmodSync(area, 0o755);
try {
  const first = [];
  for (let run = 0; run < RUNS; run += 1) first.push(await secondsToAddress(join(area, `first-${run}`)));
  const initialised = [];
  for (let run = 0; run < RUNS; run += 1) initialised.push(await secondsToAddress(join(area, 'first-0')));
  const right = [report('first', first), report('initialised', initialised)];
  process.exitCode = right.every(Boolean) ? 0 : 1;
} finally {
  rmSync(area, { recursive: true });
}

async function secondsToAddress(dataFolder) {
  const started = performance.now();
  const service = spawn(process.execPath, ['bin/vigil.mjs', 'start'], {
    env: { ...process.env, VIGIL_DATA_DIR: dataFolder, VIGIL_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(service, 'close');
  let seconds = null;
  for await (const line of createInterface(service.stdout)) {
    if (!line.startsWith('Vigil serves at')) continue;
    seconds = (performance.now() - started) / 1000;
    service.kill('SIGTERM');
  }
  await ended;
  if (seconds === null) throw new Error('The service ended before it served.');
  return seconds;
}

function report(name, seconds) {
  const sorted = seconds.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)];
  const [least, most] = [sorted[0], sorted.at(-1)].map((value) => value.toFixed(2));
  const target = TARGET_SECONDS[name];
  console.log(
    `${name} start: median of ${RUNS} runs ${median.toFixed(2)} s, ${least} to ${most} (target: ${target} s)`,
  );
  return median < target;
}
