import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, IdField } from '../platform/graphql/fields.js';
import type { Indictment } from './domain/indictment.js';

@ObjectType('Indictment', { description: 'The indictment that opened the main trial of a cycle.' })
export class IndictmentType extends CaseBoundType implements Published<Indictment> {
  @Field(() => ID, { description: 'The cycle.' })
  readonly cycleId!: string;

  @DayField('The day on which the prosecutor filed it.')
  readonly filedOn!: CalendarDate;

  @DayField('The day on which it was served on the accused.', { optional: true })
  readonly servedOn!: CalendarDate | null;

  @DayField('The day on which it became final.', { optional: true })
  readonly confirmedOn!: CalendarDate | null;

  @DayField('The day on which it was withdrawn.', { optional: true })
  readonly withdrawnOn!: CalendarDate | null;
}

@InputType({ description: 'An indictment.' })
export class CreateIndictmentInput extends NewCaseRecordInput {
  @IdField('The cycle; the latest when left out.', { optional: true })
  readonly cycleId?: string;

  @DayField('The day on which the prosecutor filed it.')
  readonly filedOn!: CalendarDate;

  @DayField('The day on which it was served on the accused.', { optional: true })
  readonly servedOn?: CalendarDate | null;

  @DayField('The day on which it became final.', { optional: true })
  readonly confirmedOn?: CalendarDate | null;

  @DayField('The day on which it was withdrawn.', { optional: true })
  readonly withdrawnOn?: CalendarDate | null;
}

@InputType({ description: 'Changes of an indictment; what is left out stays.' })
export class UpdateIndictmentInput extends AmendmentOf(CreateIndictmentInput, ['id', 'caseId']) {}
