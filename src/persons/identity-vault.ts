import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql, { join, raw } from 'sql-template-tag';
import type { Actor } from '../access/domain/actor.js';
import { signIn } from '../access/reading.js';
import { Bug, Stale } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { open, type Place, seal, type VersionedKey } from '../platform/crypto/field-cipher.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { Database, type Statements } from '../platform/db/database.js';
import { columnName } from '../platform/db/define-table.js';
import { comparableName } from './domain/comparable-name.js';
import {
  type Identity,
  type IdentityField,
  identityFields,
  type Likeness,
  namedFields,
  namesIn,
} from './domain/identity.js';

/** A person's own key does not change: rotation wraps it anew and leaves what it sealed alone. */
const DATA_KEY_VERSION = 1;
const DATA_KEY_BYTES = 32;
/** Candidates that a search answers at most. */
const MOST_CANDIDATES = 50;

export interface PersonInRegion {
  readonly id: string;
  readonly region: string;
}

/** A person whose name may be the one that was asked for, by code. */
export interface Candidate {
  readonly personId: string;
  readonly code: string;
  readonly likeness: Likeness;
}

/**
 * The one place where an identity is sealed and opened (`security.md` 4, docs/decisions/0021). Values are sealed here, in
 * this process: no statement carries a name, so none can stand in a log of statements.
 */
@Injectable()
export class IdentityVault {
  constructor(
    private readonly keys: KeyRing,
    private readonly database: Database,
  ) {}

  /** The version that a change must name, to one who may change it; null: there is no identity, or it is erased. */
  async version(run: Statements, personId: string): Promise<number | null> {
    const { rows } = await run<{ version: number }>(
      sql`SELECT version FROM vigil.identity WHERE person_id = ${personId}`,
    );
    return rows[0]?.version ?? null;
  }

  /** Seals the first values of a person under a key of her own. @throws Stale when somebody was faster. */
  async add(run: Statements, { id, region }: PersonInRegion, values: Partial<Identity>): Promise<void> {
    const key = randomBytes(DATA_KEY_BYTES);
    const version = await this.currentKeyVersion(run);
    const wrapped = await this.keys.wrap(version, keyPlace(id), key);
    const { rowCount } = await run(sql`
      INSERT INTO vigil.person_key (person_id, region, key_version, wrapped_key)
      VALUES (${id}, ${region}, ${version}, ${wrapped}) ON CONFLICT DO NOTHING`);
    if (rowCount !== 1) throw new Stale();
    const sealed = sealedValues(key, id, values);
    await run(sql`
      INSERT INTO vigil.identity (person_id, region${raw(sealed.map(({ column }) => `, ${column}`).join(''))})
      VALUES (${join([id, region, ...sealed.map(({ value }) => value)])})`);
    await this.index(run, { id, region }, values);
  }

  /** Seals new values in place of the old ones, which are not opened; what is left out stays. @throws Stale. */
  async change(run: Statements, person: PersonInRegion, version: number, values: Partial<Identity>): Promise<void> {
    const { rows } = await run<{ key_version: number; wrapped_key: Buffer }>(
      sql`SELECT key_version, wrapped_key FROM vigil.person_key WHERE person_id = ${person.id} AND destroyed_at IS NULL`,
    );
    const [kept] = rows;
    if (!kept) throw new Stale();
    const key = await this.keys.unwrap(kept.key_version, keyPlace(person.id), kept.wrapped_key);
    const assignments = sealedValues(key, person.id, values).map(({ column, value }) => sql`${raw(column)} = ${value}`);
    const { rowCount } = await run(sql`
      UPDATE vigil.identity SET ${join([sql`version = version + 1`, ...assignments])}
      WHERE person_id = ${person.id} AND version = ${version}`);
    if (rowCount !== 1) throw new Stale();
    await this.index(run, person, values);
  }

  /**
   * Opens an identity against a grant that is committed, in a transaction of its own, once.
   * @throws Refusal when it was erased meanwhile, or the grant was used or is over; CannotOpen.
   */
  async reveal(actor: Actor, grantId: string): Promise<Identity & { readonly version: number }> {
    const row = await this.database.writing(async ({ run }) => {
      await signIn(run, actor);
      const { rows } = await run<OpenedRow>(sql`SELECT * FROM sec.open_identity(${grantId})`);
      return rows[0];
    });
    if (!row) return refuse('REQUEST_USED');
    const key = await this.keys.unwrap(row.key_version, keyPlace(row.person_id), row.wrapped_key);
    const opened = identityFields.map((field) => [field, openedValue(key, row, field)] as const);
    return { version: row.version, ...(Object.fromEntries(opened) as unknown as Identity) };
  }

  /** Persons in these regions who may go by the name. A hit is a candidate: another name may have the same hash. */
  async candidates(run: Statements, regions: readonly string[], name: string): Promise<readonly Candidate[]> {
    const { whole, bare } = this.hashes([name]);
    const { rows } = await run<Candidate>(sql`
      SELECT person.id AS "personId", person.code,
             CASE WHEN bool_or(hit.whole && ${whole}::integer[]) THEN 'SAME' ELSE 'SIMILAR' END AS likeness
      FROM vigil.blind_index hit JOIN vigil.person person ON person.id = hit.person_id
      WHERE hit.bare && ${bare}::integer[] AND hit.region = ANY (${regions}::text[])
      GROUP BY person.id ORDER BY likeness, person.code LIMIT ${MOST_CANDIDATES}`);
    return rows;
  }

  /** Recognises a repeated input without keeping a hash that names could be guessed by. */
  fingerprint(input: object): string {
    return this.keys.digest('input', JSON.stringify(input)).toString('hex');
  }

  private async currentKeyVersion(run: Statements): Promise<number> {
    const { rows } = await run<{ version: number | null }>(sql`SELECT sec.vault_key_version() AS version`);
    const version = rows[0]?.version;
    if (!version) throw new Bug('the vault has no key');
    return version;
  }

  private async index(run: Statements, { id, region }: PersonInRegion, values: Partial<Identity>): Promise<void> {
    for (const field of namedFields) {
      const names = values[field];
      if (names === undefined) continue;
      const { whole, bare } = this.hashes(namesIn(names));
      await run(sql`
        INSERT INTO vigil.blind_index (person_id, region, field, whole, bare)
        VALUES (${id}, ${region}, ${field}, ${whole}, ${bare})
        ON CONFLICT (person_id, field) DO UPDATE SET whole = excluded.whole, bare = excluded.bare`);
    }
  }

  private hashes(names: readonly string[]): Readonly<Record<'whole' | 'bare', readonly number[]>> {
    const compared = names.map(comparableName).filter(({ whole }) => whole !== '');
    return {
      whole: compared.map(({ whole }) => this.keys.blindIndex('name', whole)),
      bare: compared.map(({ bare }) => this.keys.blindIndex('bare name', bare)),
    };
  }
}

interface OpenedRow extends Readonly<Record<string, unknown>> {
  readonly person_id: string;
  readonly version: number;
  readonly key_version: number;
  readonly wrapped_key: Buffer;
}

interface SealedValue {
  readonly column: string;
  /** Null for what is known to be missing. */
  readonly value: Buffer | null;
}

/** Where the wrapped key of a person belongs. */
export function keyPlace(personId: string): Place {
  return { table: 'person_key', column: 'wrapped_key', row: personId };
}

function fieldPlace(personId: string, field: IdentityField): Place {
  return { table: 'identity', column: columnName(field), row: personId };
}

const dataKey = (key: Buffer): VersionedKey => ({ version: DATA_KEY_VERSION, key });

function sealedValues(key: Buffer, personId: string, values: Partial<Identity>): readonly SealedValue[] {
  return identityFields.flatMap((field) => {
    const text = values[field];
    if (text === undefined) return [];
    const value = text === null ? null : seal(dataKey(key), fieldPlace(personId, field), Buffer.from(text));
    return [{ column: columnName(field), value }];
  });
}

function openedValue(key: Buffer, row: OpenedRow, field: IdentityField): string | null {
  const sealed = row[columnName(field)] as Buffer | null;
  return sealed && open(dataKey(key), fieldPlace(row.person_id, field), sealed).toString();
}
