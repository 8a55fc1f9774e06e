/**
 * Known weaknesses of the packages that are installed with the service. Fails on a high or critical one; where no
 * advisory service answers it says so and fails nothing, for then nothing was learnt: `node .ci/advisories.mjs`.
 */
import { spawnSync } from 'node:child_process';

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--package-lock-only', '--json'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 26,
  timeout: 60_000,
});
const { vulnerabilities } = answered(stdout);
if (!vulnerabilities) {
  console.log('No advisory service answered: the packages were NOT checked for known weaknesses.');
} else {
  const grave = Object.values(vulnerabilities).filter(({ severity }) => ['high', 'critical'].includes(severity));
  for (const { name, severity, range } of grave) console.error(`${name} ${range}: ${severity}`);
  console.log(`${Object.keys(vulnerabilities).length} packages with known weaknesses, ${grave.length} of them grave.`);
  process.exitCode = grave.length > 0 ? 1 : 0;
}

function answered(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
