import { Client, type QueryResultRow } from 'pg';
import { columnTypes } from '../../src/platform/db/column-types.js';

/** One connection to the database, as whoever its URL names. */
export interface Session {
  /** @throws the database's own error. */
  rows<Row extends QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

export async function openSession(url: string): Promise<Session> {
  const client = new Client({ connectionString: url, types: columnTypes });
  client.on('error', () => undefined);
  await client.connect();
  return {
    rows: async <Row extends QueryResultRow>(statement: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(statement, [...values])).rows,
    close: () => client.end(),
  };
}
