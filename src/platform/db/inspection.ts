import { Client } from 'pg';
import { type SuperuserConnection } from './embedded/postgres-cluster.js';

const CONNECT_MILLISECONDS = 5_000;

/** No connection to the database: where it was sought, why there is none, and how to mend that. Never a passphrase. */
class DatabaseUnreachable extends Error {
  override readonly name = 'DatabaseUnreachable';

  constructor(
    readonly what: string,
    readonly cure: string,
  ) {
    super(`${what} ${cure}`);
  }
}

/** A connection that only looks. */
export interface Inspection {
  rows<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/**
 * Connects once, in a session that can write nothing.
 * @param target a connection URL, or the embedded server's superuser
 * @param patience milliseconds to wait for an answer
 * @throws DatabaseUnreachable
 */
export async function inspectDatabase(
  target: string | SuperuserConnection,
  patience = CONNECT_MILLISECONDS,
): Promise<Inspection> {
  const client = new Client({
    ...(typeof target === 'string' ? { connectionString: target } : target),
    connectionTimeoutMillis: patience,
    application_name: 'vigil doctor',
    options: '-c default_transaction_read_only=on',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw unreachable(client, error as Error & { code?: string });
  }
  return {
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      return (await client.query<Row>(sql, [...values])).rows;
    },
    close: () => client.end(),
  };
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
  const where = `PostgreSQL at ${host}, port ${port}, database ${database}, as ${user}, cannot be reached`;
  const known = REASONS[error.code ?? '']?.(target);
  if (known) return new DatabaseUnreachable(`${where}: ${known[0]}.`, known[1]);
  if (/timeout/i.test(error.message)) {
    const cure = 'Look whether a firewall stands between, and whether host and port in DATABASE_URL are right.';
    return new DatabaseUnreachable(`${where}: it did not answer in time.`, cure);
  }
  return new DatabaseUnreachable(`${where}: ${error.message}.`, 'Correct DATABASE_URL, or mend that server.');
}
