import { Module } from '@nestjs/common';
import { AmendReferenceEntry } from './amend-reference-entry.js';
import { LoadReferencePack } from './load-reference-pack.js';
import { ReferenceResolver } from './reference.resolver.js';
import { ReferenceStore } from './reference.store.js';

@Module({
  providers: [ReferenceStore, AmendReferenceEntry, LoadReferencePack, ReferenceResolver],
  exports: [LoadReferencePack],
})
export class ReferenceModule {}
