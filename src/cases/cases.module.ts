import { Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseFieldsResolver, ChargeFieldsResolver } from './case-fields.resolver.js';
import { accusedRecord, chargeRecord, cycleRecord, terminationRecord } from './case.tables.js';
import {
  AccusedType,
  CaseType,
  ChargeType,
  CreateAccusedInput,
  CreateChargeInput,
  CreateCycleInput,
  CreateTerminationInput,
  CycleType,
  TerminationType,
  UpdateAccusedInput,
  UpdateChargeInput,
  UpdateCycleInput,
  UpdateTerminationInput,
} from './case.types.js';
import { CasesResolver, CaseWithdrawal } from './cases.resolver.js';
import { OpenCase } from './open-case.js';

const parent = (): typeof CaseType => CaseType;

@Module({
  providers: [
    OpenCase,
    CasesResolver,
    CaseWithdrawal,
    CaseFieldsResolver,
    ChargeFieldsResolver,
    ...published({
      record: accusedRecord,
      type: AccusedType,
      create: CreateAccusedInput,
      update: UpdateAccusedInput,
      parent,
    }),
    ...published({
      record: chargeRecord,
      type: ChargeType,
      create: CreateChargeInput,
      update: UpdateChargeInput,
      parent,
    }),
    ...published({ record: cycleRecord, type: CycleType, create: CreateCycleInput, update: UpdateCycleInput, parent }),
    ...published({
      record: terminationRecord,
      type: TerminationType,
      create: CreateTerminationInput,
      update: UpdateTerminationInput,
      parent,
    }),
  ],
  exports: [OpenCase],
})
export class CasesModule {}
