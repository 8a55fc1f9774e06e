import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Actor } from '../access/domain/actor.js';
import { Readings } from '../access/reading.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { NotFound, NotPermitted } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import type { Statements } from '../platform/db/database.js';
import { AccountStore } from './account.store.js';
import { SessionStore } from './session.store.js';

export interface SecondFactorReset {
  readonly id: string;
  readonly accountId: string;
  readonly requestedBy: string;
  /** ISO instants. */
  readonly requestedAt: string;
  readonly dueAt: string;
}

const PENDING = sql`
  SELECT id, account_id AS "accountId", requested_by AS "requestedBy", requested_at AS "requestedAt", due_at AS "dueAt"
  FROM sec.second_factor_reset WHERE stopped_at IS NULL AND due_at > now()`;

/**
 * No administrator takes a second factor away alone at once: another one approves, or 24 hours pass in which its owner
 * can stop it. Otherwise whoever makes accounts could walk into one that reveals.
 */
@Injectable()
export class SecondFactorResets {
  constructor(
    private readonly work: UnitOfWork,
    private readonly readings: Readings,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
  ) {}

  pending(actor: Actor): Promise<readonly SecondFactorReset[]> {
    return this.readings.reading(actor, async ({ run, looks }) => {
      const { rows } = await run<SecondFactorReset>(sql`${PENDING} ORDER BY requested_at, id`);
      looks.note('USER_ACCOUNT:LIST', rows.length);
      return rows;
    });
  }

  /** Asked again, it is the same request. @throws NotPermitted for the own account; NotFound. */
  async request(actor: Actor, accountId: string): Promise<SecondFactorReset> {
    if (accountId === actor.accountId) throw new NotPermitted();
    let reset: SecondFactorReset | undefined;
    await this.work.perform(actor, 'USER_ACCOUNT:UPDATE', async (change) => {
      await this.accounts.lock(change, accountId);
      const [known] = (await change.run<SecondFactorReset>(sql`${PENDING} AND account_id = ${accountId}`)).rows;
      const id = known?.id ?? randomUUID();
      if (!known) {
        await change.run(sql`
          INSERT INTO sec.second_factor_reset (id, account_id, requested_by)
          VALUES (${id}, ${accountId}, ${actor.accountId})`);
      }
      change.record({ type: 'SecondFactorResetRequested', id: accountId, caseId: null });
      reset = await one(change.run, id);
      return { id, version: 1 };
    });
    return reset ?? missing();
  }

  /** The factor is void, and the account is signed out. @throws NotFound, Refusal ANOTHER_PERSON_DECIDES. */
  async approve(actor: Actor, id: string): Promise<SecondFactorReset> {
    let approved: SecondFactorReset | undefined;
    await this.work.perform(actor, 'USER_ACCOUNT:UPDATE', async (change) => {
      const reset = await one(change.run, id);
      if (reset.accountId === actor.accountId) throw new NotPermitted();
      const { rows } = await change.run<{ independent: boolean }>(
        sql`SELECT sec.is_independent_of(${reset.requestedBy}) AS independent`,
      );
      if (!rows[0]?.independent) refuse('ANOTHER_PERSON_DECIDES');
      const { rowCount } = await change.run(sql`
        UPDATE sec.second_factor_reset SET approved_by = ${actor.accountId}, due_at = now()
        WHERE id = ${id} AND stopped_at IS NULL AND due_at > now()`);
      if (rowCount !== 1) throw new NotFound();
      change.record({ type: 'SecondFactorResetApproved', id: reset.accountId, caseId: null });
      approved = reset;
      return { id, version: 1 };
    });
    const reset = approved ?? missing();
    await this.sessions.endAll(reset.accountId);
    return reset;
  }
}

async function one(run: Statements, id: string): Promise<SecondFactorReset> {
  const { rows } = await run<SecondFactorReset>(sql`${PENDING} AND id = ${id}`);
  return rows[0] ?? missing();
}

function missing(): never {
  throw new NotFound();
}
