import { withClient } from '../../src/platform/db/connect.js';
import type { Answer, Client, TestApp } from './app.js';

const CREATE_CASE = `mutation ($input: CreateCaseInput!, $key: ID) {
  createCase(input: $input, idempotencyKey: $key) { replayed case { id code version title { value } } }
}`;

/** In how many rows of each part of the book a case is told. */
interface Traces {
  readonly cases: number;
  readonly journal: number;
  readonly audit: number;
}

export const everywhereOnce: Traces = { cases: 1, journal: 1, audit: 1 };
export const nowhere: Traces = { cases: 0, journal: 0, audit: 0 };

/** Rows as the superuser sees them, whom no policy binds. */
export function rowsOf<Row extends object>(
  app: TestApp,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Row[]> {
  return withClient(
    app.database.superuserUrl,
    async (client) => (await client.query<Row>(statement, [...values])).rows,
  );
}

export async function tracesOf(app: TestApp, id: string): Promise<Traces> {
  const [found = nowhere] = await rowsOf<Traces>(
    app,
    `SELECT (SELECT count(*)::int FROM vigil.trafficking_case WHERE id = $1) AS cases,
            (SELECT count(*)::int FROM vigil.record_version WHERE id = $1::text AND table_name = 'trafficking_case') AS journal,
            (SELECT count(*)::int FROM vigil.audit_entry WHERE case_id = $1) AS audit`,
    [id],
  );
  return found;
}

/** What `createCase` answered. */
export interface Created {
  readonly replayed: boolean;
  readonly case: { readonly id: string; readonly code: string; readonly version: number };
}

/** Sends `createCase`, for the court of Prizren unless the input names another. */
export function sendCase(client: Client, input: object = {}, key: string | null = null): Promise<Answer> {
  return client.asks(CREATE_CASE, { input: { court: 'DC_PRIZREN', ...input }, key });
}

export function createdIn({ data }: Answer): Created {
  return data?.createCase as unknown as Created;
}
