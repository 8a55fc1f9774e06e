import { Module } from '@nestjs/common';
import { published } from '../access/record-resolver.js';
import { CaseType } from '../cases/case.types.js';
import {
  CreateRecoveryStepInput,
  CreateStatementInput,
  CreateTestimonyInput,
  RecoveryStepType,
  StatementType,
  TestimonyType,
  UpdateRecoveryStepInput,
  UpdateStatementInput,
  UpdateTestimonyInput,
} from './evidence.types.js';
import {
  CreateDeportationOrderInput,
  CreateMovementInput,
  CreatePlannedReturnInput,
  CreateShelterStayInput,
  DeportationOrderType,
  MovementType,
  PlannedReturnType,
  ShelterStayType,
  UpdateDeportationOrderInput,
  UpdateMovementInput,
  UpdatePlannedReturnInput,
  UpdateShelterStayInput,
} from './return.types.js';
import {
  deportationOrderRecord,
  movementRecord,
  plannedReturnRecord,
  recoveryStepRecord,
  shelterStayRecord,
  statementRecord,
  testimonyRecord,
  witnessRecord,
} from './witness.tables.js';
import { CreateWitnessInput, UpdateWitnessInput, WitnessType } from './witness.types.js';

const parent = (): typeof WitnessType => WitnessType;

@Module({
  providers: [
    ...published({
      record: witnessRecord,
      type: WitnessType,
      create: CreateWitnessInput,
      update: UpdateWitnessInput,
      parent: () => CaseType,
    }),
    ...published({
      record: statementRecord,
      type: StatementType,
      create: CreateStatementInput,
      update: UpdateStatementInput,
      parent,
    }),
    ...published({
      record: shelterStayRecord,
      type: ShelterStayType,
      create: CreateShelterStayInput,
      update: UpdateShelterStayInput,
      parent,
    }),
    ...published({
      record: plannedReturnRecord,
      type: PlannedReturnType,
      create: CreatePlannedReturnInput,
      update: UpdatePlannedReturnInput,
      parent,
    }),
    ...published({
      record: movementRecord,
      type: MovementType,
      create: CreateMovementInput,
      update: UpdateMovementInput,
      parent,
    }),
    ...published({
      record: deportationOrderRecord,
      type: DeportationOrderType,
      create: CreateDeportationOrderInput,
      update: UpdateDeportationOrderInput,
      parent,
    }),
    ...published({
      record: recoveryStepRecord,
      type: RecoveryStepType,
      create: CreateRecoveryStepInput,
      update: UpdateRecoveryStepInput,
      parent,
    }),
    ...published({
      record: testimonyRecord,
      type: TestimonyType,
      create: CreateTestimonyInput,
      update: UpdateTestimonyInput,
      parent,
    }),
  ],
})
export class WitnessesModule {}
