import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { Stale } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import type { ReferenceKind } from './domain/reference-entry.js';
import type { StoredEntry } from './domain/stored-entry.js';
import { ReferenceStore } from './reference.store.js';

export type EntryAmendment = Partial<Omit<StoredEntry, 'kind' | 'code' | 'version' | 'details'>> & {
  readonly kind: ReferenceKind;
  readonly code: string;
  readonly version: number;
};

/** Corrects an entry: a label, a validity, who verified it. A court or provision that is in use is never deleted. */
@Injectable()
export class AmendReferenceEntry {
  constructor(
    private readonly work: UnitOfWork,
    private readonly entries: ReferenceStore,
  ) {}

  /** @throws NotFound, Stale, Refusal. */
  execute(
    actor: Actor,
    { kind, code, version, ...changes }: EntryAmendment,
    command?: Command,
  ): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      'REFERENCE_DATA:UPDATE',
      async (change) => {
        const current = await this.entries.find(change, kind, code);
        if (current.version !== version) throw new Stale();
        const { validFrom, validTo } = { ...current, ...changes };
        if (validFrom && validTo && validTo < validFrom) refuse('ENDS_BEFORE_IT_BEGINS', 'input.validTo');
        const id = `${kind} ${code}`;
        const next = await this.entries.update(change, current, changes);
        change.record({ type: 'ReferenceEntryAmended', id, caseId: null, fields: Object.keys(changes) });
        return { id, version: next };
      },
      command,
    );
  }
}
