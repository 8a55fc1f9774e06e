import { Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { Readings } from '../access/reading.js';
import { IdempotencyKey, Input } from '../access/record-resolver.js';
import { FindPersons } from './find-persons.js';
import {
  FindPersonsInput,
  IdentityPayload,
  IdentityRecordType,
  PersonCandidateType,
  PersonInput,
  SetIdentityInput,
} from './identity.types.js';
import { IdentityVault } from './identity-vault.js';
import { SetIdentity } from './set-identity.js';
import { demandStanding } from './standing.js';

/** Recording who somebody is. Nothing here shows it. */
@Resolver()
export class IdentitiesResolver {
  constructor(
    private readonly readings: Readings,
    private readonly vault: IdentityVault,
    private readonly set: SetIdentity,
    private readonly find: FindPersons,
  ) {}

  @Needs('WITNESS_IDENTITY:UPDATE', ['STEP_UP_TOTP'])
  @Query(() => IdentityRecordType, {
    description: 'Whether an identity is recorded, and its version. Never what it says.',
  })
  identity(@As() actor: Actor, @Input(PersonInput) { personId }: PersonInput): Promise<IdentityRecordType> {
    return this.readings.reading(actor, async ({ run }) => {
      const { state } = await demandStanding(run, actor, personId, () => 'UPDATE');
      return { state, version: await this.vault.version(run, personId) };
    });
  }

  @Needs('WITNESS_IDENTITY:UPDATE')
  @Mutation(() => IdentityPayload, {
    description: 'Records who a person is, or corrects it without showing what was there.',
  })
  async setIdentity(
    @As() actor: Actor,
    @Input(SetIdentityInput) { version = null, ...values }: SetIdentityInput,
    @IdempotencyKey() key: string | null,
  ): Promise<IdentityPayload> {
    const { result, replayed } = await this.set.execute(actor, { ...values, version }, key);
    return { personId: result.id, version: result.version, replayed };
  }

  @Needs('WITNESS_IDENTITY:CREATE')
  @Mutation(() => [PersonCandidateType], {
    description:
      'Persons of the own region who may go by a name, in any script: codes of candidates, at most 50. A mutation, so that no name stands in a cache.',
  })
  findPersons(
    @As() actor: Actor,
    @Input(FindPersonsInput) { name }: FindPersonsInput,
  ): Promise<readonly PersonCandidateType[]> {
    return this.find.execute(actor, name);
  }
}
