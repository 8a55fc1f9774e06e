import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { StepUp } from '../access/step-up.js';
import { refuse } from '../kernel/refusal.js';
import { type Enrolment, SecondFactors } from './second-factors.js';
import { SessionStore } from './session.store.js';
import { SignInDelay } from './sign-in-delay.js';

/** What everybody does with the own second factor. */
@Injectable()
export class OwnSecondFactor {
  constructor(
    private readonly sessions: SessionStore,
    private readonly factors: SecondFactors,
    private readonly delay: SignInDelay,
    private readonly stepUps: StepUp,
  ) {}

  /** @returns the session's new token. @throws TooMany, Refusal CODE_NOT_VALID. */
  async stepUp(actor: Actor, code: string): Promise<string> {
    const counted = [{ what: 'ACCOUNT' as const, text: actor.accountId }];
    await this.delay.begin(counted);
    const verdict = await this.factors.check(actor.accountId, code);
    if (verdict === 'WRONG' || verdict === 'NOT_ENROLLED') {
      await this.sessions.record({ id: actor.accountId, role: actor.role }, 'StepUpFailed');
      refuse('CODE_NOT_VALID', 'input.code');
    }
    await this.delay.succeeded(counted);
    const fact = verdict === 'RECOVERY_CODE' ? 'SteppedUpByRecoveryCode' : 'SteppedUp';
    return this.sessions.renew(actor, fact, () => Promise.resolve());
  }

  /** A second factor, or another one in place of the present. @throws StepUpRequired when there is one. */
  async beginEnrolment(actor: Actor): Promise<Enrolment> {
    await this.demandStepUpIfEnrolled(actor);
    return this.factors.begin(actor);
  }

  /** @throws StepUpRequired; TooMany; Refusal NO_ENROLMENT, CODE_NOT_VALID. */
  async confirmEnrolment(
    actor: Actor,
    code: string,
  ): Promise<{ readonly token: string; readonly codes: readonly string[] }> {
    await this.demandStepUpIfEnrolled(actor);
    const counted = [{ what: 'ACCOUNT' as const, text: actor.accountId }];
    await this.delay.begin(counted);
    const enrolled = await this.factors.confirm(actor, code);
    await this.delay.succeeded(counted);
    return enrolled;
  }

  /** @throws StepUpRequired. */
  async renewRecoveryCodes(actor: Actor): Promise<readonly string[]> {
    await this.stepUps.demand(actor);
    return this.factors.renewRecoveryCodes(actor);
  }

  private async demandStepUpIfEnrolled(actor: Actor): Promise<void> {
    if (await this.factors.isEnrolled(actor.accountId)) await this.stepUps.demand(actor);
  }
}
