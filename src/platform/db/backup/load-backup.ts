import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { type BackedUpTable, type Manifest, unlike } from './backup-file.js';
import type { BackupSecret } from './backup-key.js';
import { CopyIn } from './copy.js';
import { forcedTables, setForce, storedTables } from './tables.js';
import { readBackup } from './verify-backup.js';

export interface Restore {
  readonly path: string;
  readonly secret: BackupSecret;
  /** Whether what the database holds is deleted first. */
  readonly replace: boolean;
}

/** Something is stored here already, and nobody said that it may go. */
export class DatabaseNotEmpty extends Error {
  override readonly name = 'DatabaseNotEmpty';
  readonly cure = 'Restore into a new database, or say --replace: what is stored here is deleted then.';

  constructor(table: string) {
    super(`This database is not empty: there are rows in ${table}. Nothing was changed.`);
  }
}

/** The first start of a service writes into each of these. */
const SIGNS_OF_LIFE = ['sec.account', 'vigil.record_version', 'vigil.audit_entry'];

interface Load extends Restore {
  readonly progress: (line: string) => void;
}

/**
 * Loads all rows as the owner of the tables, in the caller's transaction. Meanwhile the tables do not limit their owner,
 * their own triggers rest, and what refers to other rows is checked at the end; afterwards all of it is as before.
 */
export async function loadBackup(owner: Client, { path, secret, replace, progress }: Load): Promise<void> {
  const forced = await forcedTables(owner);
  await setForce(owner, forced, 'NO FORCE');
  if (!replace) await refuseRows(owner);
  const erased = await erasedPersons(owner);
  const [keys, triggered] = [await strictKeys(owner), await tablesWithTriggers(owner)];
  for (const name of triggered) await owner.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  for (const key of keys) await owner.query(`${key} DEFERRABLE INITIALLY DEFERRED`);
  await readBackup(path, secret, async ({ tables, sequences }, eachTable) => {
    await refuseOtherTables(owner, tables);
    await owner.query(`TRUNCATE ${['sec.login', 'sec.one_time_link', ...tables.map(({ name }) => name)].join(', ')}`);
    await eachTable(async ({ name, columns, rows: count }, rows) => {
      await pipeline(rows, owner.query(new CopyIn(`COPY ${name} (${columns.join(', ')}) FROM STDIN`)));
      if (count > 0) progress(`${name}: ${String(count)} rows`);
    });
    await setSequences(owner, sequences);
  });
  await eraseAgain(owner, erased);
  await owner.query('SET CONSTRAINTS ALL IMMEDIATE');
  for (const key of keys) await owner.query(`${key} NOT DEFERRABLE`);
  for (const name of triggered) await owner.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  await setForce(owner, forced, 'FORCE');
}

/** What migrations themselves put in does not count: the backup has it too. */
async function refuseRows(owner: Client): Promise<void> {
  for (const table of SIGNS_OF_LIFE) {
    const { rowCount } = await owner.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rowCount) throw new DatabaseNotEmpty(table);
  }
}

async function refuseOtherTables(owner: Client, tables: readonly BackedUpTable[]): Promise<void> {
  const shape = ({ name, columns }: Omit<BackedUpTable, 'rows'>): string =>
    `${name} (${[...columns].sort().join(', ')})`;
  const here = (await storedTables(owner)).map(shape);
  const there = tables.map(shape);
  const other = [...there.filter((it) => !here.includes(it)), ...here.filter((it) => !there.includes(it))];
  if (other.length > 0) throw unlike(`its tables are not those of this database: ${other.join('; ')}`);
}

async function setSequences(owner: Client, sequences: Manifest['sequences']): Promise<void> {
  for (const { name, lastValue, isCalled } of sequences) {
    await owner.query('SELECT setval($1::regclass, $2::bigint, $3)', [name, lastValue, isCalled]);
  }
}

/** Foreign keys that are checked at once, as the beginning of the statement that changes one. */
async function strictKeys(owner: Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ change: string }>(
    `SELECT format('ALTER TABLE %s ALTER CONSTRAINT %I', conrelid::regclass, conname) AS change FROM pg_constraint
     WHERE contype = 'f' AND NOT condeferrable AND connamespace IN ('vigil'::regnamespace, 'sec'::regnamespace)`,
  );
  return rows.map(({ change }) => change);
}

async function tablesWithTriggers(owner: Client): Promise<readonly string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
     WHERE NOT tgisinternal AND relnamespace IN ('vigil'::regnamespace, 'sec'::regnamespace)`,
  );
  return rows.map(({ name }) => name);
}

interface Erased {
  readonly person_id: string;
  readonly erased_at: string;
}

/** Whom the database that is replaced knows to be erased. */
async function erasedPersons(owner: Client): Promise<readonly Erased[]> {
  if (!(await hasLedger(owner))) return [];
  return (await owner.query<Erased>('SELECT person_id, erased_at::text FROM vigil.erasure_ledger')).rows;
}

/** A restore brings nobody's key back: not of those erased here, nor of those whom the backup itself tells. */
async function eraseAgain(owner: Client, erased: readonly Erased[]): Promise<void> {
  if (!(await hasLedger(owner))) return;
  await owner.query(
    `INSERT INTO vigil.erasure_ledger (person_id, erased_at)
     SELECT person_id, erased_at FROM jsonb_to_recordset($1::jsonb) AS known (person_id uuid, erased_at timestamptz)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(erased)],
  );
  await owner.query('SELECT sec.destroy_person_key(person_id) FROM vigil.erasure_ledger');
}

async function hasLedger(owner: Client): Promise<boolean> {
  const { rows } = await owner.query<{ there: boolean }>(
    `SELECT to_regclass('vigil.erasure_ledger') IS NOT NULL AS there`,
  );
  return rows[0]?.there ?? false;
}
