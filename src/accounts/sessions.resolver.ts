import { Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Public, SignedIn } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { TooMany } from '../kernel/errors.js';
import { SessionCookie } from '../platform/http/session-cookie.js';
import { RedeemLinkInput, SignInInput } from './account.types.js';
import { RedeemLink } from './redeem-link.js';
import { SessionStore } from './session.store.js';
import { SignIn } from './sign-in.js';

/** The HTTP answer, for the session's cookie. */
interface HttpContext {
  readonly res: Parameters<SessionCookie['set']>[0];
}

/** Opening and ending sessions. */
@Resolver()
export class SessionsResolver {
  /** Requests that have tried to sign in: an alias is no further attempt. */
  private readonly attempts = new WeakSet<object>();

  constructor(
    private readonly enter: SignIn,
    private readonly link: RedeemLink,
    private readonly sessions: SessionStore,
    private readonly cookie: SessionCookie,
  ) {}

  @Public()
  @Mutation(() => Boolean, {
    description: 'Opens a session, kept in a cookie. A wrong name or passphrase is UNAUTHENTICATED.',
  })
  async signIn(@Input(SignInInput) input: SignInInput, @Context() { res }: HttpContext): Promise<boolean> {
    if (this.attempts.has(res)) throw new TooMany('Sign in once in a request.');
    this.attempts.add(res);
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
    this.cookie.set(res, await this.link.execute(input));
    return true;
  }
}
