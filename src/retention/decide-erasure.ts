import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import { type Actor, isSystemActor, readerOf } from '../access/domain/actor.js';
import { may } from '../access/domain/may.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { NotPermitted } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { ErasureStore } from './erasure.store.js';

/** The second person: a focal point of the person's region, who is not the one who asks. Decides within 24 hours, once. */
@Injectable()
export class DecideErasure {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: ErasureStore,
  ) {}

  /** @throws NotFound, StepUpRequired, Refusal. */
  execute(actor: Actor, requestId: string, approved: boolean, command?: Command): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      'WITNESS_IDENTITY:APPROVE',
      async (change) => {
        const { run } = change;
        const request = await this.store.one(run, actor, requestId);
        await demandConditions(ruleOf(actor), { run, request });
        if (request.old) refuse('REQUEST_TOO_OLD');
        if (!(await this.store.decide(run, actor.accountId, requestId, approved))) refuse('REQUEST_DECIDED');
        const type = approved ? 'ErasureApproved' : 'ErasureRefused';
        change.record({ type, id: request.personId, caseId: null });
        return { id: requestId, version: 1 };
      },
      command,
    );
  }
}

function ruleOf({ role }: Actor): NonNullable<ReturnType<typeof may>> {
  const reader = isSystemActor(role) ? null : readerOf(role);
  const rule = reader && may(reader.role, reader.scope, 'WITNESS_IDENTITY:APPROVE');
  if (!rule) throw new NotPermitted();
  return rule;
}
