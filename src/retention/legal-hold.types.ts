import { Field, InputType, ObjectType } from '@nestjs/graphql';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, TextField } from '../platform/graphql/fields.js';
import type { LegalHold } from './domain/legal-hold.js';

@ObjectType('LegalHold', { description: 'While it lies on a case, nobody in the case is erased.' })
export class LegalHoldType extends CaseBoundType implements Published<LegalHold> {
  @Field({ description: 'Why it was set.' })
  readonly reason!: string;

  @DayField('The day on which it was lifted; it holds until then.', { optional: true })
  readonly liftedOn!: CalendarDate | null;

  @Field(() => String, { nullable: true, description: 'Why it was lifted.' })
  readonly liftReason!: string | null;
}

@InputType({ description: 'A legal hold.' })
export class CreateLegalHoldInput extends NewCaseRecordInput {
  @TextField('Why nobody of the case may be erased, without a name.', { max: 500 })
  readonly reason!: string;

  @DayField('The day on which it was lifted, together with the reason.', { optional: true })
  readonly liftedOn?: CalendarDate | null;

  @TextField('Why it was lifted, without a name.', { optional: true, max: 500 })
  readonly liftReason?: string | null;
}

@InputType({ description: 'Changes of a legal hold; what is left out stays.' })
export class UpdateLegalHoldInput extends AmendmentOf(CreateLegalHoldInput, ['id', 'caseId']) {}
