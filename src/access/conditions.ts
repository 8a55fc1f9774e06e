import sql from 'sql-template-tag';
import { NotPermitted, TooMany } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import type { Statements } from '../platform/db/database.js';
import type { Condition } from './domain/data-class.js';
import type { Rule } from './domain/may.js';
import { type Purpose, refuseEmptyPurpose } from './domain/purpose.js';
import { demandStepUp } from './step-up.js';

/** What one asked for that another may have to decide. */
export interface SecondPersonRequest {
  readonly id: string;
  readonly accountId: string;
}

/** How what is kept of a person stands to the rules of retention. */
export interface Retention {
  /** The period has passed, or she asked that it goes. */
  readonly over: boolean;
  /** A legal hold lies on a case of hers. */
  readonly onHold: boolean;
}

/** What the conditions of a rule are judged by, in the transaction of the one who acts. */
export interface Circumstances {
  readonly run: Statements;
  /** Why. */
  readonly purpose?: Purpose;
  /** Whose identity. */
  readonly personId?: string;
  /** What somebody asked for: the own one when it is carried out, another's when it is decided. */
  readonly request?: SecondPersonRequest;
  /** Whether what is kept of her may go. */
  readonly retention?: Retention;
  /** Conditions that the operation itself fulfils, or leaves to a later step. */
  readonly undertakes?: readonly Condition[];
}

type Check = (circumstances: Circumstances) => Promise<void> | void;

/** How each condition is met. One that is not among them, and that the operation does not undertake, refuses. */
const checks: Readonly<Partial<Record<Condition, Check>>> = {
  PURPOSE: ({ purpose }) => refuseEmptyPurpose(purpose),
  STEP_UP_TOTP: ({ run }) => demandStepUp(run),
  SECOND_PERSON_APPROVAL: ({ run, request }) => demandApproval(run, request),
  NOT_REQUESTER: ({ run, request }) => demandIndependence(run, request),
  CLIENT_AGREEMENT: ({ run, personId }) => demandAgreement(run, personId),
  RETENTION_DUE_OR_SUBJECT_REQUEST: ({ retention }) => demandRetentionOver(retention),
  NO_LEGAL_HOLD: ({ retention }) => demandNoHold(retention),
  RATE_2_PER_WEEK: ({ run }) => demandRate(run, 2, 'week'),
  RATE_5_PER_DAY: ({ run }) => demandRate(run, 5, 'day'),
  RATE_10_PER_DAY: ({ run }) => demandRate(run, 10, 'day'),
};

/**
 * Demands every condition of a rule, in its order, in the one place that knows how each is met.
 * @throws StepUpRequired, TooMany, Refusal, NotPermitted: by the first that is not.
 */
export async function demandConditions({ conditions }: Rule, circumstances: Circumstances): Promise<void> {
  for (const condition of conditions) {
    if (circumstances.undertakes?.includes(condition)) continue;
    const check = checks[condition];
    if (!check) throw new NotPermitted();
    await check(circumstances);
  }
}

async function demandApproval(run: Statements, request: SecondPersonRequest | undefined): Promise<void> {
  const { rows } = await run<{ approved: boolean; recent: boolean }>(sql`
    SELECT approved, decided_at > now() - interval '24 hours' AS recent
    FROM (SELECT request_id, approved, decided_at FROM vigil.reveal_approval
          UNION ALL SELECT request_id, approved, decided_at FROM vigil.erasure_approval) approval
    WHERE request_id = ${request?.id ?? null}`);
  const [decision] = rows;
  if (!decision) refuse('SECOND_PERSON_NEEDED');
  if (!decision.approved) refuse('SECOND_PERSON_REFUSED');
  if (!decision.recent) refuse('REQUEST_TOO_OLD');
}

async function demandIndependence(run: Statements, request: SecondPersonRequest | undefined): Promise<void> {
  const { rows } = await run<{ independent: boolean }>(
    sql`SELECT sec.is_independent_of(${request?.accountId ?? null}::uuid) AS independent`,
  );
  if (!rows[0]?.independent) refuse('ANOTHER_PERSON_DECIDES');
}

async function demandAgreement(run: Statements, personId: string | undefined): Promise<void> {
  const { rows } = await run<{ agrees: boolean }>(sql`SELECT sec.client_agrees(${personId ?? null}::uuid) AS agrees`);
  if (!rows[0]?.agrees) refuse('CLIENT_AGREEMENT_NEEDED');
}

function demandRetentionOver(retention: Retention | undefined): void {
  if (!retention?.over) refuse('RETENTION_NOT_DUE');
}

function demandNoHold(retention: Retention | undefined): void {
  if (retention?.onHold !== false) refuse('LEGAL_HOLD');
}

/** Counts what was granted to this account; two at once wait for one another, so that none slips through. */
async function demandRate(run: Statements, most: number, period: 'day' | 'week'): Promise<void> {
  await run(sql`SELECT pg_advisory_xact_lock(hashtextextended(sec.signed_in_account()::text, 0))`);
  const { rows } = await run<{ count: number }>(sql`
    SELECT count(*) AS count FROM vigil.reveal_grant
    WHERE account_id = sec.signed_in_account() AND granted_at > now() - ${`1 ${period}`}::interval`);
  if ((rows[0]?.count ?? Infinity) >= most) throw new TooMany(`At most ${String(most)} a ${period}: try again later.`);
}
