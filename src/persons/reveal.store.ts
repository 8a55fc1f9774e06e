import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import type { Purpose, PurposeCode } from '../access/domain/purpose.js';
import type { Scope } from '../access/domain/data-class.js';
import type { Statements } from '../platform/db/database.js';
import type { NoticeKind, RevealDecision } from './domain/reveal.js';
import type { Standing } from './standing.js';

/** Requests and notices that one answer holds at most: the newest. */
const NEWEST = 100;

/** What somebody asked to know of whom, and why. */
export interface RevealRequest {
  readonly id: string;
  readonly personId: string;
  /** Null to one who does not see the persons of that region. */
  readonly personCode: string | null;
  readonly region: string;
  readonly accountId: string;
  readonly requestedBy: string;
  readonly scope: Scope;
  readonly secondPerson: boolean;
  readonly purpose: PurposeCode;
  readonly explanation: string;
  readonly requestedAt: string;
  /** Older than the 24 hours within which it is good. */
  readonly old: boolean;
  readonly decision: RevealDecision;
}

export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly personId: string;
  readonly personCode: string;
  readonly by: string;
  readonly at: string;
}

export interface Grant {
  readonly id: string;
  readonly expiresAt: string;
}

const REQUESTS = sql`
  SELECT request.id, request.person_id AS "personId", person.code AS "personCode", request.region,
         request.account_id AS "accountId", account.display_name AS "requestedBy", request.scope,
         request.second_person AS "secondPerson", request.purpose, request.explanation, request.requested_at AS "requestedAt",
         request.requested_at <= now() - interval '24 hours' AS old,
         CASE WHEN NOT request.second_person THEN 'NOT_NEEDED' WHEN approval.approved IS NULL THEN 'WAITING'
              WHEN approval.approved THEN 'APPROVED' ELSE 'REFUSED' END AS decision
  FROM vigil.reveal_request request
  JOIN sec.account account ON account.id = request.account_id
  LEFT JOIN vigil.reveal_approval approval ON approval.request_id = request.id
  LEFT JOIN vigil.person person ON person.id = request.person_id`;

/** What was asked for, decided and granted: it only grows. Row-level security holds each step to the one before. */
@Injectable()
export class RevealStore {
  async request(run: Statements, accountId: string, standing: Standing, purpose: Purpose): Promise<string> {
    const id = randomUUID();
    const { personId, region, scope, rule } = standing;
    const secondPerson = rule.conditions.includes('SECOND_PERSON_APPROVAL');
    await run(sql`
      INSERT INTO vigil.reveal_request (id, person_id, region, account_id, scope, second_person, purpose, explanation)
      VALUES (${id}, ${personId}, ${region}, ${accountId}, ${scope}, ${secondPerson}, ${purpose.code}, ${purpose.explanation})`);
    return id;
  }

  async own(run: Statements, accountId: string, id: string): Promise<RevealRequest | null> {
    return this.one(run, sql`request.id = ${id} AND request.account_id = ${accountId}`);
  }

  async inRegions(run: Statements, regions: readonly string[], id: string): Promise<RevealRequest | null> {
    return this.one(run, sql`request.id = ${id} AND request.region = ANY (${regions}::text[])`);
  }

  /** The newest that the account made, or that somebody in its regions may decide. */
  async newest(run: Statements, accountId: string, regions: readonly string[]): Promise<readonly RevealRequest[]> {
    const { rows } = await run<RevealRequest>(sql`
      ${REQUESTS} WHERE request.account_id = ${accountId} OR request.second_person AND request.region = ANY (${regions}::text[])
      ORDER BY request.requested_at DESC, request.id LIMIT ${NEWEST}`);
    return rows;
  }

  /** @returns false when somebody decided before. */
  async decide(run: Statements, accountId: string, requestId: string, approved: boolean): Promise<boolean> {
    const { rowCount } = await run(sql`
      INSERT INTO vigil.reveal_approval (request_id, approved, decided_by) VALUES (${requestId}, ${approved}, ${accountId})
      ON CONFLICT DO NOTHING`);
    return rowCount === 1;
  }

  /** @returns null when the request was used before. */
  async grant(run: Statements, accountId: string, requestId: string): Promise<Grant | null> {
    const { rows } = await run<Grant>(sql`
      INSERT INTO vigil.reveal_grant (id, request_id, account_id) VALUES (${randomUUID()}, ${requestId}, ${accountId})
      ON CONFLICT (request_id) DO NOTHING RETURNING id, expires_at AS "expiresAt"`);
    return rows[0] ?? null;
  }

  /** Lets the other focal points of the region know. */
  async notify(run: Statements, accountId: string, { personId, region }: Standing, kind: NoticeKind): Promise<void> {
    await run(sql`
      INSERT INTO vigil.notice (id, region, kind, person_id, account_id)
      VALUES (${randomUUID()}, ${region}, ${kind}, ${personId}, ${accountId})`);
  }

  async notices(run: Statements, accountId: string, regions: readonly string[]): Promise<readonly Notice[]> {
    const { rows } = await run<Notice>(sql`
      SELECT notice.id, notice.kind, notice.person_id AS "personId", person.code AS "personCode",
             account.display_name AS by, notice.stored_at AS at
      FROM vigil.notice notice
      JOIN vigil.person person ON person.id = notice.person_id
      JOIN sec.account account ON account.id = notice.account_id
      WHERE notice.region = ANY (${regions}::text[]) AND notice.account_id <> ${accountId}
      ORDER BY notice.stored_at DESC, notice.id LIMIT ${NEWEST}`);
    return rows;
  }

  private async one(run: Statements, where: Sql): Promise<RevealRequest | null> {
    const { rows } = await run<RevealRequest>(sql`${REQUESTS} WHERE ${where}`);
    return rows[0] ?? null;
  }
}
