import type { Type } from '@nestjs/common';
import { Field, ID, InputType, Int, IntersectionType, ObjectType, OmitType, PartialType } from '@nestjs/graphql';
import { IsInt, Min } from 'class-validator';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, IdField } from '../platform/graphql/fields.js';
import type { CaseBound } from './domain/case-bound.js';

/** What every record of a case publishes. */
@ObjectType({ isAbstract: true })
export class CaseBoundType implements Omit<CaseBound, 'ordinal' | 'region'> {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The case that it belongs to.' })
  readonly caseId!: string;

  @Field(() => Int, { description: 'Rises with every change; give it back with yours.' })
  readonly version!: number;

  @DayField('The day on which the mission learned of it; the rules see it from then on.')
  readonly recordedOn!: CalendarDate;

  @Field({ description: 'Taken back as entered in error; it counts nowhere.' })
  readonly withdrawn!: boolean;
}

/** What every new record of a case may bring. */
@InputType({ isAbstract: true })
export class NewCaseRecordInput {
  @IdField('An id of your choice, so that a repeated request makes no second record.', { optional: true })
  readonly id?: string;

  @IdField('The case.')
  readonly caseId!: string;

  @DayField('The day on which the mission learned of it; today when left out.', { optional: true })
  readonly recordedOn?: CalendarDate;
}

/** Which record changes, and the version that was read. */
@InputType({ isAbstract: true })
export class AmendmentInput {
  @IdField('The record.')
  readonly id!: string;

  @Field(() => Int, { description: 'The version that was read; another one is STALE.' })
  @IsInt()
  @Min(1)
  readonly version!: number;
}

/** The input that changes a record: everything of the input that makes one, all optional, but what can never change. */
export function AmendmentOf<Create, Fixed extends keyof Create>(
  create: Type<Create>,
  fixed: readonly Fixed[],
): Type<AmendmentInput & Partial<Omit<Create, Fixed>>> {
  return IntersectionType(
    AmendmentInput,
    PartialType(OmitType(create, fixed), { omitDefaultValues: true }),
  ) as unknown as Type<AmendmentInput & Partial<Omit<Create, Fixed>>>;
}
