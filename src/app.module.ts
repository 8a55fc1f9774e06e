import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module.js';
import { waitingPlace } from './access/level.js';
import { RecordTree } from './access/record-tree.js';
import { AccountsModule } from './accounts/accounts.module.js';
import { caseRecord } from './cases/case.tables.js';
import { CasesModule } from './cases/cases.module.js';
import { DocketModule } from './docket/docket.module.js';
import { HearingsModule } from './hearings/hearings.module.js';
import { IndictmentsModule } from './indictments/indictments.module.js';
import { JudgmentsModule } from './judgments/judgments.module.js';
import { LegalAidModule } from './legal-aid/legal-aid.module.js';
import { PersonsModule } from './persons/persons.module.js';
import { GraphqlModule } from './platform/graphql/graphql.module.js';
import { HealthController } from './health/health.controller.js';
import type { Platform } from './platform/platform.js';
import { PlatformModule } from './platform/platform.module.js';
import { records } from './records.js';
import { ReferenceModule } from './reference/reference.module.js';
import { ReportsModule } from './reports/reports.module.js';
import { RetentionModule } from './retention/retention.module.js';
import { TestimonyModule } from './testimony/testimony.module.js';
import { WitnessesModule } from './witnesses/witnesses.module.js';

/** TypeORM's view of the records. */
export const entities = records.map(({ table }) => table.entity);

/** The list of features, in the order in which they may know one another. */
@Module({})
export class AppModule {
  static with(platform: Platform): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(platform),
        AccessModule.with({
          records,
          caseRecord,
          assessmentDay: platform.config.assessmentDay,
        }),
        GraphqlModule.with({
          log: platform.log,
          showSchema: platform.config.showSchema,
          tree: RecordTree,
          place: waitingPlace,
        }),
        ReferenceModule,
        AccountsModule,
        PersonsModule,
        RetentionModule.with(platform.config.dataFolder),
        CasesModule,
        IndictmentsModule,
        JudgmentsModule,
        HearingsModule,
        WitnessesModule,
        LegalAidModule,
        TestimonyModule,
        ReportsModule,
        DocketModule,
      ],
      controllers: [HealthController],
    };
  }
}
