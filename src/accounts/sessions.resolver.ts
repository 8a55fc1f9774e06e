import { Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Enrolling, Public } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { SignInInput } from './account.types.js';
import { SessionStore } from './session.store.js';
import { type HttpContext, SignInRequests } from './sign-in-requests.js';
import { SignIn } from './sign-in.js';

/** Opening and ending sessions. */
@Resolver()
export class SessionsResolver {
  constructor(
    private readonly enter: SignIn,
    private readonly sessions: SessionStore,
    private readonly requests: SignInRequests,
  ) {}

  @Public()
  @Mutation(() => Boolean, {
    description: 'Opens a session, kept in a cookie. A wrong name, passphrase or code is UNAUTHENTICATED.',
  })
  async signIn(@Input(SignInInput) input: SignInInput, @Context() context: HttpContext): Promise<boolean> {
    this.requests.refuseSecondAttempt(context);
    const token = await this.enter.execute(input, this.requests.originOf(context));
    this.requests.keep(context, input.email, token);
    return true;
  }

  @Enrolling()
  @Mutation(() => Boolean, { description: 'Ends the session.' })
  async signOut(@As() actor: Actor, @Context() context: HttpContext): Promise<boolean> {
    await this.sessions.end(actor);
    this.requests.end(context);
    return true;
  }
}
