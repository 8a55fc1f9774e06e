import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { type Actor, isSystemActor, reachOf, readerOf } from '../access/domain/actor.js';
import type { Scope } from '../access/domain/data-class.js';
import { may, type Rule } from '../access/domain/may.js';
import { NotFound } from '../kernel/errors.js';
import type { RefusalCode } from '../kernel/refusal.js';
import type { NoticeKind } from '../persons/domain/reveal.js';
import type { Statements } from '../platform/db/database.js';
import type { ErasureDecision, ErasureGround } from './domain/erasure.js';

/** Requests that one answer holds at most: the newest. */
const NEWEST = 100;

/** Whose identity somebody asked to have erased, and why. */
export interface ErasureRequest {
  readonly id: string;
  readonly personId: string;
  /** Null to one who does not see the persons of that region. */
  readonly personCode: string | null;
  readonly region: string;
  readonly accountId: string;
  readonly requestedBy: string;
  readonly ground: ErasureGround;
  readonly explanation: string;
  readonly requestedAt: string;
  /** Older than the 24 hours within which somebody may decide it. */
  readonly old: boolean;
  readonly decision: ErasureDecision;
  readonly erasedAt: string | null;
}

/** What somebody asks for. */
export interface ErasureWish {
  readonly personId: string;
  readonly ground: ErasureGround;
  readonly explanation: string;
}

const REQUESTS = sql`
  SELECT request.id, request.person_id AS "personId", person.code AS "personCode", request.region,
         request.account_id AS "accountId", account.display_name AS "requestedBy", request.ground, request.explanation,
         request.requested_at AS "requestedAt", request.requested_at <= now() - interval '24 hours' AS old,
         CASE WHEN approval.approved IS NULL THEN 'WAITING' WHEN approval.approved THEN 'APPROVED' ELSE 'REFUSED' END AS decision,
         ledger.erased_at AS "erasedAt"
  FROM vigil.erasure_request request
  JOIN sec.account account ON account.id = request.account_id
  LEFT JOIN vigil.erasure_approval approval ON approval.request_id = request.id
  LEFT JOIN vigil.erasure_ledger ledger ON ledger.person_id = request.person_id
  LEFT JOIN vigil.person person ON person.id = request.person_id`;

/** What was asked for and decided only grows, and so does the ledger. Row-level security holds each step to the one before. */
@Injectable()
export class ErasureStore {
  /**
   * On what terms the policy lets the actor have this person's identity erased.
   * @throws NotFound when there is no such person, or none for whom he may: the two cannot be told apart.
   */
  async terms(run: Statements, actor: Actor, personId: string): Promise<Rule> {
    const { rows } = await run<{ scope: Scope | null }>(
      sql`SELECT sec.my_scope_of_person(${personId}::uuid, 'ERASE') AS scope`,
    );
    const scope = rows[0]?.scope;
    const rule = scope && !isSystemActor(actor.role) && may(readerOf(actor.role).role, scope, 'WITNESS_IDENTITY:ERASE');
    if (!rule) throw new NotFound();
    return rule;
  }

  async request(run: Statements, accountId: string, { personId, ground, explanation }: ErasureWish): Promise<string> {
    const id = randomUUID();
    const { rowCount } = await run(sql`
      INSERT INTO vigil.erasure_request (id, person_id, region, account_id, ground, explanation)
      SELECT ${id}, subject.id, subject.region, ${accountId}, ${ground}, ${explanation}
      FROM sec.erasure_subject(${personId}::uuid) subject`);
    if (rowCount !== 1) throw new NotFound();
    return id;
  }

  /** @throws NotFound when it is none of the own regions', nor the actor's own. */
  async one(run: Statements, actor: Actor, id: string): Promise<ErasureRequest> {
    const [request] = await select(run, sql`request.id = ${id} AND ${withinReach(actor)}`);
    if (!request) throw new NotFound();
    return request;
  }

  newest(run: Statements, actor: Actor): Promise<readonly ErasureRequest[]> {
    return select(run, withinReach(actor));
  }

  /** @returns false when somebody decided before. */
  async decide(run: Statements, accountId: string, requestId: string, approved: boolean): Promise<boolean> {
    const { rowCount } = await run(sql`
      INSERT INTO vigil.erasure_approval (request_id, approved, decided_by) VALUES (${requestId}, ${approved}, ${accountId})
      ON CONFLICT DO NOTHING`);
    return rowCount === 1;
  }

  /** Lets the focal points of her region know, but for whoever does it. */
  async notify(run: Statements, accountId: string, personId: string, kind: NoticeKind): Promise<void> {
    await run(sql`
      INSERT INTO vigil.notice (id, region, kind, person_id, account_id)
      SELECT ${randomUUID()}, subject.region, ${kind}, subject.id, ${accountId}
      FROM sec.erasure_subject(${personId}::uuid) subject`);
  }

  /** Destroys the key of the person of an approved request. @returns null, or why the database refuses. */
  async erase(run: Statements, requestId: string): Promise<RefusalCode | null> {
    const { rows } = await run<{ outcome: RefusalCode | 'ERASED' }>(
      sql`SELECT sec.erase_identity(${requestId}::uuid) AS outcome`,
    );
    const outcome = rows[0]?.outcome ?? 'SECOND_PERSON_NEEDED';
    return outcome === 'ERASED' ? null : outcome;
  }
}

/** Row-level security draws the same lines again. */
function withinReach(actor: Actor): Sql {
  return reachOf(actor, 'WITNESS_IDENTITY:ERASE') === 'EVERYWHERE'
    ? sql`true`
    : sql`(request.account_id = ${actor.accountId} OR request.region = ANY (${actor.regions}::text[]))`;
}

async function select(run: Statements, where: Sql): Promise<readonly ErasureRequest[]> {
  const { rows } = await run<ErasureRequest & Record<string, unknown>>(
    sql`${REQUESTS} WHERE ${where} ORDER BY request.requested_at DESC, request.id LIMIT ${NEWEST}`,
  );
  return rows;
}
