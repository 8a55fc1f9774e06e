/**
 * How long `import` takes on 10,000 trials, as a whole process with its PostgreSQL in a data folder of its own: the
 * test vectors, repeated under ids of their own. Then the same file again, and a file with another outcome everywhere.
 * Build first; run from the top of the project: `node bench/import-10000.mjs`.
 */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TRIALS = Number(process.argv[2] ?? 10_000);
const TARGET_SECONDS = 60;

const { scenarios } = JSON.parse(readFileSync('test/vectors/scenarios.json', 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'vigil-bench-'));
// PostgreSQL, which never runs as root, must be able to enter.
chmodSync(folder, 0o755);
try {
  await measured('an empty docket, into a new database', docket(0));
  const first = await measured('all of it new', docket(TRIALS));
  await measured('the same again', docket(TRIALS));
  await measured('another outcome in each', docket(TRIALS, { outcome: 'Told again' }));
  process.exitCode = first < TARGET_SECONDS ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}

function docket(count, changes = {}) {
  const file = join(folder, 'docket.json');
  const trials = Array.from({ length: count }, (_, index) => ({
    ...scenarios[index % scenarios.length],
    ...changes,
    id: `B${index}`,
  }));
  writeFileSync(file, JSON.stringify({ scenarios: trials }, null, 1));
  return file;
}

async function measured(what, file) {
  const start = performance.now();
  const { said, memory } = await run(['bin/vigil.mjs', 'import', file, '--by', 'bench']);
  const seconds = (performance.now() - start) / 1000;
  console.log(
    `${what} (${megabytes(statSync(file).size)}): ${seconds.toFixed(1)} s, ${megabytes(memory)} of memory; ${said}`,
  );
  return seconds;
}

/** Runs to the end and looks, as long as it runs, how much memory it holds. */
function run(args) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      env: { ...process.env, VIGIL_DATA_DIR: join(folder, 'data') },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (piece) => (output[name] += piece));
    let memory = 0;
    const watch = setInterval(() => (memory = Math.max(memory, residentBytes(child.pid))), 200);
    child.on('close', (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ said: output.stdout.trim(), memory });
      else reject(new Error(`import ended with ${code}: ${output.stderr.slice(0, 2000)}`));
    });
  });
}

/** On Linux; elsewhere it is not known. */
function residentBytes(pid) {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
