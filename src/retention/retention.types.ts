import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Min } from 'class-validator';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, EnumField, enumeration, IdField, IntegerField, TextField } from '../platform/graphql/fields.js';
import { InstantScalar } from '../platform/graphql/scalars.js';
import { type ErasureDecision, erasureDecisions, type ErasureGround, erasureGrounds } from './domain/erasure.js';
import {
  type RetainedClass,
  retainedClasses,
  type RetentionEvent,
  retentionEvents,
  type RetentionRule,
} from './domain/retention.js';

const RetainedClassEnumeration = enumeration('RetainedClass', retainedClasses, 'Classes of data that can be erased.');
const RetentionEventEnumeration = enumeration('RetentionEvent', retentionEvents, 'What a period is counted from.');
const ErasureGroundEnumeration = enumeration('ErasureGround', erasureGrounds, 'Why an identity may be erased.');
const ErasureDecisionEnumeration = enumeration('ErasureDecision', erasureDecisions, 'What the second person decided.');

const LONGEST_PERIOD = 1_200;

@ObjectType('RetentionRule', { description: 'How long data of a class are kept after an event.' })
export class RetentionRuleType implements RetentionRule {
  @EnumField(RetainedClassEnumeration, 'The class.')
  readonly dataClass!: RetainedClass;

  @EnumField(RetentionEventEnumeration, 'What the period is counted from.')
  readonly event!: RetentionEvent;

  @Field(() => Int, { description: 'The period in months.' })
  readonly months!: number;

  @Field(() => Int, { description: 'Rises with every change; give it back with yours.' })
  readonly version!: number;
}

@InputType({ description: 'A rule, new or changed.' })
export class SetRetentionRuleInput {
  @EnumField(RetainedClassEnumeration, 'The class.')
  readonly dataClass!: RetainedClass;

  @EnumField(RetentionEventEnumeration, 'What the period is counted from.')
  readonly event!: RetentionEvent;

  @IntegerField('The period in months.', { min: 1, max: LONGEST_PERIOD })
  readonly months!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The version that was read; left out for a new rule. Another one is STALE.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number | null;
}

@ObjectType('RetentionRulePayload', { description: 'The rules as stored.' })
export class RetentionRulePayload {
  @Field(() => [RetentionRuleType], { description: 'All rules.' })
  readonly rules!: readonly RetentionRuleType[];

  @Field({ description: 'True when this key had been used with the same input: nothing was done again.' })
  readonly replayed!: boolean;
}

@ObjectType('RetentionCount', { description: 'What is kept in one region of one class of data.' })
class RetentionCountType {
  @EnumField(RetainedClassEnumeration, 'The class.')
  readonly dataClass!: RetainedClass;

  @Field({ description: 'The region that registered the persons.' })
  readonly region!: string;

  @Field(() => Int, { description: 'Of how many persons it is kept.' })
  readonly kept!: number;

  @Field(() => Int, { description: 'Of how many it might go today.' })
  readonly due!: number;

  @Field(() => Int, { description: 'Of how many it would be due, but for a legal hold.' })
  readonly onHold!: number;
}

@ObjectType('DuePerson', { description: 'A person of the own region whose identity might go today, by code.' })
class DuePersonType {
  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;

  @Field({ description: 'Her code.' })
  readonly code!: string;

  @DayField('The day since which it is due.')
  readonly dueOn!: CalendarDate;
}

@ObjectType('RetentionDryRun', { description: 'What the rules would erase today. Nothing is erased by asking.' })
export class RetentionDryRunType {
  @DayField('The day, of the clock.')
  readonly asOf!: CalendarDate;

  @Field(() => [RetentionCountType], { description: 'By class and region.' })
  readonly counts!: readonly RetentionCountType[];

  @Field(() => [DuePersonType], { description: 'At most 100, those due for longest first, to who sees the persons.' })
  readonly persons!: readonly DuePersonType[];
}

@InputType({ description: 'Whose identity is to be erased, and why.' })
export class RequestErasureInput {
  @IdField('The person.')
  readonly personId!: string;

  @EnumField(ErasureGroundEnumeration, 'On what ground.')
  readonly ground!: ErasureGround;

  @TextField('How it is known: who asked, when, in which form; without a name.', { max: 500 })
  readonly explanation!: string;
}

@InputType({ description: 'A request to erase an identity.' })
export class ErasureRequestInput {
  @IdField('The request.')
  readonly requestId!: string;
}

@ObjectType('ErasureRequest', { description: 'Whose identity somebody asked to have erased, and what became of it.' })
export class ErasureRequestType {
  @Field(() => ID, { description: 'Its id, for `approveErasure`, `refuseErasure` and `eraseIdentity`.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;

  @Field(() => String, { nullable: true, description: 'Her code, to one who sees the persons of that region.' })
  readonly personCode!: string | null;

  @Field({ description: 'The region that registered her, whose focal points decide.' })
  readonly region!: string;

  @Field({ description: 'Who asked, by display name.' })
  readonly requestedBy!: string;

  @EnumField(ErasureGroundEnumeration, 'On what ground.')
  readonly ground!: ErasureGround;

  @Field({ description: 'How it is known.' })
  readonly explanation!: string;

  @Field(() => InstantScalar, { description: 'When it was asked; a decision is possible for 24 hours.' })
  readonly requestedAt!: string;

  @EnumField(ErasureDecisionEnumeration, 'What the second person decided; it is good for 24 hours.')
  readonly decision!: ErasureDecision;

  @Field(() => InstantScalar, { nullable: true, description: 'When the identity was erased.' })
  readonly erasedAt!: string | null;
}

@ObjectType('ErasureRequestPayload', { description: 'The request as stored.' })
export class ErasureRequestPayload {
  @Field(() => ErasureRequestType, { description: 'The request.' })
  readonly request!: ErasureRequestType;

  @Field({ description: 'True when this key had been used with the same input: nothing was done again.' })
  readonly replayed!: boolean;
}
