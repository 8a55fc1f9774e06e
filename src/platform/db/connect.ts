import { Client, type ClientConfig, Pool } from 'pg';
import { type SuperuserConnection } from './embedded/postgres-cluster.js';

const CONNECT_MILLISECONDS = 5_000;

/** No connection to the database: where it was sought, why there is none, and how to mend that. Never a passphrase. */
export class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';

  constructor(
    readonly what: string,
    readonly cure: string,
    /** SQLSTATE or the system's code, where there is one. */
    readonly code: string | null,
  ) {
    super(`${what} ${cure}`);
  }
}

export interface Connecting extends Pick<ClientConfig, 'application_name' | 'options'> {
  /** Milliseconds to wait for an answer. */
  readonly patience?: number;
}

/**
 * One connection, outside the pool of the service.
 * @param target a connection URL, or the embedded server's superuser
 * @throws DatabaseUnreachable
 */
export async function connect(target: string | SuperuserConnection, connecting: Connecting = {}): Promise<Client> {
  const { patience = CONNECT_MILLISECONDS, ...options } = connecting;
  const client = new Client({
    ...(typeof target === 'string' ? { connectionString: target } : target),
    connectionTimeoutMillis: patience,
    ...options,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(client, error as Error & { code?: string });
  }
}

/** Lends a connection to `work` and closes it. @throws DatabaseUnreachable, and whatever `work` throws. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connect(url);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Connections that somebody else opens and closes as needed. One that the database ends is no failure: the next is new. */
export function openPool(url: string): Pool {
  const pool = new Pool({ connectionString: url });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

type Target = Pick<Client, 'host' | 'port' | 'user' | 'database'>;

/** By SQLSTATE or the system's code: why, and how to mend it. */
const REASONS: Readonly<Record<string, (target: Target) => [why: string, cure: string]>> = {
  ECONNREFUSED: ({ host, port }) => [
    'nothing listens there',
    `Start PostgreSQL on ${host}, or correct host and port (${port}) in DATABASE_URL.`,
  ],
  ENOENT: ({ host }) => [
    'there is no such socket',
    `Start PostgreSQL, or correct the socket folder ${host} in DATABASE_URL.`,
  ],
  ENOTFOUND: ({ host }) => ['no machine has that name', `Correct the host ${host} in DATABASE_URL.`],
  EAI_AGAIN: ({ host }) => [
    'its name could not be looked up',
    `Correct the host ${host} in DATABASE_URL, or mend the network.`,
  ],
  '28P01': ({ user }) => ['it refuses the passphrase', `Correct the passphrase of ${user} in DATABASE_URL.`],
  '28000': ({ user }) => [
    'it does not let this role in from here',
    `Make the role ${user}, or allow it in pg_hba.conf of that server.`,
  ],
  '3D000': ({ database }) => ['it has no such database', `Make it there: CREATE DATABASE "${database}"`],
  '42501': ({ user, database }) => [
    'the role may not connect to that database',
    `Allow it there: GRANT CONNECT ON DATABASE "${database}" TO "${user}"`,
  ],
  '53300': () => ['it has no connection left', 'Raise max_connections there, or end what holds them.'],
  '57P03': () => ['it is starting or stopping', 'Wait a moment and try again.'],
};

function unreachable(target: Target, error: Error & { code?: string }): DatabaseUnreachable {
  const { host, port, user, database } = target;
  const code = error.code ?? null;
  const where = `PostgreSQL at ${host}, port ${port}, database ${database}, as ${user}, cannot be reached`;
  const known = REASONS[code ?? '']?.(target);
  if (known) return new DatabaseUnreachable(`${where}: ${known[0]}.`, known[1], code);
  if (/timeout/i.test(error.message)) {
    const cure = 'Look whether a firewall stands between, and whether host and port in DATABASE_URL are right.';
    return new DatabaseUnreachable(`${where}: it did not answer in time.`, cure, code);
  }
  return new DatabaseUnreachable(`${where}: ${error.message}.`, 'Correct DATABASE_URL, or mend that server.', code);
}
