import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Statements } from '../platform/db/database.js';
import { AuthDatabase } from '../platform/db/auth-database.js';

/** What proves a second factor: a step that was not used before, or a recovery code. */
export interface Proof {
  /** Null: the code is of no step. */
  readonly step: number | null;
  readonly recoveryHash: Buffer;
}

export interface SecondFactorState {
  readonly enrolled: boolean;
  readonly recoveryCodesLeft: number;
  /** When a reset that an administrator asked for takes the factor away. */
  readonly resetDueAt: string | null;
}

/** A factor that stands: no reset has come due since it was enrolled. */
const STANDING = sql`
  f.secret IS NOT NULL AND NOT EXISTS (
    SELECT FROM sec.second_factor_reset r
    WHERE r.account_id = f.account_id AND r.stopped_at IS NULL AND r.due_at <= now() AND r.requested_at >= f.enrolled_at)`;

/** Second factors as they are stored: sealed secrets, hashed recovery codes. */
@Injectable()
export class SecondFactorStore {
  constructor(private readonly auth: AuthDatabase) {}

  /** The sealed secret of a factor that stands. */
  async secretOf(accountId: string): Promise<Buffer | null> {
    const { rows } = await this.auth.database.once<{ secret: Buffer }>(
      sql`SELECT secret FROM sec.second_factor f WHERE account_id = ${accountId} AND ${STANDING}`,
    );
    return rows[0]?.secret ?? null;
  }

  /** Uses a proof up: of two at once, one is told true. */
  async use(accountId: string, { step, recoveryHash }: Proof): Promise<{ step: boolean; recovery: boolean }> {
    const { rows } = await this.auth.database.once<{ step: boolean; recovery: boolean }>(sql`
      WITH by_step AS (
        UPDATE sec.second_factor SET last_step = ${step}::bigint
        WHERE account_id = ${accountId} AND ${step}::bigint > COALESCE(last_step, 0) RETURNING 1),
      by_recovery AS (
        UPDATE sec.recovery_code SET used_at = now()
        WHERE account_id = ${accountId} AND code_hash = ${recoveryHash} AND used_at IS NULL RETURNING 1)
      SELECT EXISTS (SELECT FROM by_step) AS step, EXISTS (SELECT FROM by_recovery) AS recovery`);
    return rows[0] ?? { step: false, recovery: false };
  }

  async stateOf(accountId: string): Promise<SecondFactorState> {
    const { rows } = await this.auth.database.once<SecondFactorState>(sql`
      SELECT COALESCE(bool_or(${STANDING}), false) AS enrolled,
        (SELECT count(*) FROM sec.recovery_code c WHERE c.account_id = ${accountId} AND c.used_at IS NULL)
          * COALESCE(bool_or(${STANDING}), false)::integer AS "recoveryCodesLeft",
        (SELECT min(r.due_at) FROM sec.second_factor_reset r
         WHERE r.account_id = ${accountId} AND r.stopped_at IS NULL AND r.due_at > now()
           AND r.requested_at >= max(f.enrolled_at)) AS "resetDueAt"
      FROM sec.second_factor f WHERE f.account_id = ${accountId}`);
    return rows[0] ?? { enrolled: false, recoveryCodesLeft: 0, resetDueAt: null };
  }

  /** Keeps a secret until its first code is given; an earlier one that waited is forgotten. */
  async keepPending(accountId: string, sealed: Buffer): Promise<void> {
    await this.auth.database.once(sql`
      INSERT INTO sec.second_factor (account_id, pending_secret) VALUES (${accountId}, ${sealed})
      ON CONFLICT (account_id) DO UPDATE SET pending_secret = ${sealed}`);
  }

  async pendingSecretOf(accountId: string): Promise<Buffer | null> {
    const { rows } = await this.auth.database.once<{ secret: Buffer | null }>(
      sql`SELECT pending_secret AS secret FROM sec.second_factor WHERE account_id = ${accountId}`,
    );
    return rows[0]?.secret ?? null;
  }

  /** The pending secret becomes the factor. @returns false when another one waits by now. */
  async enrol(run: Statements, accountId: string, sealed: Buffer, step: number): Promise<boolean> {
    const { rowCount } = await run(sql`
      UPDATE sec.second_factor SET secret = ${sealed}, pending_secret = NULL, enrolled_at = now(), last_step = ${step}
      WHERE account_id = ${accountId} AND pending_secret = ${sealed}`);
    return rowCount === 1;
  }

  /** New recovery codes in place of all earlier ones. */
  async replaceRecoveryCodes(run: Statements, accountId: string, hashes: readonly Buffer[]): Promise<void> {
    await run(sql`UPDATE sec.recovery_code SET used_at = now() WHERE account_id = ${accountId} AND used_at IS NULL`);
    const ids = hashes.map(() => randomUUID());
    await run(sql`
      INSERT INTO sec.recovery_code (id, account_id, code_hash)
      SELECT id, ${accountId}, code_hash FROM unnest(${ids}::uuid[], ${hashes as Buffer[]}::bytea[]) AS code (id, code_hash)`);
  }

  /** The holder of an account stops what administrators asked for. @returns whether there was anything. */
  async stopReset(run: Statements, accountId: string): Promise<boolean> {
    const { rowCount } = await run(sql`
      UPDATE sec.second_factor_reset SET stopped_at = now()
      WHERE account_id = ${accountId} AND stopped_at IS NULL AND due_at > now()`);
    return (rowCount ?? 0) > 0;
  }
}
