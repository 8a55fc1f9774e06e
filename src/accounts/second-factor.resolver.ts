import { Context, Mutation, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Enrolling, SignedIn } from '../access/needs.js';
import { Input } from '../access/record-resolver.js';
import { CodeInput, RecoveryCodesType, SecondFactorEnrolmentType } from './own-account.types.js';
import { OwnSecondFactor } from './own-second-factor.js';
import { SecondFactors } from './second-factors.js';
import { type HttpContext, SignInRequests } from './sign-in-requests.js';

/** The own second factor: taking one, and entering its codes. */
@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly own: OwnSecondFactor,
    private readonly factors: SecondFactors,
    private readonly requests: SignInRequests,
  ) {}

  @SignedIn()
  @Mutation(() => Boolean, {
    description: 'Enters a code for what needs a fresh one, good for five minutes. The session gets a new cookie.',
  })
  async stepUp(
    @As() actor: Actor,
    @Input(CodeInput) { code }: CodeInput,
    @Context() context: HttpContext,
  ): Promise<boolean> {
    this.requests.refuseSecondAttempt(context);
    this.requests.goOnAs(context, actor, await this.own.stepUp(actor, code));
    return true;
  }

  @Enrolling()
  @Mutation(() => SecondFactorEnrolmentType, {
    description: 'Begins with a second factor, or with another one in place of the present, which needs a fresh code.',
  })
  beginSecondFactor(@As() actor: Actor): Promise<SecondFactorEnrolmentType> {
    return this.own.beginEnrolment(actor);
  }

  @Enrolling()
  @Mutation(() => RecoveryCodesType, {
    description: 'The first code of a new second factor. The session gets a new cookie; all others end.',
  })
  async confirmSecondFactor(
    @As() actor: Actor,
    @Input(CodeInput) { code }: CodeInput,
    @Context() context: HttpContext,
  ): Promise<RecoveryCodesType> {
    this.requests.refuseSecondAttempt(context);
    const { token, codes } = await this.own.confirmEnrolment(actor, code);
    this.requests.goOnAs(context, actor, token);
    return { codes };
  }

  @SignedIn()
  @Mutation(() => RecoveryCodesType, {
    description: 'Ten new recovery codes in place of the earlier ones. Needs a fresh code.',
  })
  async renewRecoveryCodes(@As() actor: Actor): Promise<RecoveryCodesType> {
    return { codes: await this.own.renewRecoveryCodes(actor) };
  }

  @SignedIn()
  @Mutation(() => Boolean, { description: 'Stops the reset of the own second factor that an administrator asked for.' })
  async keepSecondFactor(@As() actor: Actor): Promise<boolean> {
    await this.factors.stopReset(actor);
    return true;
  }
}
