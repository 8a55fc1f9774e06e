import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import { type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { Stale } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { type Identity, type IdentityField, identityFields } from './domain/identity.js';
import { IdentityVault } from './identity-vault.js';
import { demandStanding } from './standing.js';

export interface IdentityInput extends Partial<Identity> {
  readonly personId: string;
  /** The version that was read; null when there is no identity yet. */
  readonly version: number | null;
}

/** Records who a person is, or corrects it, without showing what was there. */
@Injectable()
export class SetIdentity {
  constructor(
    private readonly work: UnitOfWork,
    private readonly vault: IdentityVault,
  ) {}

  /** @throws NotFound, StepUpRequired, Stale, Refusal IDENTITY_ERASED. */
  execute(
    actor: Actor,
    { personId, version, ...input }: IdentityInput,
    key: string | null,
  ): Promise<Performed<Written>> {
    const values = givenValues(input);
    return this.work.perform(
      actor,
      'WITNESS_IDENTITY:UPDATE',
      async (change) => {
        const standing = await demandStanding(change.run, actor, personId, (state) =>
          state === 'NONE' ? 'CREATE' : 'UPDATE',
        );
        await demandConditions(standing.rule, { run: change.run, personId });
        if (standing.state === 'ERASED') refuse('IDENTITY_ERASED');
        if ((standing.state === 'NONE') !== (version === null)) throw new Stale();
        const person = { id: personId, region: standing.region };
        if (version === null) await this.vault.add(change.run, person, values);
        else await this.vault.change(change.run, person, version, values);
        const type = version === null ? 'IdentityRecorded' : 'IdentityAmended';
        change.record({ type, id: personId, caseId: null, fields: Object.keys(values) });
        return { id: personId, version: (version ?? 0) + 1 };
      },
      key ? { operation: 'setIdentity', key, input: this.vault.fingerprint({ personId, version, values }) } : undefined,
    );
  }
}

/** What was given, in the order of the fields; blank text is no text. */
function givenValues(input: Partial<Identity>): Partial<Record<IdentityField, string | null>> {
  const given = identityFields.flatMap((field) => {
    const value = input[field];
    return value === undefined ? [] : [[field, value?.normalize('NFC').trim() || null] as const];
  });
  return Object.fromEntries(given);
}
