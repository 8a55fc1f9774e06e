import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import type { RetentionRule } from './domain/retention.js';
import { storeRetentionRule } from './retention-rule.store.js';

export interface RetentionRuleInput extends Omit<RetentionRule, 'version'> {
  /** The version that was read; null for a new rule. */
  readonly version: number | null;
}

/** Says how long data of a class are kept after an event. Nothing is erased by it: somebody has to ask. */
@Injectable()
export class SetRetentionRule {
  constructor(private readonly work: UnitOfWork) {}

  /** @throws Stale. */
  execute(actor: Actor, { version, ...rule }: RetentionRuleInput, command?: Command): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      'REFERENCE_DATA:UPDATE',
      async (change) => {
        const stored = await storeRetentionRule(change, rule, version);
        const id = `${rule.dataClass} ${rule.event}`;
        change.record({ type: 'RetentionRuleSet', id, caseId: null, fields: ['months'] });
        return { id, version: stored };
      },
      command,
    );
  }
}
