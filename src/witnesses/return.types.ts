import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Shown } from '../access/domain/masking.js';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import { ShownField, ShownText } from '../access/shown.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, EnumField, enumeration, IdField, TextField } from '../platform/graphql/fields.js';
import {
  type DeportationOrder,
  type DeportationOrderStatus,
  deportationOrderStatuses,
  type Movement,
  type MovementKind,
  movementKinds,
  type PlannedReturn,
  type PlanStatus,
  planStatuses,
  type Precision,
  precisions,
  type Programme,
  programmes,
  type ShelterStay,
} from './domain/return.js';

const ProgrammeEnumeration = enumeration(
  'Programme',
  programmes,
  'Under whose programme someone leaves; SELF: on her own.',
);
const PlanStatusEnumeration = enumeration(
  'PlanStatus',
  planStatuses,
  'How far a planned return has come. A plan is not a departure.',
);
const MovementKindEnumeration = enumeration('MovementKind', movementKinds, 'Whether someone left or came back.');
const PrecisionEnumeration = enumeration('Precision', precisions, 'How precisely a day is known.');
const DeportationOrderStatusEnumeration = enumeration(
  'DeportationOrderStatus',
  deportationOrderStatuses,
  'Whether a deportation order is in force.',
);

@ObjectType('ShelterStay', { description: 'A stay in a shelter, as days. The place is never recorded.' })
export class ShelterStayType extends CaseBoundType implements Published<ShelterStay> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @DayField('The day on which she entered.')
  readonly enteredOn!: CalendarDate;

  @DayField('The day on which she left.', { optional: true })
  readonly leftOn!: CalendarDate | null;
}

@InputType({ description: 'A stay in a shelter.' })
export class CreateShelterStayInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @DayField('The day on which she entered.')
  readonly enteredOn!: CalendarDate;

  @DayField('The day on which she left.', { optional: true })
  readonly leftOn?: CalendarDate | null;
}

@InputType({ description: 'Changes of a stay; what is left out stays.' })
export class UpdateShelterStayInput extends AmendmentOf(CreateShelterStayInput, ['id', 'caseId', 'witnessId']) {}

@ObjectType('PlannedReturn', { description: 'A return that is asked for or planned.' })
export class PlannedReturnType extends CaseBoundType implements Published<PlannedReturn, 'destination' | 'source'> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @EnumField(ProgrammeEnumeration, 'Under which programme.')
  readonly programme!: Programme;

  @EnumField(PlanStatusEnumeration, 'How far it has come.')
  readonly status!: PlanStatus;

  @DayField('The day for which it is scheduled.', { optional: true })
  readonly scheduledFor!: CalendarDate | null;

  @ShownField(ShownText, 'Where to.')
  readonly destination!: Shown<string>;

  @ShownField(ShownText, 'Who told the mission.')
  readonly source!: Shown<string>;
}

@InputType({ description: 'A planned return.' })
export class CreatePlannedReturnInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @EnumField(ProgrammeEnumeration, 'Under which programme.')
  readonly programme!: Programme;

  @EnumField(PlanStatusEnumeration, 'How far it has come.')
  readonly status!: PlanStatus;

  @DayField('The day for which it is scheduled.', { optional: true })
  readonly scheduledFor?: CalendarDate | null;

  @TextField('Where to; never an address.', { optional: true, max: 100 })
  readonly destination?: string | null;

  @TextField('Who told the mission, without names.', { optional: true, max: 200 })
  readonly source?: string | null;
}

@InputType({ description: 'Changes of a plan; what is left out stays.' })
export class UpdatePlannedReturnInput extends AmendmentOf(CreatePlannedReturnInput, ['id', 'caseId', 'witnessId']) {}

@ObjectType('Movement', { description: 'A departure or a return that has happened.' })
export class MovementType extends CaseBoundType implements Published<Movement, 'destination' | 'source'> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @EnumField(MovementKindEnumeration, 'Whether she left or came back.')
  readonly kind!: MovementKind;

  @EnumField(ProgrammeEnumeration, 'Under which programme she left.', { optional: true })
  readonly programme!: Programme | null;

  @DayField('The day; any day of the month for MONTH, none for UNKNOWN.', { optional: true })
  readonly date!: CalendarDate | null;

  @EnumField(PrecisionEnumeration, 'How precisely the day is known.')
  readonly precision!: Precision;

  @DayField('The last day on which she was known to be there.', { optional: true })
  readonly lastConfirmedPresence!: CalendarDate | null;

  @ShownField(ShownText, 'Where to.')
  readonly destination!: Shown<string>;

  @ShownField(ShownText, 'Who told the mission.')
  readonly source!: Shown<string>;
}

@InputType({ description: 'A departure or a return that has happened.' })
export class CreateMovementInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @EnumField(MovementKindEnumeration, 'Whether she left or came back.')
  readonly kind!: MovementKind;

  @EnumField(ProgrammeEnumeration, 'Under which programme she left.', { optional: true })
  readonly programme?: Programme | null;

  @DayField('The day; any day of the month for MONTH, none for UNKNOWN.', { optional: true })
  readonly date?: CalendarDate | null;

  @EnumField(PrecisionEnumeration, 'How precisely the day is known.', { default: 'EXACT' })
  readonly precision!: Precision;

  @DayField('The last day on which she was known to be there.', { optional: true })
  readonly lastConfirmedPresence?: CalendarDate | null;

  @TextField('Where to; never an address.', { optional: true, max: 100 })
  readonly destination?: string | null;

  @TextField('Who told the mission, without names.', { optional: true, max: 200 })
  readonly source?: string | null;
}

@InputType({ description: 'Changes of a movement; what is left out stays.' })
export class UpdateMovementInput extends AmendmentOf(CreateMovementInput, ['id', 'caseId', 'witnessId']) {}

@ObjectType('DeportationOrder', { description: 'A deportation order against a witness.' })
export class DeportationOrderType extends CaseBoundType implements Published<DeportationOrder> {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @DayField('The day on which it was issued.')
  readonly issuedOn!: CalendarDate;

  @EnumField(DeportationOrderStatusEnumeration, 'Whether it is in force.')
  readonly status!: DeportationOrderStatus;
}

@InputType({ description: 'A deportation order.' })
export class CreateDeportationOrderInput extends NewCaseRecordInput {
  @IdField('The witness.')
  readonly witnessId!: string;

  @DayField('The day on which it was issued.')
  readonly issuedOn!: CalendarDate;

  @EnumField(DeportationOrderStatusEnumeration, 'Whether it is in force.')
  readonly status!: DeportationOrderStatus;
}

@InputType({ description: 'Changes of an order; what is left out stays.' })
export class UpdateDeportationOrderInput extends AmendmentOf(CreateDeportationOrderInput, [
  'id',
  'caseId',
  'witnessId',
]) {}
