import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Sql } from 'sql-template-tag';
import { DataSource, type EntityManager, type EntitySchema } from 'typeorm';
import { Busy, DiskFull, Unavailable } from '../../kernel/errors.js';
import { columnTypes } from './column-types.js';

/** Connections that the application holds at most. */
const POOL_SIZE = 8;
const CONNECT_MILLISECONDS = 1_500;

/** How long the database bears with us, in milliseconds. */
export interface Patience {
  readonly statement: number;
  readonly idleInTransaction: number;
}

/** For requests (`security.md` 7). */
const REQUEST_PATIENCE: Patience = { statement: 4_000, idleInTransaction: 8_000 };

/** For jobs and commands: an import, a report, a walk through the audit trail. */
export const JOB_PATIENCE: Patience = { statement: 60_000, idleInTransaction: 60_000 };

/** Runs a statement inside one open transaction. */
export type Statements = <Row extends QueryResultRow>(statement: Sql) => Promise<QueryResult<Row>>;

/** An open transaction that may write: statements, and TypeORM on the same connection. */
export interface Writing {
  readonly run: Statements;
  readonly manager: EntityManager;
}

/**
 * Transactions of the application's role. Nothing here knows who asks: `access/` signs each transaction in,
 * and without a sign-in row-level security shows no row.
 */
export class Database {
  private constructor(
    private readonly source: DataSource,
    private readonly pool: Pool,
  ) {}

  /** @param url connection of a role that owns nothing. */
  static async connect(
    url: string,
    entities: readonly EntitySchema[],
    { statement, idleInTransaction }: Patience = REQUEST_PATIENCE,
  ): Promise<Database> {
    const source = new DataSource({
      type: 'postgres',
      url,
      entities: [...entities],
      applicationName: 'vigil',
      poolErrorHandler: () => undefined,
      extra: {
        max: POOL_SIZE,
        types: columnTypes,
        connectionTimeoutMillis: CONNECT_MILLISECONDS,
        options: `-c statement_timeout=${String(statement)} -c idle_in_transaction_session_timeout=${String(idleInTransaction)}`,
      },
    });
    await source.initialize();
    const pool = (source.driver as unknown as { readonly master: Pool }).master;
    // A connection that comes back inside a transaction would carry one actor's sign-in to the next.
    pool.on('release', (_error: Error, client: PoolClient) => {
      const status = (client as unknown as { getTransactionStatus?: () => string | null }).getTransactionStatus?.();
      if (status !== undefined && status !== 'I') void (client as unknown as { end: () => Promise<void> }).end();
    });
    // TypeORM has made the first connection before we could listen: hence when it is lent, and not when it is made.
    pool.on('acquire', (client: PoolClient) => client.off('error', ignore).on('error', ignore));
    return new Database(source, pool);
  }

  /** A transaction that may only read. @throws Busy, Unavailable. */
  async reading<T>(work: (run: Statements) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch(busy);
    try {
      await client.query('BEGIN READ ONLY');
      const result = await work((statement) => client.query(statement.text, statement.values));
      await client.query('COMMIT');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw told(error);
    } finally {
      client.release();
    }
  }

  /** A transaction that may write. @throws Busy; Unavailable when it is not known whether it was stored. */
  async writing<T>(work: (writing: Writing) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect().catch(busy)) as PoolClient;
    try {
      await runner.startTransaction();
      const run: Statements = (statement) => client.query(statement.text, statement.values);
      const result = await work({ run, manager: runner.manager });
      await runner.commitTransaction().catch((error: unknown) => {
        throw sqlState(error) ? error : new Unavailable();
      });
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw told(error);
    } finally {
      await runner.release();
    }
  }

  /** A single statement outside a transaction. */
  async once<Row extends QueryResultRow>(statement: Sql): Promise<QueryResult<Row>> {
    return this.pool.query<Row>(statement.text, statement.values).catch((error: unknown) => {
      throw told(error);
    });
  }

  close(): Promise<void> {
    return this.source.destroy();
  }
}

/** A connection that ends while it is lent tells whoever waits for it; without a listener it would end the process. */
function ignore(): void {
  // Says nothing.
}

/** No connection came in time. Nothing was done. */
function busy(error: unknown): never {
  throw isConnectionLost(error) ? new Unavailable() : new Busy();
}

function told(error: unknown): unknown {
  if (isConnectionLost(error)) return new Unavailable();
  switch (sqlState(error)) {
    case DISK_FULL:
      return new DiskFull();
    case TOOK_TOO_LONG:
      return new Busy();
    default:
      return error;
  }
}

/** The transaction was rolled back: there was no room, or a statement took longer than its time. */
const DISK_FULL = '53100';
const TOOK_TOO_LONG = '57014';

/** SQLSTATEs of a server that ends, does not start yet or ended a session, and codes of the system where there is none. */
const SERVER_GONE = /^(08|57P|25P03)/;
const SOCKET_GONE = ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE'];

function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SERVER_GONE.test(sqlState(error) ?? '') || SOCKET_GONE.includes(code) || GONE_IN_WORDS.test(error.message);
}

/** What the driver says, without a code, of a connection that ended under it. */
const GONE_IN_WORDS = /^Connection terminated|not queryable|^Client has encountered a connection error/;

/** Classes of SQLSTATE: two digits, or one of PostgreSQL's own. `EPIPE` is none. */
const SQLSTATE = /^(?:\d{2}|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** The SQLSTATE of a failure that the database reported; null when the database said nothing. */
export function sqlState(error: unknown): string | null {
  if (!(error instanceof Error && 'code' in error)) return null;
  return SQLSTATE.test(String(error.code)) ? String(error.code) : null;
}
