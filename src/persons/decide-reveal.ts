import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { NotFound } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { RevealStore } from './reveal.store.js';
import { demandStanding } from './standing.js';

/** The second person: a focal point of the person's region, who is not the one who asks. Decides within 24 hours, once. */
@Injectable()
export class DecideReveal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: RevealStore,
  ) {}

  /** @throws NotFound, StepUpRequired, Refusal. */
  execute(actor: Actor, requestId: string, approved: boolean, command?: Command): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      'WITNESS_IDENTITY:APPROVE',
      async (change) => {
        const { run } = change;
        const request = await this.store.inRegions(run, actor.regions, requestId);
        if (!request) throw new NotFound();
        const { rule } = await demandStanding(run, actor, request.personId, () => 'APPROVE');
        await demandConditions(rule, { run, request });
        if (!request.secondPerson) refuse('NO_DECISION_NEEDED');
        if (request.old) refuse('REQUEST_TOO_OLD');
        if (!(await this.store.decide(run, actor.accountId, requestId, approved))) refuse('REQUEST_DECIDED');
        change.record({ type: approved ? 'RevealApproved' : 'RevealRefused', id: request.personId, caseId: null });
        return { id: requestId, version: 1 };
      },
      command,
    );
  }
}
