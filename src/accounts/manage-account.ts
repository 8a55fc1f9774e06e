import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import type { Change } from '../access/change.js';
import type { Actor } from '../access/domain/actor.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { NotPermitted, Stale } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { AccountStore } from './account.store.js';
import { type Account, normaliseEmail, refuseImpossibleAccount } from './domain/account.js';
import { SessionStore } from './session.store.js';

export interface Invitation {
  readonly id: string;
  /** Opens the page on which the passphrase is chosen. */
  readonly token: string;
}

/** What an administrator does with accounts: invite, and change role, regions and activity, never of the own one. */
@Injectable()
export class ManageAccount {
  constructor(
    private readonly work: UnitOfWork,
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
  ) {}

  async invite(
    actor: Actor,
    input: Omit<Account, 'id' | 'version' | 'active'> & { readonly id?: string },
  ): Promise<Invitation> {
    const id = input.id ?? randomUUID();
    let token = '';
    refuseImpossibleAccount(input);
    await this.work.perform(actor, 'USER_ACCOUNT:CREATE', async (change) => {
      await refuseUnknownRegions(change, input.regions);
      await this.accounts.insert(change, { ...input, id, email: normaliseEmail(input.email) });
      token = await this.accounts.link(change, id, 'INVITATION');
      change.record({ type: 'AccountInvited', id, caseId: null });
      return { id, version: 1 };
    });
    return { id, token };
  }

  /** @returns the token of a link for a new passphrase. @throws NotPermitted for the own account; NotFound. */
  async issueResetLink(actor: Actor, accountId: string): Promise<string> {
    if (accountId === actor.accountId) throw new NotPermitted();
    let token = '';
    await this.work.perform(actor, 'USER_ACCOUNT:UPDATE', async (change) => {
      await this.accounts.lock(change, accountId);
      token = await this.accounts.link(change, accountId, 'RESET');
      change.record({ type: 'ResetLinkIssued', id: accountId, caseId: null });
      return { id: accountId, version: 1 };
    });
    return token;
  }

  /** @throws NotPermitted for the own account: nobody lifts himself; NotFound, Stale, Refusal. */
  async amend(actor: Actor, id: string, version: number, changes: Partial<Account>): Promise<void> {
    if (id === actor.accountId) throw new NotPermitted();
    await this.work.perform(actor, 'USER_ACCOUNT:UPDATE', async (change) => {
      const current = await this.accounts.lock(change, id);
      if (current.version !== version) throw new Stale();
      const next = { ...current, ...changes };
      refuseImpossibleAccount(next);
      await refuseUnknownRegions(change, next.regions);
      await this.accounts.update(change, current, next);
      change.record({ type: 'AccountAmended', id, caseId: null, fields: Object.keys(changes) });
      return { id, version: version + 1 };
    });
    await this.sessions.endAll(id);
  }
}

async function refuseUnknownRegions(change: Change, regions: readonly string[]): Promise<void> {
  const { rows } = await change.run<{ code: string }>(
    sql`SELECT code FROM vigil.reference_entry WHERE kind = 'REGION'`,
  );
  const known = new Set(rows.map(({ code }) => code));
  if (!regions.every((region) => known.has(region))) refuse('UNKNOWN_REFERENCE_CODE', 'input.regions');
}
