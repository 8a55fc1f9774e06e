import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { NotFound } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import type { Identity } from './domain/identity.js';
import { IdentityVault } from './identity-vault.js';
import { RefusedReveals } from './refused-reveals.js';
import { type Grant, type RevealRequest, RevealStore } from './reveal.store.js';
import { demandStanding, type Standing } from './standing.js';

export interface RevealedIdentity extends Identity {
  readonly personId: string;
  readonly version: number;
  /** By when whoever sees it must have hidden it again. */
  readonly expiresAt: string;
}

/**
 * Shows an identity, once. What is written ahead is committed before anything is opened: the grant, the notice and the
 * entry of the trail in one transaction, the opening in the next. When that one fails nothing was shown and one asks again.
 */
@Injectable()
export class RevealIdentity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly vault: IdentityVault,
    private readonly store: RevealStore,
    private readonly refused: RefusedReveals,
  ) {}

  /** @throws NotFound, StepUpRequired, TooMany, Refusal: recorded as a denial. */
  async execute(actor: Actor, requestId: string): Promise<RevealedIdentity> {
    const { grant, personId } = await this.refused.recorded(actor, requestId, () => this.granted(actor, requestId));
    return { ...(await this.vault.reveal(actor, grant.id)), personId, expiresAt: grant.expiresAt };
  }

  private async granted(actor: Actor, requestId: string): Promise<{ grant: Grant; personId: string }> {
    const granted: { grant?: Grant; personId?: string } = {};
    await this.work.perform(actor, 'WITNESS_IDENTITY:REVEAL', async (change) => {
      const { run } = change;
      const request = await this.store.own(run, actor.accountId, requestId);
      if (!request) throw new NotFound();
      const { personId } = request;
      const standing = await demandStanding(run, actor, personId, () => 'REVEAL');
      if (standing.scope !== request.scope) throw new NotFound();
      const purpose = { code: request.purpose, explanation: request.explanation };
      await demandConditions(standing.rule, {
        ...{ run, purpose, personId, request },
        undertakes: ['TTL_15_MIN', 'NOTIFY_SECOND_TFP'],
      });
      refuseUnrevealable(request, standing);
      const grant = await this.store.grant(run, actor.accountId, requestId);
      if (!grant) refuse('REQUEST_USED');
      if (standing.rule.conditions.includes('NOTIFY_SECOND_TFP')) {
        await this.store.notify(run, actor.accountId, standing, 'IDENTITY_REVEALED');
      }
      change.record({ type: 'IdentityRevealed', id: personId, caseId: null, purpose });
      Object.assign(granted, { grant, personId });
      return { id: grant.id, version: 1 };
    });
    return granted as Required<typeof granted>;
  }
}

function refuseUnrevealable({ secondPerson, old }: RevealRequest, { state }: Standing): void {
  if (!secondPerson && old) refuse('REQUEST_TOO_OLD');
  if (state === 'ERASED') refuse('IDENTITY_ERASED');
  if (state === 'NONE') refuse('NO_IDENTITY');
}
