import { connect } from './connect.js';
import { type SuperuserConnection } from './embedded/postgres-cluster.js';

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
export async function inspectDatabase(target: string | SuperuserConnection, patience?: number): Promise<Inspection> {
  const client = await connect(target, {
    patience,
    application_name: 'vigil doctor',
    options: '-c default_transaction_read_only=on',
  });
  return {
    rows: async <Row extends object>(sql: string, values: readonly unknown[] = []) => {
      return (await client.query<Row>(sql, [...values])).rows;
    },
    close: () => client.end(),
  };
}
