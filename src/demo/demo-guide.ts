import Table from 'cli-table3';
import type { FlaggedTrial } from './demonstrate.js';
import { codeOf, type Persona } from './personas.js';

/** The flagged trials as a table for a terminal. */
export function flaggedTrialsTable(flagged: readonly FlaggedTrial[]): string {
  const table = new Table({ head: ['Case', 'Court', 'Headline', 'Extent', 'Flags'], style: { head: [], border: [] } });
  for (const { caseCode, courtCode, headline, extent, flags } of flagged) {
    table.push([caseCode, courtCode, headline, extent ?? '', flags.join('\n')]);
  }
  const count = String(flagged.length);
  return `\nTrials whose testimony was lost to repatriation or diminished by it (${count}):\n${table.toString()}`;
}

/** What to try next: the address, a sign-in for each persona, and two requests. */
export async function demoGuide(address: string, personas: readonly Persona[]): Promise<string> {
  const signIns = new Table({
    head: ['Persona', 'E-mail', 'Passphrase', 'Code now', 'Secret'],
    style: { head: [], border: [] },
  });
  for (const persona of personas) {
    const { title, email, passphrase, secret = '' } = persona;
    signIns.push([title, email, passphrase, (await codeOf(persona)) ?? '', secret]);
  }
  const focalPoint = personas.find(({ role }) => role === 'TFP');
  return [
    '',
    `GraphQL API: ${address}/graphql (on this machine only)`,
    'Sign-ins, made for this demonstration. A code is good once; the next one comes within 30 seconds:',
    signIns.toString(),
    `A code of this moment, also for an authenticator: ${CODE_COMMAND} ${focalPoint?.email ?? ''}`,
    'Try it: sign in as the focal point, then ask which testimony is at risk.',
    '',
    curl(address, '-c', signInOf(focalPoint)),
    '',
    curl(
      address,
      '-b',
      '{ trialAssessments(filter: {flags: [TESTIMONY_AT_RISK]}) { nodes { caseCode witnesses { code assessment { class flags explanation { text } } } } } }',
    ),
    '',
    'Ctrl-C stops it.',
  ].join('\n');
}

const CODE_COMMAND = 'npm run -s demo:code --';

/** The shell puts the code of the moment in its place. */
function signInOf(persona: Persona | undefined): string {
  const { email = '', passphrase = '' } = persona ?? {};
  const code = `'"$(${CODE_COMMAND} ${email})"'`;
  return `mutation { signIn(input: {email: "${email}", passphrase: "${passphrase}", code: "${code}"}) }`;
}

function curl(address: string, cookies: string, query: string): string {
  const body = JSON.stringify({ query }).replace(/'\\"(\$\(.*\))\\"'/, `'"$1"'`);
  return `curl -s ${cookies} vigil-cookies.txt -H 'Content-Type: application/json' \\\n  -d '${body}' \\\n  ${address}/graphql`;
}
