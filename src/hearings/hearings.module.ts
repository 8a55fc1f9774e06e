import { Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseType } from '../cases/case.types.js';
import { hearingRecord, summonsRecord } from './hearing.tables.js';
import {
  CreateHearingInput,
  CreateSummonsInput,
  HearingType,
  SummonsType,
  UpdateHearingInput,
  UpdateSummonsInput,
} from './hearing.types.js';

@Module({
  providers: [
    ...published({
      record: hearingRecord,
      type: HearingType,
      create: CreateHearingInput,
      update: UpdateHearingInput,
      parent: () => CaseType,
    }),
    ...published({
      record: summonsRecord,
      type: SummonsType,
      create: CreateSummonsInput,
      update: UpdateSummonsInput,
      parent: () => HearingType,
    }),
  ],
})
export class HearingsModule {}
