import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { OneTimeLinkStore } from '../accounts/one-time-link.store.js';
import type { Server } from '../server.js';
import { ApiClient } from './api-client.js';

/** Bytes of a persona's passphrase. */
const PASSPHRASE_BYTES = 12;
/** Who takes part in the demonstration, beside the docket that they work on. */
const CAST = new URL('../../../demo/personas.json', import.meta.url);

export interface Persona {
  readonly title: string;
  readonly role: string;
  readonly regions: readonly string[];
  /** Code of the lawyer who signs in with it. */
  readonly lawyer?: string;
  readonly email: string;
  readonly passphrase: string;
}

/** A sign-in for each persona: made at the first start with random passphrases, which are kept beside the data. */
export async function signedInPersonas(server: Server, secretsFolder: string): Promise<readonly Persona[]> {
  const path = join(secretsFolder, 'demo-sign-ins.json');
  const kept = await readFile(path, 'utf8').catch(() => null);
  if (kept) return JSON.parse(kept) as readonly Persona[];
  const cast = JSON.parse(await readFile(CAST, 'utf8')) as readonly Omit<Persona, 'passphrase'>[];
  const personas = cast.map((persona) => ({
    ...persona,
    passphrase: randomBytes(PASSPHRASE_BYTES).toString('base64url'),
  }));
  await invite(server, personas);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, JSON.stringify(personas), { mode: 0o600 });
  return personas;
}

async function invite(server: Server, [administrator, ...others]: readonly Persona[]): Promise<void> {
  if (!administrator) return;
  const { address, nest } = server;
  const { email, passphrase, title } = administrator;
  const token = await nest.get(OneTimeLinkStore, { strict: false }).forFirstAdministrator();
  const admin = await ApiClient.redeem(address, { token, passphrase, email, displayName: title });
  const lawyers = new Map<string, string>();
  for (const persona of others) {
    const input = {
      email: persona.email,
      displayName: persona.title,
      role: persona.role,
      regions: persona.regions,
      lawyerId: persona.lawyer ? lawyers.get(persona.lawyer) : null,
    };
    const { inviteAccount } = await admin.ask<{ inviteAccount: { token: string } }>(
      'mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { token } }',
      { input },
    );
    const client = await ApiClient.redeem(address, { token: inviteAccount.token, passphrase: persona.passphrase });
    if (persona.role === 'TFP') for (const [code, id] of await roster(client)) lawyers.set(code, id);
  }
}

interface Roster {
  readonly lawyers: { readonly nodes: readonly { readonly id: string; readonly code: { readonly value: string } }[] };
}

async function roster(focalPoint: ApiClient): Promise<readonly (readonly [string, string])[]> {
  const { lawyers } = await focalPoint.ask<Roster>('{ lawyers(first: 100) { nodes { id code { value } } } }');
  return lawyers.nodes.map(({ id, code }) => [code.value, id] as const);
}
