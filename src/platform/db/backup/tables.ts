import type { Client } from 'pg';
import type { BackedUpSequence, BackedUpTable } from './backup-file.js';

/**
 * What a backup leaves out. Migrations write their own table, and every start writes the policy. Sessions and one-time
 * links end with the database that gave them: one that was revoked since must not come back.
 */
const LEFT_OUT = ['vigil.migration', 'sec.permission', 'sec.login', 'sec.one_time_link'];

/** Every table of the service with the columns that are stored, not computed. */
export async function storedTables(client: Client): Promise<readonly Omit<BackedUpTable, 'rows'>[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `SELECT format('%I.%I', nspname, relname) AS name,
            array_agg(format('%I', attname) ORDER BY attnum) AS columns
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
     WHERE nspname IN ('vigil', 'sec') AND relkind = 'r' AND format('%s.%s', nspname, relname) <> ALL ($1)
     GROUP BY 1 ORDER BY 1`,
    [LEFT_OUT],
  );
  return rows;
}

/** Where each sequence stands, but that of the migrations' own table. */
export async function storedSequences(client: Client): Promise<readonly BackedUpSequence[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences
     WHERE schemaname IN ('vigil', 'sec') AND sequencename <> 'migration_id_seq' ORDER BY 1`,
  );
  const found: BackedUpSequence[] = [];
  for (const { name } of rows) {
    const { rows: stands } = await client.query<Omit<BackedUpSequence, 'name'>>(
      `SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${name}`,
    );
    for (const { lastValue, isCalled } of stands) found.push({ name, lastValue, isCalled });
  }
  return found;
}

/** Names of the migrations that ran, in order. */
export async function ranMigrations(client: Client): Promise<readonly string[]> {
  const { rows: there } = await client.query<{ table: unknown }>(`SELECT to_regclass('vigil.migration') AS table`);
  if (!there[0]?.table) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM vigil.migration ORDER BY id');
  return rows.map(({ name }) => name);
}

/** Tables that limit their owner too: all of `vigil`, and perhaps more. */
export async function forcedTables(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
     WHERE nspname IN ('vigil', 'sec') AND relkind = 'r' AND relforcerowsecurity ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Turns FORCE ROW LEVEL SECURITY off or on, inside the caller's transaction: it comes back with a rollback too. */
export async function setForce(client: Client, tables: readonly string[], force: 'FORCE' | 'NO FORCE'): Promise<void> {
  for (const name of tables) await client.query(`ALTER TABLE ${name} ${force} ROW LEVEL SECURITY`);
}
