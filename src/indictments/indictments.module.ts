import { Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseType } from '../cases/case.types.js';
import { indictmentRecord } from './indictment.tables.js';
import { CreateIndictmentInput, IndictmentType, UpdateIndictmentInput } from './indictment.types.js';

@Module({
  providers: [
    ...published({
      record: indictmentRecord,
      type: IndictmentType,
      create: CreateIndictmentInput,
      update: UpdateIndictmentInput,
      parent: () => CaseType,
    }),
  ],
})
export class IndictmentsModule {}
