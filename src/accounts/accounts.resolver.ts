import { Context, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs, Public, SignedIn } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { BadInput } from '../kernel/errors.js';
import { SessionCookie } from '../platform/http/session-cookie.js';
import { AccountStore } from './account.store.js';
import {
  AccountType,
  InvitationType,
  InviteAccountInput,
  publishedAccount,
  RedeemLinkInput,
  SignInInput,
  UpdateAccountInput,
} from './account.types.js';
import { normaliseEmail, refuseWeakPassphrase } from './domain/account.js';
import { ManageAccount } from './manage-account.js';
import { OneTimeLinkStore } from './one-time-link.store.js';
import { hashPassphrase } from './passphrases.js';
import { SessionStore } from './session.store.js';
import { SignIn } from './sign-in.js';

/** The HTTP answer, for the session's cookie. */
interface HttpContext {
  readonly res: Parameters<SessionCookie['set']>[0];
}

@Resolver(() => AccountType)
export class AccountsResolver {
  constructor(
    private readonly accounts: AccountStore,
    private readonly manage: ManageAccount,
    private readonly enter: SignIn,
    private readonly sessions: SessionStore,
    private readonly links: OneTimeLinkStore,
    private readonly cookie: SessionCookie,
  ) {}

  @SignedIn()
  @Query(() => AccountType, { description: 'The own account.' })
  async me(@As() actor: Actor): Promise<AccountType> {
    return publishedAccount(await this.accounts.one(actor, actor.accountId), true, false);
  }

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

  @Public()
  @Mutation(() => Boolean, {
    description: 'Opens a session, kept in a cookie. False never comes: a wrong name or passphrase is UNAUTHENTICATED.',
  })
  async signIn(@Input(SignInInput) input: SignInInput, @Context() { res }: HttpContext): Promise<boolean> {
    this.cookie.set(res, await this.enter.execute(input.email, input.passphrase));
    return true;
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Ends the session.' })
  async signOut(@As() actor: Actor, @Context() { res }: HttpContext): Promise<boolean> {
    await this.sessions.end(actor);
    this.cookie.clear(res);
    return true;
  }

  @Public()
  @Mutation(() => Boolean, { description: 'Sets the passphrase behind a one-time link, and opens a session.' })
  async redeemLink(@Input(RedeemLinkInput) input: RedeemLinkInput, @Context() { res }: HttpContext): Promise<boolean> {
    refuseWeakPassphrase(input.passphrase);
    const { accountId, role } = await this.links.redeem({
      token: input.token,
      passphraseHash: await hashPassphrase(input.passphrase),
      email: input.email ? normaliseEmail(input.email) : null,
      displayName: input.displayName ?? null,
    });
    this.cookie.set(res, await this.sessions.open(accountId, role));
    return true;
  }

  @Needs('USER_ACCOUNT:CREATE')
  @Mutation(() => InvitationType, { description: 'Makes an account and a one-time link for it.' })
  async inviteAccount(
    @As() actor: Actor,
    @Input(InviteAccountInput) input: InviteAccountInput,
  ): Promise<InvitationType> {
    if (['MONITOR', 'TFP'].includes(input.role) !== input.regions.length > 0) {
      throw new BadInput([
        { field: 'input.regions', problem: 'a monitor or focal point has regions, nobody else has' },
      ]);
    }
    const { id, token } = await this.manage.invite(actor, { ...input, lawyerId: input.lawyerId ?? null });
    return { accountId: id, token };
  }

  @Needs('USER_ACCOUNT:UPDATE')
  @Mutation(() => AccountType, {
    description: 'Changes role, regions or activity of an account, never of the own one.',
  })
  async updateAccount(@As() actor: Actor, @Input(UpdateAccountInput) input: UpdateAccountInput): Promise<AccountType> {
    const { id, version, ...changes } = input;
    await this.manage.amend(actor, id, version, changes);
    return publishedAccount(await this.accounts.one(actor, id), true, true);
  }
}
