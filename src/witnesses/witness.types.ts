import { Field, InputType, ObjectType } from '@nestjs/graphql';
import { Matches } from 'class-validator';
import type { Shown } from '../access/domain/masking.js';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import { ShownField, ShownId, ShownText } from '../access/shown.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import {
  CodeField,
  DayField,
  EnumField,
  EnumListField,
  enumeration,
  IdField,
  TruthField,
} from '../platform/graphql/fields.js';
import {
  type Counterbalance,
  counterbalances,
  type Effort,
  efforts,
  materialities,
  type Materiality,
  type OtherReason,
  otherReasons,
  type Willingness,
  willingnesses,
  type Witness,
  type WitnessRole,
  witnessRoles,
} from './domain/witness.js';

const WitnessRoleEnumeration = enumeration('WitnessRole', witnessRoles, 'In what role someone is a witness.');
const MaterialityEnumeration = enumeration('Materiality', materialities, 'How much the case rests on a witness.');
const WillingnessEnumeration = enumeration(
  'Willingness',
  willingnesses,
  'Whether she wishes to testify; it is hers to decide.',
);
const OtherReasonEnumeration = enumeration(
  'OtherReason',
  otherReasons,
  'Why a witness cannot be heard, other than a departure.',
);
const EffortEnumeration = enumeration(
  'Effort',
  efforts,
  'What the authorities did to bring or hear an absent witness.',
);
const CounterbalanceEnumeration = enumeration(
  'Counterbalance',
  counterbalances,
  'What made up for evidence that the defence could not test.',
);

@ObjectType('Witness', { description: 'A person in the role of a witness in one case: a code, never a name.' })
export class WitnessType extends CaseBoundType implements Published<Witness, 'personId' | 'nationality'> {
  @ShownField(ShownId, 'Which person it is, the same in every case of hers.')
  readonly personId!: Shown<string>;

  @Field({ description: 'The code in this case: `V1`. Headquarters sees a pseudonym of the report in its place.' })
  readonly code!: string;

  @EnumField(WitnessRoleEnumeration, 'Victim, other witness, or expert.')
  readonly role!: WitnessRole;

  @TruthField('Whether the testimony is in scope: proposed, summoned, or relied on by a party.')
  readonly expected!: boolean;

  @TruthField('Under 18.')
  readonly minor!: boolean;

  @ShownField(ShownText, 'ISO 3166-1 alpha-2, `YU` and `XK` included.')
  readonly nationality!: Shown<string>;

  @EnumField(MaterialityEnumeration, 'How much the case rests on this witness.')
  readonly materiality!: Materiality;

  @EnumField(WillingnessEnumeration, 'Whether she wishes to testify.')
  readonly willing!: Willingness;

  @DayField('The last day on which contact was verified.', { optional: true })
  readonly contactVerifiedOn!: CalendarDate | null;

  @TruthField('Whether documented efforts give a good reason for the absence.')
  readonly goodReason!: boolean;

  @EnumListField(EffortEnumeration, 'What was done to bring or hear her.')
  readonly efforts!: readonly Effort[];

  @EnumListField(CounterbalanceEnumeration, 'What made up for evidence that was not tested.')
  readonly counterbalance!: readonly Counterbalance[];

  @EnumField(OtherReasonEnumeration, 'Why she cannot be heard, other than a departure.', { optional: true })
  readonly otherReason!: OtherReason | null;

  @DayField('Since when.', { optional: true })
  readonly otherReasonOn!: CalendarDate | null;

  @DayField('Since when the mission knows of it; since it arose when empty.', { optional: true })
  readonly otherReasonRecordedOn!: CalendarDate | null;
}

@InputType({ description: 'A witness of a case.' })
export class CreateWitnessInput extends NewCaseRecordInput {
  @IdField('The person, if known from another case; a new one when left out.', { optional: true })
  readonly personId?: string;

  @CodeField('The code in this case: `V1`. Never a name.')
  readonly code!: string;

  @EnumField(WitnessRoleEnumeration, 'Victim, other witness, or expert.')
  readonly role!: WitnessRole;

  @TruthField('Whether the testimony is in scope.', { default: true })
  readonly expected!: boolean;

  @TruthField('Under 18.', { default: false })
  readonly minor!: boolean;

  @CodeField('ISO 3166-1 alpha-2, `YU` and `XK` included.', { optional: true })
  @Matches(/^[A-Z]{2}$/, { message: 'must be two capital letters' })
  readonly nationality?: string | null;

  @EnumField(MaterialityEnumeration, 'How much the case rests on this witness.', { default: 'UNKNOWN' })
  readonly materiality!: Materiality;

  @EnumField(WillingnessEnumeration, 'Whether she wishes to testify.', { default: 'UNKNOWN' })
  readonly willing!: Willingness;

  @DayField('The last day on which contact was verified.', { optional: true })
  readonly contactVerifiedOn?: CalendarDate | null;

  @TruthField('Whether documented efforts give a good reason for the absence.', { default: false })
  readonly goodReason!: boolean;

  @EnumListField(EffortEnumeration, 'What was done to bring or hear her.', { default: [] })
  readonly efforts!: Effort[];

  @EnumListField(CounterbalanceEnumeration, 'What made up for evidence that was not tested.', { default: [] })
  readonly counterbalance!: Counterbalance[];

  @EnumField(OtherReasonEnumeration, 'Why she cannot be heard, other than a departure.', { optional: true })
  readonly otherReason?: OtherReason | null;

  @DayField('Since when.', { optional: true })
  readonly otherReasonOn?: CalendarDate | null;

  @DayField('Since when the mission knows of it; since it arose when left out.', { optional: true })
  readonly otherReasonRecordedOn?: CalendarDate | null;
}

@InputType({ description: 'Changes of a witness; what is left out stays.' })
export class UpdateWitnessInput extends AmendmentOf(CreateWitnessInput, ['id', 'caseId']) {}
