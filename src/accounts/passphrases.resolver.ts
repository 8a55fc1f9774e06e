import { Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Public, SignedIn } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { RedeemLinkInput } from './account.types.js';
import { ChangePassphraseInput, PassphraseResetInput } from './own-account.types.js';
import { OwnPassphrase } from './own-passphrase.js';
import { RedeemLink } from './redeem-link.js';
import { type HttpContext, SignInRequests } from './sign-in-requests.js';

/** Choosing a passphrase: behind a link, or in place of the present one. */
@Resolver()
export class PassphrasesResolver {
  constructor(
    private readonly own: OwnPassphrase,
    private readonly link: RedeemLink,
    private readonly requests: SignInRequests,
  ) {}

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Chooses another passphrase. All other sessions end.' })
  async changePassphrase(
    @As() actor: Actor,
    @Input(ChangePassphraseInput) { current, next }: ChangePassphraseInput,
    @Context() context: HttpContext,
  ): Promise<boolean> {
    this.requests.refuseSecondAttempt(context);
    await this.own.change(actor, current, next);
    return true;
  }

  @Public()
  @Mutation(() => Boolean, {
    description:
      'Sets the passphrase behind a one-time link. True: a session is open. False: sign in, with a code of the second factor.',
  })
  async redeemLink(@Input(RedeemLinkInput) input: RedeemLinkInput, @Context() context: HttpContext): Promise<boolean> {
    this.requests.refuseSecondAttempt(context);
    const token = await this.link.execute(input);
    if (token) this.requests.keepSession(context, token);
    return token !== null;
  }

  @Public()
  @Mutation(() => Boolean, {
    description:
      'Tells the administrators that somebody forgot a passphrase. The answer is the same for every address.',
  })
  async requestPassphraseReset(
    @Input(PassphraseResetInput) { email }: PassphraseResetInput,
    @Context() context: HttpContext,
  ): Promise<boolean> {
    this.requests.refuseSecondAttempt(context);
    await this.own.requestReset(email, this.requests.originOf(context));
    return true;
  }
}
