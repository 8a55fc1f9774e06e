import { Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { commandOf, IdempotencyKey, Input } from '../access/record-resolver.js';
import type { Performed, Written } from '../access/unit-of-work.js';
import { DecideErasure } from './decide-erasure.js';
import { EraseIdentity } from './erase-identity.js';
import { ErasureRequestsView } from './erasure-requests.view.js';
import { RequestErasure } from './request-erasure.js';
import {
  ErasureRequestInput,
  ErasureRequestPayload,
  ErasureRequestType,
  RequestErasureInput,
} from './retention.types.js';

/** Erasing who somebody is: asked for on a ground, decided by a second person, carried out by an administrator. */
@Resolver()
export class ErasuresResolver {
  constructor(
    private readonly requests: ErasureRequestsView,
    private readonly request: RequestErasure,
    private readonly decide: DecideErasure,
    private readonly erase: EraseIdentity,
  ) {}

  @Needs('WITNESS_IDENTITY:ERASE')
  @Query(() => [ErasureRequestType], {
    description: 'Requests to erase an identity: those of the own region, or all to an administrator; the newest 100.',
  })
  erasureRequests(@As() actor: Actor): Promise<readonly ErasureRequestType[]> {
    return this.requests.newest(actor);
  }

  @Needs('WITNESS_IDENTITY:ERASE')
  @Mutation(() => ErasureRequestPayload, { description: 'Asks to have an identity erased. Nothing is erased by it.' })
  async requestErasure(
    @As() actor: Actor,
    @Input(RequestErasureInput) input: RequestErasureInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ErasureRequestPayload> {
    return this.answer(actor, await this.request.execute(actor, input, commandOf('requestErasure', key, input)));
  }

  @Needs('WITNESS_IDENTITY:APPROVE')
  @Mutation(() => ErasureRequestPayload, { description: "Lets another person's request pass, as the second person." })
  async approveErasure(
    @As() actor: Actor,
    @Input(ErasureRequestInput) { requestId }: ErasureRequestInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ErasureRequestPayload> {
    const command = commandOf('approveErasure', key, requestId);
    return this.answer(actor, await this.decide.execute(actor, requestId, true, command));
  }

  @Needs('WITNESS_IDENTITY:APPROVE')
  @Mutation(() => ErasureRequestPayload, { description: "Refuses another person's request, as the second person." })
  async refuseErasure(
    @As() actor: Actor,
    @Input(ErasureRequestInput) { requestId }: ErasureRequestInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ErasureRequestPayload> {
    const command = commandOf('refuseErasure', key, requestId);
    return this.answer(actor, await this.decide.execute(actor, requestId, false, command));
  }

  @Needs('WITNESS_IDENTITY:ERASE')
  @Mutation(() => ErasureRequestPayload, {
    description: 'Destroys the key of an identity on an approved request. Nobody can bring it back; the record stays.',
  })
  async eraseIdentity(
    @As() actor: Actor,
    @Input(ErasureRequestInput) { requestId }: ErasureRequestInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ErasureRequestPayload> {
    const command = commandOf('eraseIdentity', key, requestId);
    return this.answer(actor, await this.erase.execute(actor, requestId, command));
  }

  /** Reads the request again under the present scope, so that a receipt never shows what may no longer be seen. */
  private async answer(actor: Actor, { result, replayed }: Performed<Written>): Promise<ErasureRequestPayload> {
    return { request: await this.requests.one(actor, result.id), replayed };
  }
}
