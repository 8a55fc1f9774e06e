import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, EnumField, enumeration, IdField, IntegerField } from '../platform/graphql/fields.js';
import { type Judgment, type JudgmentResult, judgmentResults } from './domain/judgment.js';

const JudgmentResultEnumeration = enumeration(
  'JudgmentResult',
  judgmentResults,
  'What the court of first instance decided.',
);
/** A hundred years of imprisonment in months. */
const LONGEST_SENTENCE = 1_200;

@ObjectType('Judgment', { description: 'The first-instance judgment of a cycle.' })
export class JudgmentType extends CaseBoundType implements Published<Judgment> {
  @Field(() => ID, { description: 'The cycle.' })
  readonly cycleId!: string;

  @DayField('The day on which it was pronounced.')
  readonly pronouncedOn!: CalendarDate;

  @EnumField(JudgmentResultEnumeration, 'What the court decided.')
  readonly result!: JudgmentResult;

  @Field(() => Int, { nullable: true, description: 'The sentence of imprisonment in months.' })
  readonly months!: number | null;
}

@InputType({ description: 'A judgment.' })
export class CreateJudgmentInput extends NewCaseRecordInput {
  @IdField('The cycle; the latest when left out.', { optional: true })
  readonly cycleId?: string;

  @DayField('The day on which it was pronounced.')
  readonly pronouncedOn!: CalendarDate;

  @EnumField(JudgmentResultEnumeration, 'What the court decided.')
  readonly result!: JudgmentResult;

  @IntegerField('The sentence of imprisonment in months.', { optional: true, min: 0, max: LONGEST_SENTENCE })
  readonly months?: number | null;
}

@InputType({ description: 'Changes of a judgment; what is left out stays.' })
export class UpdateJudgmentInput extends AmendmentOf(CreateJudgmentInput, ['id', 'caseId']) {}
