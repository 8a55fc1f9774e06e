import { Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { commandOf, IdempotencyKey, Input } from '../access/record-resolver.js';
import type { Performed, Written } from '../access/unit-of-work.js';
import { DecideReveal } from './decide-reveal.js';
import {
  NoticeType,
  RequestRevealInput,
  RevealedIdentityType,
  RevealRequestInput,
  RevealRequestPayload,
  RevealRequestType,
} from './identity.types.js';
import { RequestReveal } from './request-reveal.js';
import { RevealIdentity } from './reveal-identity.js';
import { RevealRequestsView } from './reveal-requests.view.js';

/** Knowing who somebody is: asked for with a purpose, decided by a second person where the policy says so, shown once. */
@Resolver()
export class RevealsResolver {
  constructor(
    private readonly requests: RevealRequestsView,
    private readonly request: RequestReveal,
    private readonly decide: DecideReveal,
    private readonly reveal: RevealIdentity,
  ) {}

  @Needs('WITNESS_IDENTITY:REVEAL', ['STEP_UP_TOTP'])
  @Query(() => [RevealRequestType], {
    description:
      'The requests that one made oneself, and those of the own region that a second person decides: the newest 100.',
  })
  revealRequests(@As() actor: Actor): Promise<readonly RevealRequestType[]> {
    return this.requests.newest(actor);
  }

  @Needs('WITNESS_IDENTITY:APPROVE', ['STEP_UP_TOTP'])
  @Query(() => [NoticeType], {
    description: 'What focal points of the own region must know of one another: the newest 100.',
  })
  notices(@As() actor: Actor): Promise<readonly NoticeType[]> {
    return this.requests.notices(actor);
  }

  @Needs('WITNESS_IDENTITY:REVEAL')
  @Mutation(() => RevealRequestPayload, { description: 'Asks to know who a person is, for a stated purpose.' })
  async requestReveal(
    @As() actor: Actor,
    @Input(RequestRevealInput) input: RequestRevealInput,
    @IdempotencyKey() key: string | null,
  ): Promise<RevealRequestPayload> {
    const { personId, purpose, explanation } = input;
    const asked = { personId, purpose: { code: purpose, explanation } };
    return this.answer(actor, await this.request.execute(actor, asked, commandOf('requestReveal', key, input)));
  }

  @Needs('WITNESS_IDENTITY:APPROVE')
  @Mutation(() => RevealRequestPayload, { description: "Lets another person's request pass, as the second person." })
  async approveReveal(
    @As() actor: Actor,
    @Input(RevealRequestInput) { requestId }: RevealRequestInput,
    @IdempotencyKey() key: string | null,
  ): Promise<RevealRequestPayload> {
    const command = commandOf('approveReveal', key, requestId);
    return this.answer(actor, await this.decide.execute(actor, requestId, true, command));
  }

  @Needs('WITNESS_IDENTITY:APPROVE')
  @Mutation(() => RevealRequestPayload, { description: "Refuses another person's request, as the second person." })
  async refuseReveal(
    @As() actor: Actor,
    @Input(RevealRequestInput) { requestId }: RevealRequestInput,
    @IdempotencyKey() key: string | null,
  ): Promise<RevealRequestPayload> {
    const command = commandOf('refuseReveal', key, requestId);
    return this.answer(actor, await this.decide.execute(actor, requestId, false, command));
  }

  @Needs('WITNESS_IDENTITY:REVEAL')
  @Mutation(() => RevealedIdentityType, {
    description: 'Shows an identity once, against the own request. No receipt keeps it: sent again, it is refused.',
  })
  revealIdentity(
    @As() actor: Actor,
    @Input(RevealRequestInput) { requestId }: RevealRequestInput,
  ): Promise<RevealedIdentityType> {
    return this.reveal.execute(actor, requestId);
  }

  /** Reads the request again under the present scope, so that a receipt never shows what may no longer be seen. */
  private async answer(actor: Actor, { result, replayed }: Performed<Written>): Promise<RevealRequestPayload> {
    return { request: await this.requests.one(actor, result.id), replayed };
  }
}
