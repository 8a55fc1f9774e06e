import { Injectable } from '@nestjs/common';
import { demandConditions } from '../access/conditions.js';
import { type Actor, isSystemActor, readerOf } from '../access/domain/actor.js';
import { may } from '../access/domain/may.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { NotPermitted } from '../kernel/errors.js';
import { type Candidate, IdentityVault } from './identity-vault.js';

/**
 * Asks whether somebody may be in the vault already, before a name is recorded twice or lawyers conflict. It answers codes
 * of candidates in the own region. A change of the trail, not a look: whoever asked, and how many were found, is stored first.
 */
@Injectable()
export class FindPersons {
  constructor(
    private readonly work: UnitOfWork,
    private readonly vault: IdentityVault,
  ) {}

  /** @throws NotPermitted, StepUpRequired. */
  async execute(actor: Actor, name: string): Promise<readonly Candidate[]> {
    const found: Candidate[] = [];
    await this.work.perform(actor, 'WITNESS_IDENTITY:CREATE', async (change) => {
      const reader = isSystemActor(actor.role) ? null : readerOf(actor.role);
      const rule = reader && may(reader.role, reader.scope, 'WITNESS_IDENTITY:CREATE');
      if (!rule) throw new NotPermitted();
      await demandConditions(rule, { run: change.run });
      found.splice(0, Infinity, ...(await this.vault.candidates(change.run, actor.regions, name)));
      change.record({ type: 'PersonsSearched', id: actor.accountId, caseId: null, count: found.length });
      return null;
    });
    return found;
  }
}
