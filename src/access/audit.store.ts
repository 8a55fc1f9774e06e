import { Injectable } from '@nestjs/common';
import sql, { join, type Sql } from 'sql-template-tag';
import { type Connection, connectionOf, type PageRequest } from '../kernel/connection.js';
import { BadInput } from '../kernel/errors.js';
import { type AuditEntryType, type AuditFilter, publishedEntry, type StoredAuditEntry } from './audit.types.js';
import { type Actor, isSystemActor, readerOf } from './domain/actor.js';
import type { AuditContent } from './domain/audit-entry.js';
import type { MaskCode } from './domain/masks.js';
import { may } from './domain/may.js';
import { Readings } from './reading.js';

export interface AuditQuestion {
  readonly filter: AuditFilter;
  readonly request: PageRequest;
  readonly counted: boolean;
}

type Row = Omit<StoredAuditEntry, 'content'> & { readonly content: Buffer };

/** The audit trail as its readers see it: which entries, the mask of the policy says. */
@Injectable()
export class AuditStore {
  constructor(private readonly readings: Readings) {}

  /** The latest first. @throws BadInput for a cursor that is none of this list's. */
  page(actor: Actor, { filter, request, counted }: AuditQuestion): Promise<Connection<AuditEntryType>> {
    const mask = maskOf(actor);
    const asked = join([entriesUnder(mask, actor), ...conditions(filter)], ' AND ');
    return this.readings.reading(actor, async ({ run, looks }) => {
      const { rows } = await run<Row>(sql`
        SELECT entry.id, entry.stored_at AS at, entry.kind, entry.content, entry.account_id AS "accountId",
               account.display_name AS "displayName", place.position
        FROM vigil.audit_entry entry
        LEFT JOIN sec.account account ON account.id = entry.account_id
        LEFT JOIN vigil.audit_position place ON place.entry_id = entry.id
        WHERE ${asked} AND ${before(request.after)}
        ORDER BY entry.stored_at DESC, entry.id DESC LIMIT ${request.first + 1}`);
      const total = counted
        ? await run<{ count: number }>(sql`SELECT count(*) FROM vigil.audit_entry entry WHERE ${asked}`)
        : null;
      const page = connectionOf(rows, request, cursorOf, total?.rows[0]?.count ?? null);
      looks.note('AUDIT_EVENT:LIST', page.nodes.length, filter.caseId ? [filter.caseId] : []);
      const publish = (row: Row): AuditEntryType =>
        publishedEntry(
          { ...row, content: JSON.parse(row.content.toString()) as AuditContent },
          mask !== 'ACCOUNT_EVENTS',
        );
      return {
        ...page,
        nodes: page.nodes.map(publish),
        edges: page.edges.map(({ cursor, node }) => ({ cursor, node: publish(node) })),
      };
    });
  }
}

function maskOf({ role }: Actor): MaskCode | null {
  if (isSystemActor(role)) return null;
  const reader = readerOf(role);
  return may(reader.role, reader.scope, 'AUDIT_EVENT:LIST')?.mask ?? null;
}

/** Row-level security draws the same lines again (migration 1760000000005). */
function entriesUnder(mask: MaskCode | null, actor: Actor): Sql {
  switch (mask) {
    case null:
      return sql`true`;
    case 'ACCOUNT_EVENTS':
      return sql`kind = 'SECURITY'`;
    case 'REVEALS_IN_REGION':
      return sql`kind = 'REVEAL' AND EXISTS (
        SELECT 1 FROM vigil.person p WHERE p.id = ANY (about) AND p.region = ANY (${actor.regions}::text[]))`;
    case 'REVEALS_OF_CLIENT':
      return sql`kind = 'REVEAL' AND EXISTS (
        SELECT 1 FROM vigil.witness w
        WHERE w.id = ANY ((SELECT sec.my_clients('AUDIT_EVENT', 'LIST'))::uuid[]) AND w.person_id = ANY (about))`;
    default:
      return sql`false`;
  }
}

function conditions({ caseId, recordId, accountId, type, from, to }: AuditFilter): readonly Sql[] {
  return [
    ...[caseId, recordId].flatMap((id) => (id ? [sql`entry.id IN (SELECT sec.audit_entries_about(${id}))`] : [])),
    ...(accountId ? [sql`entry.account_id = ${accountId}`] : []),
    ...(type ? [sql`${type} = ANY (types)`] : []),
    ...(from ? [sql`entry.stored_at >= ${from}::date::timestamp AT TIME ZONE 'UTC'`] : []),
    ...(to ? [sql`entry.stored_at < (${to}::date + 1)::timestamp AT TIME ZONE 'UTC'`] : []),
  ];
}

const CURSOR = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

function cursorOf({ at, id }: Row): string {
  return Buffer.from(`${at} ${id}`).toString('base64url');
}

function before(cursor: string | null): Sql {
  if (cursor === null) return sql`true`;
  const [, at, id] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (!at || !id || Number.isNaN(Date.parse(at))) {
    throw new BadInput([{ field: 'after', problem: 'is not a cursor of this list' }]);
  }
  return sql`(entry.stored_at, entry.id) < (${at}::timestamptz, ${id}::uuid)`;
}
