import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import type { Purpose } from '../access/domain/purpose.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { RefusedReveals } from './refused-reveals.js';
import { RevealStore } from './reveal.store.js';
import { demandStanding } from './standing.js';

export interface RevealInput {
  readonly personId: string;
  readonly purpose: Purpose;
}

/** Asks to know who somebody is, for a purpose. Whether another person decides first follows from the policy. */
@Injectable()
export class RequestReveal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: RevealStore,
    private readonly refused: RefusedReveals,
  ) {}

  /** @returns the request. @throws NotFound, StepUpRequired, TooMany, Refusal: recorded as a denial. */
  execute(actor: Actor, { personId, purpose }: RevealInput, command?: Command): Promise<Performed<Written>> {
    const asked = { code: purpose.code, explanation: purpose.explanation.normalize('NFC').trim() };
    return this.refused.recorded(actor, personId, () =>
      this.work.perform(
        actor,
        'WITNESS_IDENTITY:REVEAL',
        async (change) => {
          const { run } = change;
          const standing = await demandStanding(run, actor, personId, () => 'REVEAL');
          await demandConditions(standing.rule, {
            ...{ run, purpose: asked, personId },
            undertakes: ['TTL_15_MIN', 'NOTIFY_SECOND_TFP', 'SECOND_PERSON_APPROVAL'],
          });
          const id = await this.store.request(run, actor.accountId, standing, asked);
          if (standing.rule.conditions.includes('SECOND_PERSON_APPROVAL')) {
            await this.store.notify(run, actor.accountId, standing, 'REVEAL_REQUESTED');
          }
          change.record({ type: 'RevealRequested', id: personId, caseId: null, purpose: asked });
          return { id, version: 1 };
        },
        command,
      ),
    );
  }
}
