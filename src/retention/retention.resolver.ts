import { Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { commandOf, IdempotencyKey, Input } from '../access/record-resolver.js';
import { RetentionDryRunView } from './retention-dry-run.view.js';
import {
  RetentionDryRunType,
  RetentionRulePayload,
  RetentionRuleType,
  SetRetentionRuleInput,
} from './retention.types.js';
import { SetRetentionRule } from './set-retention-rule.js';

/** How long identities are kept. */
@Resolver()
export class RetentionResolver {
  constructor(
    private readonly view: RetentionDryRunView,
    private readonly set: SetRetentionRule,
  ) {}

  @Needs('REFERENCE_DATA:LIST')
  @Query(() => [RetentionRuleType], {
    description: 'How long which data are kept. What no rule ends is kept without limit.',
  })
  retentionRules(@As() actor: Actor): Promise<readonly RetentionRuleType[]> {
    return this.view.rules(actor);
  }

  @Needs('WITNESS_IDENTITY:ERASE')
  @Query(() => RetentionDryRunType, { description: 'What the rules would erase today, in counts and codes.' })
  retentionDryRun(@As() actor: Actor): Promise<RetentionDryRunType> {
    return this.view.dryRun(actor);
  }

  @Needs('REFERENCE_DATA:UPDATE')
  @Mutation(() => RetentionRulePayload, { description: 'Adds a rule, or changes the one about the same event.' })
  async setRetentionRule(
    @As() actor: Actor,
    @Input(SetRetentionRuleInput) input: SetRetentionRuleInput,
    @IdempotencyKey() key: string | null,
  ): Promise<RetentionRulePayload> {
    const { version = null, ...rule } = input;
    const { replayed } = await this.set.execute(actor, { ...rule, version }, commandOf('setRetentionRule', key, input));
    return { rules: await this.view.rules(actor), replayed };
  }
}
