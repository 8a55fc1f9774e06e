import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import type { Change } from '../access/change.js';
import type { Actor } from '../access/domain/actor.js';
import { Readings } from '../access/reading.js';
import { NotFound, Stale } from '../kernel/errors.js';
import type { Statements } from '../platform/db/database.js';
import type { ReferenceKind } from './domain/reference-entry.js';
import type { ReferencePack } from './domain/reference-pack.js';
import type { StoredEntry } from './domain/stored-entry.js';
import { entryColumns } from './reference.tables.js';

/** All kinds of reference data lie in one table (docs/decisions/0016). */
@Injectable()
export class ReferenceStore {
  constructor(private readonly readings: Readings) {}

  list(actor: Actor, kind: ReferenceKind): Promise<readonly StoredEntry[]> {
    return this.readings.reading(actor, ({ run }) => select(run, sql`kind = ${kind}`));
  }

  async one(actor: Actor, kind: ReferenceKind, code: string): Promise<StoredEntry> {
    const found = await this.readings.reading(actor, ({ run }) => select(run, sql`kind = ${kind} AND code = ${code}`));
    return found[0] ?? notFound();
  }

  /** Adds the entries of a pack that are not there yet. @returns how many were. */
  async add(change: Change, pack: ReferencePack): Promise<number> {
    const entries = Object.entries(pack.entries).flatMap(([kind, list]) =>
      list.map((entry, position) => ({
        kind,
        code: entry.code,
        labels: entry.labels,
        valid_from: entry.validFrom,
        valid_to: entry.validTo,
        source: entry.source,
        mark: entry.mark,
        verified_by: entry.verifiedBy,
        verified_on: entry.verifiedOn,
        details: entry.details,
        version: 1,
        position,
      })),
    );
    const { rowCount } = await change.run(sql`
      INSERT INTO vigil.reference_entry
      SELECT * FROM jsonb_populate_recordset(NULL::vigil.reference_entry, ${JSON.stringify(entries)}::jsonb)
      ON CONFLICT DO NOTHING`);
    return rowCount ?? 0;
  }

  /** @throws NotFound; Stale when the version is another one. */
  async update(change: Change, current: StoredEntry, changed: Partial<StoredEntry>): Promise<number> {
    const next = { ...current, ...changed };
    const { rows } = await change.run<{ version: number }>(sql`
      UPDATE vigil.reference_entry SET labels = ${JSON.stringify(next.labels)}::jsonb, valid_from = ${next.validFrom},
        valid_to = ${next.validTo}, source = ${next.source}, mark = ${next.mark}, verified_by = ${next.verifiedBy},
        verified_on = ${next.verifiedOn}, version = version + 1
      WHERE kind = ${current.kind} AND code = ${current.code} AND version = ${current.version} RETURNING version`);
    const [updated] = rows;
    if (!updated) throw new Stale();
    await change.run(sql`
      INSERT INTO vigil.record_version (table_name, id, version, account_id, row_content)
      SELECT 'reference_entry', kind || ' ' || code, version, ${change.actor.accountId}, to_jsonb(entry)
      FROM vigil.reference_entry entry WHERE kind = ${current.kind} AND code = ${current.code}`);
    return updated.version;
  }

  async find(change: Change, kind: ReferenceKind, code: string): Promise<StoredEntry> {
    const found = await select(change.run, sql`kind = ${kind} AND code = ${code}`);
    return found[0] ?? notFound();
  }
}

async function select(run: Statements, where: Sql): Promise<readonly StoredEntry[]> {
  const { rows } = await run<StoredEntry>(
    sql`SELECT ${entryColumns} FROM vigil.reference_entry WHERE ${where} ORDER BY kind, position, code`,
  );
  return rows;
}

function notFound(): never {
  throw new NotFound();
}
