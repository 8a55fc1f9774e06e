import { Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseType } from '../cases/case.types.js';
import { judgmentRecord } from './judgment.tables.js';
import { CreateJudgmentInput, JudgmentType, UpdateJudgmentInput } from './judgment.types.js';

@Module({
  providers: [
    ...published({
      record: judgmentRecord,
      type: JudgmentType,
      create: CreateJudgmentInput,
      update: UpdateJudgmentInput,
      parent: () => CaseType,
    }),
  ],
})
export class JudgmentsModule {}
