import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import request from 'supertest';
import type { AccountRole, Actor } from '../../src/access/domain/actor.js';
import { ManageAccount } from '../../src/accounts/manage-account.js';
import { OneTimeLinkStore } from '../../src/accounts/one-time-link.store.js';
import { SessionStore } from '../../src/accounts/session.store.js';
import { withClient } from '../../src/platform/db/connect.js';
import { type Config, readConfig } from '../../src/platform/config.js';
import { Log } from '../../src/platform/log.js';
import { createApplication } from '../../src/server.js';
import { cloneDatabase, type TestDatabase } from './template-database.js';

/** What GraphQL answered. */
export interface Answer {
  readonly status: number;
  readonly data: Readonly<Record<string, never>> | null;
  /** Codes of the errors, in order. */
  readonly codes: readonly string[];
  readonly errors: readonly { readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }[];
  /** The whole answer as text, for tests that search it. */
  readonly text: string;
}

export interface Client {
  readonly accountId: string;
  readonly token: string;
  asks(query: string, variables?: object): Promise<Answer>;
  downloads(path: string): Promise<{ readonly status: number; readonly body: Buffer }>;
}

export interface Persona {
  readonly role: AccountRole;
  readonly regions?: readonly string[];
  readonly lawyerId?: string | null;
  /** Whether the second factor was entered a moment ago, and stays fresh however long the story is. True when left out. */
  readonly steppedUp?: boolean;
}

/** The whole application over HTTP on a database of its own. */
export interface TestApp {
  readonly nest: NestExpressApplication;
  readonly database: TestDatabase;
  /** Somebody new who is signed in. */
  signedInAs(persona: Persona): Promise<Client>;
  /** Somebody who is not. */
  readonly anonymous: Client;
  close(): Promise<void>;
}

export async function startTestApp(
  settings: Partial<Config> = {},
  log = new Log(process.env.VIGIL_TEST_LOG ?? 'silent'),
): Promise<TestApp> {
  const database = await cloneDatabase();
  const dataFolder = await mkdtemp(join(tmpdir(), 'vigil-app-'));
  const config = { ...readConfig({}), dataFolder, port: 0, assessmentDay: '2001-06-05', ...settings };
  const { nest, close } = await createApplication(config, database.connections, log);
  const sessions = nest.get(SessionStore, { strict: false });
  const administrator = await firstAdministrator(nest);
  const invite = async ({ role, regions = [], lawyerId = null }: Persona): Promise<string> => {
    const email = `${randomUUID()}@example.org`;
    const input = { email, displayName: role, role, regions, lawyerId };
    return (await nest.get(ManageAccount, { strict: false }).invite(administrator, input)).id;
  };
  const clientOf = (accountId: string, token: string): Client => ({
    accountId,
    token,
    asks: (query, variables = {}) => ask(nest, token, { query, variables }),
    downloads: async (path) => {
      const { status, body } = await request(nest.getHttpServer()).get(path).set('Cookie', `sid=${token}`).buffer(true);
      return { status, body: body as Buffer };
    },
  });
  return {
    nest,
    database,
    anonymous: clientOf('', ''),
    signedInAs: async (persona) => {
      const accountId = await invite(persona);
      const token = await sessions.open(accountId, persona.role, 'SIGNED_IN');
      if (persona.steppedUp ?? true) await stepUpForLong(database.superuserUrl, accountId);
      return clientOf(accountId, token);
    },
    close: async () => {
      await close();
      await database.drop();
      await rm(dataFolder, { recursive: true });
    },
  };
}

async function ask(nest: NestExpressApplication, token: string, body: object): Promise<Answer> {
  const { status, text } = await request(nest.getHttpServer())
    .post('/graphql')
    .set('Cookie', `sid=${token}`)
    .send(body);
  const { data = null, errors = [] } = JSON.parse(text) as Partial<Pick<Answer, 'data' | 'errors'>>;
  return { status, data, errors, codes: errors.map(({ extensions }) => String(extensions.code)), text };
}

async function firstAdministrator(nest: NestExpressApplication): Promise<Actor> {
  const links = nest.get(OneTimeLinkStore, { strict: false });
  const link = { email: 'administrator@example.org', displayName: 'Administrator', passphraseHash: 'none' };
  const { accountId } = await links.redeem({ ...link, token: await links.forFirstAdministrator() });
  const token = await nest.get(SessionStore, { strict: false }).open(accountId, 'ADMIN', 'SIGNED_IN');
  return { token, accountId, role: 'ADMIN', regions: [], lawyerId: null, displayName: 'Administrator' };
}

function stepUpForLong(superuserUrl: string, accountId: string): Promise<void> {
  return withClient(superuserUrl, async (client) => {
    await client.query(`UPDATE sec.login SET stepped_up_at = now() + interval '1 day' WHERE account_id = $1`, [
      accountId,
    ]);
  });
}
