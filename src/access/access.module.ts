import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { clock } from '../platform/clock.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { Database } from '../platform/db/database.js';
import { AuditResolver } from './audit.resolver.js';
import { AuditStore } from './audit.store.js';
import { CaseRecords } from './case-records.js';
import { EveryOperationSays } from './every-operation-says.js';
import { NeedsGuard } from './needs.guard.js';
import { Readings } from './reading.js';
import type { RecordDefinition } from './record.js';
import { RecordTree } from './record-tree.js';
import { StepUp } from './step-up.js';
import { Today } from './today.js';
import { TrailSealer } from './trail-sealer.js';
import { UnitOfWork } from './unit-of-work.js';

interface AccessSettings {
  /** Every kind of record, each after those that it names. */
  readonly records: readonly RecordDefinition<never>[];
  readonly caseRecord: RecordDefinition<never>;
  readonly assessmentDay: CalendarDate | null;
}

/** The door: everything that reads or changes a record passes it. */
@Global()
@Module({})
export class AccessModule {
  static with({ records, caseRecord, assessmentDay }: AccessSettings): DynamicModule {
    return {
      module: AccessModule,
      imports: [DiscoveryModule],
      providers: [
        Readings,
        {
          provide: UnitOfWork,
          inject: [Database],
          useFactory: (database: Database) => new UnitOfWork(database, records),
        },
        EveryOperationSays,
        StepUp,
        TrailSealer,
        AuditStore,
        AuditResolver,
        { provide: APP_GUARD, useClass: NeedsGuard },
        { provide: Today, useFactory: () => new Today(assessmentDay, clock.today) },
        {
          provide: RecordTree,
          inject: [Readings],
          useFactory: (readings: Readings) => {
            const tree = new RecordTree(readings);
            for (const record of records) tree.hang(record);
            return tree;
          },
        },
        {
          provide: CaseRecords,
          inject: [UnitOfWork, Today],
          useFactory: (work: UnitOfWork, today: Today) => new CaseRecords(work, today, caseRecord as never),
        },
      ],
      exports: [Readings, UnitOfWork, Today, RecordTree, CaseRecords, StepUp, TrailSealer],
    };
  }
}
