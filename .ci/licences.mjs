/**
 * Whether every package that is installed with the service, on whatever platform, is under a licence that an Apache-2.0
 * work may carry along. From the lock file alone: `node .ci/licences.mjs [package-lock.json]`.
 */
import { readFileSync } from 'node:fs';
import satisfies from 'spdx-satisfies';

const ALLOWED = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  'OFL-1.1',
  'PostgreSQL',
  'Python-2.0',
];
/** Packages that name no licence where npm looks: read by a person in the LICENSE file of that version. */
const READ = { 'busboy@1.6.0': 'MIT', 'png-js@2.0.0': 'MIT', 'streamsearch@1.1.0': 'MIT' };

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8'));
const licences = Object.entries(packages)
  .filter(([path, { dev }]) => path !== '' && !dev)
  .map(([path, { name, version, license }]) => {
    const id = `${name ?? path.split('node_modules/').at(-1)}@${version}`;
    return [id, license ?? READ[id] ?? 'no licence named'];
  });
const refused = licences.filter(([, licence]) => !isAllowed(licence));
for (const licence of new Set(licences.map(([, named]) => named))) {
  console.log(`${String(licences.filter(([, named]) => named === licence).length).padStart(4)}  ${licence}`);
}
for (const [id, licence] of refused) console.error(`${id}: ${licence} is not among the licences that are allowed.`);
process.exitCode = refused.length > 0 ? 1 : 0;

function isAllowed(licence) {
  try {
    return satisfies(licence, ALLOWED);
  } catch {
    return false;
  }
}
