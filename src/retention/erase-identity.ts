import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { refuse } from '../kernel/refusal.js';
import { ErasureLedgerFile } from './erasure-ledger-file.js';
import { ErasureStore } from './erasure.store.js';
import { RetentionFacts } from './retention-facts.view.js';

/**
 * Erases an identity by destroying its key, on a request that a second person approved. The record stays as it is: its
 * codes, days and counts name nobody. Nobody can bring the identity back.
 */
@Injectable()
export class EraseIdentity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: ErasureStore,
    private readonly facts: RetentionFacts,
    private readonly ledger: ErasureLedgerFile,
  ) {}

  /** @returns the request. @throws NotFound, NotPermitted, StepUpRequired, Refusal. */
  async execute(actor: Actor, requestId: string, command?: Command): Promise<Performed<Written>> {
    const erased: string[] = [];
    const performed = await this.work.perform(
      actor,
      'WITNESS_IDENTITY:ERASE',
      async (change) => {
        const { run } = change;
        const request = await this.store.one(run, actor, requestId);
        const { personId, ground } = request;
        const rule = await this.store.terms(run, actor, personId);
        const retention = await this.facts.of(run, actor, personId, ground);
        await demandConditions(rule, { run, request, retention });
        const refusal = await this.store.erase(run, requestId);
        if (refusal) refuse(refusal);
        await this.store.notify(run, actor.accountId, personId, 'IDENTITY_ERASED');
        change.record({ type: 'IdentityErased', id: personId, caseId: null });
        erased.splice(0, Infinity, personId);
        return { id: requestId, version: 1 };
      },
      command,
    );
    await this.ledger.addOrTell(erased);
    return performed;
  }
}
