import Table from 'cli-table3';
import type { FlaggedTrial } from './demonstrate.js';
import type { Persona } from './personas.js';

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
export function demoGuide(address: string, personas: readonly Persona[]): string {
  const signIns = new Table({ head: ['Persona', 'E-mail', 'Passphrase'], style: { head: [], border: [] } });
  for (const { title, email, passphrase } of personas) signIns.push([title, email, passphrase]);
  const focalPoint = personas.find(({ role }) => role === 'TFP');
  return [
    '',
    `GraphQL API: ${address}/graphql (on this machine only)`,
    'Sign-ins, made for this demonstration:',
    signIns.toString(),
    'Try it: sign in as the focal point, then ask which testimony is at risk.',
    '',
    curl(
      address,
      '-c',
      `mutation { signIn(input: {email: "${focalPoint?.email ?? ''}", passphrase: "${focalPoint?.passphrase ?? ''}"}) }`,
    ),
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

function curl(address: string, cookies: string, query: string): string {
  return `curl -s ${cookies} vigil-cookies.txt -H 'Content-Type: application/json' \\\n  -d '${JSON.stringify({ query })}' \\\n  ${address}/graphql`;
}
