import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Change } from '../access/change.js';
import type { Actor } from '../access/domain/actor.js';
import { type Reading, Readings } from '../access/reading.js';
import { type SystemActor, systemActors } from '../access/domain/system-actors.js';
import { NotFound } from '../kernel/errors.js';
import type { Account } from './domain/account.js';
import { hashOf, newToken } from './session.store.js';

const COLUMNS = sql`id, email, display_name AS "displayName", role, regions, lawyer_id AS "lawyerId", active, version`;

/** Accounts, without what belongs to the sign-in. System actors are not among them. */
@Injectable()
export class AccountStore {
  constructor(private readonly readings: Readings) {}

  list(actor: Actor): Promise<readonly Account[]> {
    return this.readings.reading(actor, async ({ run, looks }) => {
      const { rows } = await run<Account>(sql`
        SELECT ${COLUMNS} FROM sec.account WHERE NOT role = ANY (${systemActors as unknown as SystemActor[]}) ORDER BY email, id`);
      looks.note('USER_ACCOUNT:LIST', rows.length);
      return rows;
    });
  }

  one(actor: Actor, id: string): Promise<Account> {
    return this.readings.reading(actor, async ({ run }: Reading) => {
      const { rows } = await run<Account>(sql`SELECT ${COLUMNS} FROM sec.account WHERE id = ${id}`);
      const [account] = rows;
      if (!account) throw new NotFound();
      return account;
    });
  }

  async insert(change: Change, account: Omit<Account, 'version' | 'active'>): Promise<void> {
    await change.run(sql`
      INSERT INTO sec.account (id, email, display_name, role, regions, lawyer_id)
      VALUES (${account.id}, ${account.email}, ${account.displayName}, ${account.role}, ${account.regions}, ${account.lawyerId})`);
  }

  /** The account as it stands, locked. @throws NotFound, also for a system actor. */
  async lock(change: Change, id: string): Promise<Account> {
    const { rows } = await change.run<Account>(sql`
      SELECT ${COLUMNS} FROM sec.account
      WHERE id = ${id} AND NOT role = ANY (${systemActors as unknown as SystemActor[]}) FOR UPDATE`);
    const [account] = rows;
    if (!account) throw new NotFound();
    return account;
  }

  async update(change: Change, { id, version }: Account, next: Account): Promise<void> {
    await change.run(sql`
      UPDATE sec.account SET display_name = ${next.displayName}, role = ${next.role}, regions = ${next.regions},
        lawyer_id = ${next.lawyerId}, active = ${next.active}, version = ${version + 1}
      WHERE id = ${id}`);
  }

  /** A link that is good once: an invitation for 48 hours, for a new passphrase 30 minutes. @returns its token. */
  async link(change: Change, accountId: string, purpose: 'INVITATION' | 'RESET'): Promise<string> {
    const token = newToken();
    const good = purpose === 'INVITATION' ? '48 hours' : '30 minutes';
    await change.run(sql`
      INSERT INTO sec.one_time_link (id, token_hash, purpose, account_id, expires_at)
      VALUES (${randomUUID()}, ${hashOf(token)}, ${purpose}, ${accountId}, now() + ${good}::interval)`);
    return token;
  }
}
