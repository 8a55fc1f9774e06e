import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { needsSecondFactor } from '../accounts/domain/second-factor.js';
import { OneTimeLinkStore } from '../accounts/one-time-link.store.js';
import { totpCode, totpUrl } from '../accounts/totp.js';
import { clock } from '../platform/clock.js';
import type { Server } from '../server.js';
import { ApiClient } from './api-client.js';

/** Bytes of a persona's passphrase. */
const PASSPHRASE_BYTES = 12;
/** Who takes part in the demonstration, beside the docket that they work on. */
const CAST = new URL('../../../demo/personas.json', import.meta.url);

interface Part {
  readonly title: string;
  readonly role: string;
  readonly regions: readonly string[];
  /** Code of the lawyer who signs in with it. */
  readonly lawyer?: string;
  readonly email: string;
}

export interface Persona extends Part {
  readonly passphrase: string;
  /** Of the second factor, in base 32, for a role that signs in with one. */
  readonly secret?: string;
}

/** A sign-in for each persona: made at the first start with random secrets, which are kept beside the data. */
export async function signedInPersonas(server: Server, secretsFolder: string): Promise<readonly Persona[]> {
  const kept = await keptPersonas(secretsFolder);
  if (kept) return kept;
  const cast = JSON.parse(await readFile(CAST, 'utf8')) as readonly Part[];
  const personas = await invite(server, cast);
  const path = pathIn(secretsFolder);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, JSON.stringify(personas), { mode: 0o600 });
  return personas;
}

/** The personas of a demonstration that has been started; null before. */
export async function keptPersonas(secretsFolder: string): Promise<readonly Persona[] | null> {
  const kept = await readFile(pathIn(secretsFolder), 'utf8').catch(() => null);
  return kept === null ? null : (JSON.parse(kept) as readonly Persona[]);
}

/** What the persona's authenticator would show now; null for a role without a second factor. */
export async function codeOf({ secret }: Persona): Promise<string | null> {
  return secret ? totpCode(secret, clock.milliseconds()) : null;
}

/** For an authenticator of one's own; null for a role without a second factor. */
export function authenticatorUrlOf({ secret, email }: Persona): string | null {
  return secret ? totpUrl(secret, email) : null;
}

const pathIn = (secretsFolder: string): string => join(secretsFolder, 'demo-sign-ins.json');

async function invite(server: Server, [first, ...others]: readonly Part[]): Promise<readonly Persona[]> {
  if (!first) return [];
  const token = await server.nest.get(OneTimeLinkStore, { strict: false }).forFirstAdministrator();
  const administrator = await enter(server, first, { token, email: first.email, displayName: first.title });
  const personas = [administrator.persona];
  const lawyers = new Map<string, string>();
  for (const part of others) {
    const input = {
      email: part.email,
      displayName: part.title,
      role: part.role,
      regions: part.regions,
      lawyerId: part.lawyer ? lawyers.get(part.lawyer) : null,
    };
    const { inviteAccount } = await administrator.client.ask<{ inviteAccount: { token: string } }>(
      'mutation ($input: InviteAccountInput!) { inviteAccount(input: $input) { token } }',
      { input },
    );
    const { client, persona } = await enter(server, part, { token: inviteAccount.token });
    personas.push(persona);
    if (part.role === 'TFP') for (const [code, id] of await roster(client)) lawyers.set(code, id);
  }
  return personas;
}

/** Uses the invitation up with a random passphrase, and enrols the second factor that the role needs. */
async function enter(
  { address }: Server,
  part: Part,
  link: object,
): Promise<{ readonly client: ApiClient; readonly persona: Persona }> {
  const passphrase = randomBytes(PASSPHRASE_BYTES).toString('base64url');
  const client = await ApiClient.redeem(address, { ...link, passphrase });
  if (!needsSecondFactor(part.role)) return { client, persona: { ...part, passphrase } };
  const { beginSecondFactor } = await client.ask<{ beginSecondFactor: { secret: string } }>(
    'mutation { beginSecondFactor { secret } }',
  );
  const { secret } = beginSecondFactor;
  await client.ask('mutation ($input: CodeInput!) { confirmSecondFactor(input: $input) { codes } }', {
    input: { code: await totpCode(secret, clock.milliseconds()) },
  });
  return { client, persona: { ...part, passphrase, secret } };
}

interface Roster {
  readonly lawyers: { readonly nodes: readonly { readonly id: string; readonly code: { readonly value: string } }[] };
}

async function roster(focalPoint: ApiClient): Promise<readonly (readonly [string, string])[]> {
  const { lawyers } = await focalPoint.ask<Roster>('{ lawyers(first: 100) { nodes { id code { value } } } }');
  return lawyers.nodes.map(({ id, code }) => [code.value, id] as const);
}
