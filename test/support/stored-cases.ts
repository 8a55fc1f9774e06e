import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withClient } from '../../src/platform/db/connect.js';

/** What lies in the database of a service process. */
export interface StoredCases {
  /** Codes by id. */
  readonly cases: ReadonlyMap<string, string>;
  /** Of the journal and of the audit trail, the cases whose opening they tell, once for each time. */
  readonly journal: readonly string[];
  readonly audited: readonly string[];
}

/** Process id of the embedded server on this data folder. */
export function postmasterOf(data: string): number {
  return Number.parseInt(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** A connection as the embedded server's superuser. */
export function superuserUrlOf(data: string): string {
  const file = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
  const password = readFileSync(join(data, 'secrets', 'postgres-superuser'), 'utf8').trim();
  const host = encodeURIComponent(file[4] || '127.0.0.1');
  return `postgres://postgres:${encodeURIComponent(password)}@${host}:${file[3] ?? ''}/vigil`;
}

/** The cases as the superuser sees them, with all that is told of their opening. */
export function storedCases(data: string): Promise<StoredCases> {
  return withClient(superuserUrlOf(data), async (client) => {
    const texts = async (sql: string): Promise<string[]> =>
      (await client.query<{ text: string }>(sql)).rows.map(({ text }) => text);
    const { rows } = await client.query<{ id: string; code: string }>('SELECT id, code FROM vigil.trafficking_case');
    return {
      cases: new Map(rows.map(({ id, code }) => [id, code])),
      journal: await texts(`SELECT id AS text FROM vigil.record_version WHERE table_name = 'trafficking_case'`),
      audited: await texts(`
        SELECT fact ->> 'id' AS text
        FROM vigil.audit_entry, jsonb_array_elements(convert_from(content, 'UTF8')::jsonb -> 'facts') fact
        WHERE fact ->> 'type' = 'CaseRecorded'`),
    };
  });
}
