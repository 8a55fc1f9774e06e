import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { commandOf, IdempotencyKey, Input } from '../access/record-resolver.js';
import { AmendReferenceEntry } from './amend-reference-entry.js';
import type { Labels, ReferenceKind } from './domain/reference-entry.js';
import type { StoredEntry } from './domain/stored-entry.js';
import { ReferenceStore } from './reference.store.js';
import {
  publishedEntry,
  ReferenceEntryType,
  ReferenceKindEnumeration,
  UpdateReferenceEntryInput,
} from './reference.types.js';

@Resolver(() => ReferenceEntryType)
export class ReferenceResolver {
  constructor(
    private readonly entries: ReferenceStore,
    private readonly amendEntry: AmendReferenceEntry,
  ) {}

  @Needs('REFERENCE_DATA:LIST')
  @Query(() => [ReferenceEntryType], { description: 'All entries of one kind: courts, provisions, codes.' })
  async referenceEntries(
    @As() actor: Actor,
    @Args('kind', { type: () => ReferenceKindEnumeration.type, description: 'Which kind.' }) kind: ReferenceKind,
  ): Promise<readonly ReferenceEntryType[]> {
    return (await this.entries.list(actor, kind)).map(publishedEntry);
  }

  @Needs('REFERENCE_DATA:UPDATE')
  @Mutation(() => ReferenceEntryType, { description: 'Corrects an entry, or retires it by its last day.' })
  async updateReferenceEntry(
    @As() actor: Actor,
    @Input(UpdateReferenceEntryInput) input: UpdateReferenceEntryInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ReferenceEntryType> {
    const { labels, ...rest } = input;
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    const changes: Partial<StoredEntry> = labels ? { ...given, labels: asLabels(labels) } : given;
    await this.amendEntry.execute(
      actor,
      { ...changes, kind: input.kind, code: input.code, version: input.version },
      commandOf('updateReferenceEntry', key, input),
    );
    return publishedEntry(await this.entries.one(actor, input.kind, input.code));
  }
}

function asLabels(labels: readonly { readonly language: string; readonly text: string }[]): Labels {
  return Object.fromEntries(labels.map(({ language, text }) => [language, text])) as Labels;
}
