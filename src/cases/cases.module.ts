import { Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseFieldsResolver, ChargeFieldsResolver } from './case-fields.resolver.js';
import { accusedRecord, chargeRecord, cycleRecord, evidenceClosingRecord, terminationRecord } from './case.tables.js';
import {
  AccusedType,
  CaseType,
  ChargeType,
  CreateAccusedInput,
  CreateChargeInput,
  CreateCycleInput,
  CreateEvidenceClosingInput,
  CreateTerminationInput,
  CycleType,
  EvidenceClosingType,
  TerminationType,
  UpdateAccusedInput,
  UpdateChargeInput,
  UpdateCycleInput,
  UpdateEvidenceClosingInput,
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
      record: evidenceClosingRecord,
      type: EvidenceClosingType,
      create: CreateEvidenceClosingInput,
      update: UpdateEvidenceClosingInput,
      parent,
    }),
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
