import { Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, SignedIn } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { AccountStore } from './account.store.js';
import { publishedAccount } from './account.types.js';
import { needsSecondFactor } from './domain/second-factor.js';
import { OwnAccountType, SecondFactorType, SessionInput, SessionType } from './own-account.types.js';
import { SecondFactorStore } from './second-factor.store.js';
import { SessionStore } from './session.store.js';

/** What everybody sees of the own account and which sessions it has. */
@Resolver(() => OwnAccountType)
export class OwnAccountResolver {
  constructor(
    private readonly accounts: AccountStore,
    private readonly factors: SecondFactorStore,
    private readonly openSessions: SessionStore,
  ) {}

  @SignedIn()
  @Query(() => OwnAccountType, { description: 'The own account.' })
  async me(@As() actor: Actor): Promise<OwnAccountType> {
    return publishedAccount(await this.accounts.one(actor, actor.accountId), true, false);
  }

  @ResolveField(() => SecondFactorType, { description: 'The second factor.' })
  async secondFactor(@As() actor: Actor): Promise<SecondFactorType> {
    return { ...(await this.factors.stateOf(actor.accountId)), needed: needsSecondFactor(actor.role) };
  }

  @ResolveField(() => [SessionType], { description: 'The open sessions, the newest first.' })
  sessions(@As() actor: Actor): Promise<readonly SessionType[]> {
    return this.openSessions.listOf(actor);
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Ends one of the own sessions, from its next statement on.' })
  async revokeSession(@As() actor: Actor, @Input(SessionInput) { id }: SessionInput): Promise<boolean> {
    await this.openSessions.revoke(actor, id);
    return true;
  }
}
