import { Module } from '@nestjs/common';
import { PayloadOf, published, recordMutations } from '../access/record-resolver.js';
import { CaseType } from '../cases/case.types.js';
import { AssignmentFieldsResolver, LawyersResolver } from './legal-aid.resolver.js';
import { assignmentRecord, caseFileEntryRecord, lawyerRecord } from './legal-aid.tables.js';
import {
  AssignmentType,
  CaseFileEntryType,
  CreateAssignmentInput,
  CreateCaseFileEntryInput,
  CreateLawyerInput,
  LawyerType,
  UpdateAssignmentInput,
  UpdateCaseFileEntryInput,
  UpdateLawyerInput,
} from './legal-aid.types.js';

@Module({
  providers: [
    LawyersResolver,
    AssignmentFieldsResolver,
    recordMutations({
      record: lawyerRecord,
      type: LawyerType,
      payload: PayloadOf(LawyerType, 'Lawyer'),
      create: CreateLawyerInput,
      update: UpdateLawyerInput,
    }),
    ...published({
      record: assignmentRecord,
      type: AssignmentType,
      create: CreateAssignmentInput,
      update: UpdateAssignmentInput,
      parent: () => CaseType,
    }),
    ...published({
      record: caseFileEntryRecord,
      type: CaseFileEntryType,
      create: CreateCaseFileEntryInput,
      update: UpdateCaseFileEntryInput,
      parent: () => AssignmentType,
    }),
  ],
})
export class LegalAidModule {}
