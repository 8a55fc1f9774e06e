/**
 * How long the whole `assess` process takes on 10,000 trials: the test vectors, repeated under ids of their own.
 * Build first; run from the top of the project: `node bench/assess-10000.mjs`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TRIALS = 10_000;
const RUNS = 5;
const TARGET_SECONDS = 3;

const { scenarios } = JSON.parse(readFileSync('test/vectors/scenarios.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
try {
  const file = join(folder, 'docket.json');
  const trials = Array.from({ length: TRIALS }, (_, index) => ({
    ...scenarios[index % scenarios.length],
    id: `B${index}`,
  }));
  writeFileSync(file, JSON.stringify({ scenarios: trials }, null, 1));
  const runs = Array.from({ length: RUNS }, () => measured(file)).toSorted((one, other) => one.seconds - other.seconds);
  const { seconds, bytes } = runs[Math.floor(RUNS / 2)];
  console.log(`${TRIALS} trials, ${megabytes(statSync(file).size)} in, ${megabytes(bytes)} out`);
  console.log(`median of ${RUNS} runs: ${seconds.toFixed(2)} s (target: ${TARGET_SECONDS} s)`);
  process.exitCode = seconds < TARGET_SECONDS ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function measured(file) {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/vigil.mjs', 'assess', file], {
    maxBuffer: 2 ** 30,
  });
  if (status !== 0) throw new Error(`assess ended with ${status}: ${stderr.toString().slice(0, 1000)}`);
  return { seconds: (performance.now() - start) / 1000, bytes: stdout.length };
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
