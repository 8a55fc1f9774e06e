import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { refuse } from '../kernel/refusal.js';
import { ErasureStore, type ErasureWish } from './erasure.store.js';
import { RetentionFacts } from './retention-facts.view.js';

/** Asks to have somebody's identity erased, because its time has passed or because she asked. Nothing is erased by it. */
@Injectable()
export class RequestErasure {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: ErasureStore,
    private readonly facts: RetentionFacts,
  ) {}

  /** @returns the request. @throws NotFound, StepUpRequired, Refusal. */
  execute(actor: Actor, wish: ErasureWish, command?: Command): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      'WITNESS_IDENTITY:ERASE',
      async (change) => {
        const { run } = change;
        const { personId, ground } = wish;
        const rule = await this.store.terms(run, actor, personId);
        const explanation = wish.explanation.normalize('NFC').trim();
        if (explanation === '') refuse('REASON_NEEDED', 'input.explanation');
        await demandConditions(rule, {
          run,
          retention: await this.facts.of(run, actor, personId, ground),
          undertakes: ['REQUEST_ONLY', 'SECOND_PERSON_APPROVAL'],
        });
        const id = await this.store.request(run, actor.accountId, { personId, ground, explanation });
        await this.store.notify(run, actor.accountId, personId, 'ERASURE_REQUESTED');
        change.record({ type: 'ErasureRequested', id: personId, caseId: null });
        return { id, version: 1 };
      },
      command,
    );
  }
}
