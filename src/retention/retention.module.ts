import { type DynamicModule, Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseType } from '../cases/case.types.js';
import { Log } from '../platform/log.js';
import { DecideErasure } from './decide-erasure.js';
import { EraseIdentity } from './erase-identity.js';
import { ErasureLedgerFile } from './erasure-ledger-file.js';
import { ErasureRequestsView } from './erasure-requests.view.js';
import { ErasureStore } from './erasure.store.js';
import { ErasuresResolver } from './erasures.resolver.js';
import { legalHoldRecord } from './legal-hold.tables.js';
import { CreateLegalHoldInput, LegalHoldType, UpdateLegalHoldInput } from './legal-hold.types.js';
import { ReapplyErasures } from './reapply-erasures.js';
import { RequestErasure } from './request-erasure.js';
import { RetentionDryRunView } from './retention-dry-run.view.js';
import { RetentionFacts } from './retention-facts.view.js';
import { RetentionResolver } from './retention.resolver.js';
import { SetRetentionRule } from './set-retention-rule.js';

/** Made once: a class of the schema is known by its name. */
const legalHold = published({
  record: legalHoldRecord,
  type: LegalHoldType,
  create: CreateLegalHoldInput,
  update: UpdateLegalHoldInput,
  parent: () => CaseType,
});

/** How long identities are kept, and how they go. */
@Module({})
export class RetentionModule {
  static with(dataFolder: string): DynamicModule {
    return {
      module: RetentionModule,
      providers: [
        { provide: ErasureLedgerFile, inject: [Log], useFactory: (log: Log) => new ErasureLedgerFile(dataFolder, log) },
        RetentionFacts,
        RetentionDryRunView,
        SetRetentionRule,
        RetentionResolver,
        ErasureStore,
        ErasureRequestsView,
        RequestErasure,
        DecideErasure,
        EraseIdentity,
        ReapplyErasures,
        ErasuresResolver,
        ...legalHold,
      ],
    };
  }
}
