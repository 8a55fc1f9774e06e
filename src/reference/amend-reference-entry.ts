import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { BadInput, type InputFault, Stale } from '../kernel/errors.js';
import { contradictions } from './domain/check-reference-pack.js';
import type { ReferenceKind } from './domain/reference-entry.js';
import { entryFields, type Fields } from './domain/reference-fields.js';
import type { StoredEntry } from './domain/stored-entry.js';
import { ReferenceStore } from './reference.store.js';

type Changes = Partial<Omit<StoredEntry, 'kind' | 'code' | 'version' | 'details'>>;

export type EntryAmendment = Changes & {
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

  /** @throws NotFound, Stale, BadInput: an entry keeps to the rules that its pack was checked by. */
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
        const changed = inEveryLanguage(current, changes);
        const faults = faultsOf(current, changed);
        if (faults.length > 0) throw new BadInput(faults);
        const id = `${kind} ${code}`;
        const next = await this.entries.update(change, current, changed);
        change.record({ type: 'ReferenceEntryAmended', id, caseId: null, fields: Object.keys(changes) });
        return { id, version: next };
      },
      command,
    );
  }
}

/** Given labels are all of them: a language of the pack that they leave out has no text any more. */
function inEveryLanguage({ labels: known }: StoredEntry, changes: Changes): Changes {
  if (!changes.labels) return changes;
  const none = Object.fromEntries(Object.keys(known).map((language) => [language, null]));
  return { ...changes, labels: { ...none, ...changes.labels } };
}

function faultsOf(current: StoredEntry, changes: Changes): readonly InputFault[] {
  const fields: Fields = entryFields;
  const languages = Object.keys(current.labels);
  const unaccepted = Object.entries(changes).flatMap(([name, value]) => {
    const field = fields[name];
    return field && !field.accepts(value, languages)
      ? [{ field: `input.${name}`, problem: `must be ${field.expected}` }]
      : [];
  });
  const contradicted = contradictions({ ...current, ...changes });
  return [...unaccepted, ...contradicted.map(({ path, problem }) => ({ field: `input.${path}`, problem }))];
}
