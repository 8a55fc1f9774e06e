import { Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { InvitationType } from './account.types.js';
import { ManageAccount } from './manage-account.js';
import { AccountInput, ApproveResetInput, SecondFactorResetType } from './second-factor-reset.types.js';
import { SecondFactorResets } from './second-factor-resets.js';

/** What administrators do for those who forgot a passphrase or lost an authenticator. */
@Resolver()
export class SecondFactorResetsResolver {
  constructor(
    private readonly resets: SecondFactorResets,
    private readonly manage: ManageAccount,
  ) {}

  @Needs('USER_ACCOUNT:UPDATE')
  @Mutation(() => InvitationType, {
    description: 'A one-time link for a new passphrase, good for 30 minutes. The second factor stays.',
  })
  async issueResetLink(@As() actor: Actor, @Input(AccountInput) { accountId }: AccountInput): Promise<InvitationType> {
    return { accountId, token: await this.manage.issueResetLink(actor, accountId) };
  }

  @Needs('USER_ACCOUNT:UPDATE')
  @Query(() => [SecondFactorResetType], { description: 'Second factors that are to be taken away, and still stand.' })
  secondFactorResets(@As() actor: Actor): Promise<readonly SecondFactorResetType[]> {
    return this.resets.pending(actor);
  }

  @Needs('USER_ACCOUNT:UPDATE')
  @Mutation(() => SecondFactorResetType, {
    description: 'Asks that a second factor be taken away: in 24 hours, or when another administrator approves.',
  })
  requestSecondFactorReset(
    @As() actor: Actor,
    @Input(AccountInput) { accountId }: AccountInput,
  ): Promise<SecondFactorResetType> {
    return this.resets.request(actor, accountId);
  }

  @Needs('USER_ACCOUNT:UPDATE')
  @Mutation(() => SecondFactorResetType, {
    description: 'Takes a second factor away at once, as another administrator than the one who asked.',
  })
  approveSecondFactorReset(
    @As() actor: Actor,
    @Input(ApproveResetInput) { id }: ApproveResetInput,
  ): Promise<SecondFactorResetType> {
    return this.resets.approve(actor, id);
  }
}
