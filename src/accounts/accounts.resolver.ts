import { Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { AccountStore } from './account.store.js';
import {
  AccountType,
  InvitationType,
  InviteAccountInput,
  publishedAccount,
  UpdateAccountInput,
} from './account.types.js';
import { ManageAccount } from './manage-account.js';

@Resolver(() => AccountType)
export class AccountsResolver {
  constructor(
    private readonly accounts: AccountStore,
    private readonly manage: ManageAccount,
  ) {}

  @Needs('USER_ACCOUNT:LIST')
  @Query(() => [AccountType], {
    name: 'accounts',
    description: 'Colleagues: whole for an administrator, name and role for others.',
  })
  async list(@As() actor: Actor): Promise<readonly AccountType[]> {
    const whole = actor.role === 'ADMIN';
    const accounts = await this.accounts.list(actor);
    const seen =
      actor.role === 'TFP'
        ? accounts.filter(({ regions }) => regions.some((region) => actor.regions.includes(region)))
        : accounts;
    return seen.map((account) => publishedAccount(account, whole || account.id === actor.accountId, whole));
  }

  @Needs('USER_ACCOUNT:CREATE')
  @Mutation(() => InvitationType, { description: 'Makes an account and a one-time link for it.' })
  async inviteAccount(
    @As() actor: Actor,
    @Input(InviteAccountInput) input: InviteAccountInput,
  ): Promise<InvitationType> {
    const { id, token } = await this.manage.invite(actor, { ...input, lawyerId: input.lawyerId ?? null });
    return { accountId: id, token };
  }

  @Needs('USER_ACCOUNT:UPDATE')
  @Mutation(() => AccountType, {
    description: 'Changes role, regions or activity of an account, never of the own one.',
  })
  async updateAccount(@As() actor: Actor, @Input(UpdateAccountInput) input: UpdateAccountInput): Promise<AccountType> {
    const { id, version, ...given } = input;
    const changes = Object.fromEntries(
      Object.entries(given).filter(([name, value]) => value !== undefined && (value !== null || name === 'lawyerId')),
    );
    await this.manage.amend(actor, id, version, changes);
    return publishedAccount(await this.accounts.one(actor, id), true, true);
  }
}
