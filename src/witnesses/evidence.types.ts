import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ArrayMaxSize, IsArray, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { Shown } from '../access/domain/masking.js';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import { ShownField, ShownText } from '../access/shown.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import {
  CodeField,
  CodeListField,
  DayField,
  EnumField,
  enumeration,
  IdField,
  TextField,
  TruthField,
} from '../platform/graphql/fields.js';
import {
  type RecoveryStatus,
  recoveryStatuses,
  type RecoveryStep,
  type RecoveryType,
  recoveryTypes,
} from './domain/recovery-step.js';
import {
  defenceOpportunities,
  type DefenceOpportunity,
  type OpportunityOfAccused,
  type Statement,
  type StatementTaker,
  statementTakers,
} from './domain/statement.js';
import {
  type Completion,
  completions,
  type DefenceExamination,
  defenceExaminations,
  type Objection,
  objections,
  type Testimony,
  type TestimonyMode,
  testimonyModes,
} from './domain/testimony.js';

const StatementTakerEnumeration = enumeration('StatementTaker', statementTakers, 'Who took a statement.');
const DefenceOpportunityEnumeration = enumeration(
  'DefenceOpportunity',
  defenceOpportunities,
  'Whether the defence could question the witness then.',
);
const TestimonyModeEnumeration = enumeration(
  'TestimonyMode',
  testimonyModes,
  "How a witness's evidence reached the court.",
);
const CompletionEnumeration = enumeration('Completion', completions, 'How far an examination came.');
const DefenceExaminationEnumeration = enumeration(
  'DefenceExamination',
  defenceExaminations,
  'Whether the defence examined; WAIVED: it was offered with counsel present and declined.',
);
const ObjectionEnumeration = enumeration('Objection', objections, 'What became of an objection.');
const RecoveryTypeEnumeration = enumeration(
  'RecoveryType',
  recoveryTypes,
  'How a witness who has gone can still be heard.',
);
const RecoveryStatusEnumeration = enumeration(
  'RecoveryStatus',
  recoveryStatuses,
  'How far an arrangement to hear her has come.',
);
/** Accused in one case at most, for whom an opportunity is kept. */
const MOST_ACCUSED = 100;

@ObjectType('OpportunityOfAccused', { description: 'The opportunity that one accused had to question the witness.' })
class OpportunityOfAccusedType implements OpportunityOfAccused {
  @Field({ description: "The accused's code in this case." })
  readonly accused!: string;

  @EnumField(DefenceOpportunityEnumeration, 'The opportunity.')
  readonly opportunity!: DefenceOpportunity;
}

@InputType({ description: 'The opportunity that one accused had to question the witness.' })
class OpportunityOfAccusedInput implements OpportunityOfAccused {
  @CodeField("The accused's code in this case.")
  readonly accused!: string;

  @EnumField(DefenceOpportunityEnumeration, 'The opportunity.')
  readonly opportunity!: DefenceOpportunity;
}

@ObjectType('Statement', { description: 'An earlier statement of a witness.' })
export class StatementType extends CaseBoundType implements Published<Statement, 'recording'> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @Field({ description: 'What the docket calls it: `T1`.' })
  readonly label!: string;

  @DayField('The day on which it was taken.')
  readonly takenOn!: CalendarDate;

  @EnumField(StatementTakerEnumeration, 'Who took it.')
  readonly takenBy!: StatementTaker;

  @EnumField(DefenceOpportunityEnumeration, 'Whether the defence could question her then.')
  readonly defenceOpportunity!: DefenceOpportunity;

  @Field(() => [OpportunityOfAccusedType], { description: 'Where it differs by accused; the weakest then decides.' })
  readonly opportunityByAccused!: readonly OpportunityOfAccusedType[];

  @TruthField('Whether a party relies on it as evidence.')
  readonly evidential!: boolean;

  @ShownField(ShownText, 'How it was recorded.')
  readonly recording!: Shown<string>;
}

@InputType({ description: 'A statement of a witness.' })
export class CreateStatementInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @CodeField('What the docket calls it: `T1`.')
  readonly label!: string;

  @DayField('The day on which it was taken.')
  readonly takenOn!: CalendarDate;

  @EnumField(StatementTakerEnumeration, 'Who took it.')
  readonly takenBy!: StatementTaker;

  @EnumField(DefenceOpportunityEnumeration, 'Whether the defence could question her then.', { default: 'UNKNOWN' })
  readonly defenceOpportunity!: DefenceOpportunity;

  @Field(() => [OpportunityOfAccusedInput], { defaultValue: [], description: 'Where it differs by accused.' })
  @IsArray()
  @ArrayMaxSize(MOST_ACCUSED)
  @ValidateNested({ each: true })
  @Type(() => OpportunityOfAccusedInput)
  readonly opportunityByAccused!: OpportunityOfAccusedInput[];

  @TruthField('Whether a party relies on it as evidence.', { default: false })
  readonly evidential!: boolean;

  @TextField('How it was recorded.', { optional: true })
  readonly recording?: string | null;
}

@InputType({ description: 'Changes of a statement; what is left out stays.' })
export class UpdateStatementInput extends AmendmentOf(CreateStatementInput, ['id', 'caseId', 'witnessId']) {}

@ObjectType('Testimony', { description: "What of a witness's evidence came before the court at one hearing." })
export class TestimonyType extends CaseBoundType implements Published<Testimony> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @Field(() => ID, { description: 'The hearing.' })
  readonly hearingId!: string;

  @DayField('The day.')
  readonly date!: CalendarDate;

  @EnumField(TestimonyModeEnumeration, 'How it reached the court.')
  readonly mode!: TestimonyMode;

  @EnumField(CompletionEnumeration, 'How far it came.')
  readonly completion!: Completion;

  @EnumField(DefenceExaminationEnumeration, 'Whether the defence examined.')
  readonly defenceExamined!: DefenceExamination;

  @TruthField('Whether the court admitted it.')
  readonly admitted!: boolean;

  @EnumField(ObjectionEnumeration, 'What became of an objection.')
  readonly objection!: Objection;

  @Field(() => ID, { nullable: true, description: 'The statement that was read.' })
  readonly statementId!: string | null;

  @CodeListField('Protective measures that were applied, codes of the reference pack.')
  readonly measures!: readonly string[];
}

@InputType({ description: 'Evidence of a witness at a hearing.' })
export class CreateTestimonyInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @IdField('The hearing.')
  readonly hearingId!: string;

  @DayField('The day.')
  readonly date!: CalendarDate;

  @EnumField(TestimonyModeEnumeration, 'How it reached the court.')
  readonly mode!: TestimonyMode;

  @EnumField(CompletionEnumeration, 'How far it came.')
  readonly completion!: Completion;

  @EnumField(DefenceExaminationEnumeration, 'Whether the defence examined.')
  readonly defenceExamined!: DefenceExamination;

  @TruthField('Whether the court admitted it.', { default: true })
  readonly admitted!: boolean;

  @EnumField(ObjectionEnumeration, 'What became of an objection.', { default: 'NONE' })
  readonly objection!: Objection;

  @IdField('The statement that was read.', { optional: true })
  readonly statementId?: string | null;

  @CodeListField('Protective measures that were applied, codes of the reference pack.', { default: [] })
  readonly measures!: string[];
}

@InputType({ description: 'Changes of a testimony; what is left out stays.' })
export class UpdateTestimonyInput extends AmendmentOf(CreateTestimonyInput, ['id', 'caseId', 'witnessId']) {}

@ObjectType('RecoveryStep', { description: 'An arrangement to hear a witness who has gone.' })
export class RecoveryStepType extends CaseBoundType implements Published<RecoveryStep> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @EnumField(RecoveryTypeEnumeration, 'How she is to be heard.')
  readonly type!: RecoveryType;

  @EnumField(RecoveryStatusEnumeration, 'How far it has come.')
  readonly status!: RecoveryStatus;

  @DayField('The day on which it was ordered.', { optional: true })
  readonly orderedOn!: CalendarDate | null;

  @DayField('The day by which she is to be heard.', { optional: true })
  readonly targetDate!: CalendarDate | null;
}

@InputType({ description: 'An arrangement to hear a witness who has gone.' })
export class CreateRecoveryStepInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @EnumField(RecoveryTypeEnumeration, 'How she is to be heard.')
  readonly type!: RecoveryType;

  @EnumField(RecoveryStatusEnumeration, 'How far it has come.')
  readonly status!: RecoveryStatus;

  @DayField('The day on which it was ordered.', { optional: true })
  readonly orderedOn?: CalendarDate | null;

  @DayField('The day by which she is to be heard.', { optional: true })
  readonly targetDate?: CalendarDate | null;
}

@InputType({ description: 'Changes of an arrangement; what is left out stays.' })
export class UpdateRecoveryStepInput extends AmendmentOf(CreateRecoveryStepInput, ['id', 'caseId', 'witnessId']) {}
