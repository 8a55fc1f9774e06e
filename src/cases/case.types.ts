import { Field, ID, InputType, Int, ObjectType, OmitType } from '@nestjs/graphql';
import type { Shown } from '../access/domain/masking.js';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import { ShownField, ShownId, ShownText } from '../access/shown.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import {
  CodeField,
  DayField,
  EnumField,
  enumeration,
  IdField,
  IntegerField,
  TextField,
} from '../platform/graphql/fields.js';
import type { Accused } from './domain/accused.js';
import type { Charge } from './domain/charge.js';
import {
  type Cycle,
  type CycleOpening,
  cycleOpenings,
  type EvidenceClosing,
  type Termination,
  type TerminationKind,
  terminationKinds,
} from './domain/cycle.js';
import { caseStages } from './domain/stage.js';
import type { TraffickingCase } from './domain/trafficking-case.js';

const CycleOpeningEnumeration = enumeration('CycleOpening', cycleOpenings, 'What opened a cycle of the main trial.');
const TerminationKindEnumeration = enumeration(
  'TerminationKind',
  terminationKinds,
  'How proceedings ended without a judgment.',
);
export const CaseStageEnumeration = enumeration(
  'CaseStage',
  caseStages,
  'How far proceedings have come; derived from their events.',
);

@ObjectType('Case', { description: 'Proceedings for trafficking, from the police phase on.' })
export class CaseType
  extends OmitType(CaseBoundType, ['caseId'])
  implements Omit<Published<TraffickingCase, 'title' | 'outcome'>, 'importedHash'>
{
  @Field({ description: 'Pseudonymous and generated: `PRI-0001/01`.' })
  readonly code!: string;

  @Field(() => String, { nullable: true, description: 'The name under which a docket file knows the case.' })
  readonly externalReference!: string | null;

  @Field(() => String, { nullable: true, description: 'The number that the court gave.' })
  readonly courtNumber!: string | null;

  @Field({ name: 'courtCode', description: 'The court, a code of the reference pack.' })
  readonly court!: string;

  @Field({ description: 'The region, a code of the reference pack; it follows from the court.' })
  readonly region!: string;

  @ShownField(ShownText, 'A line about the case.')
  readonly title!: Shown<string>;

  @ShownField(ShownText, 'How the case ended, in words.')
  readonly outcome!: Shown<string>;
}

@InputType({ description: 'A new case. Its code, its region and its first cycle follow.' })
export class CreateCaseInput extends OmitType(NewCaseRecordInput, ['caseId']) {
  @CodeField('The court of first instance, a code of the reference pack.')
  readonly court!: string;

  @TextField('The number that the court gave.', { optional: true, max: 100 })
  readonly courtNumber?: string | null;

  @CodeField('The name under which a docket file knows the case.', { optional: true })
  readonly externalReference?: string | null;

  @TextField('A line about the case, without names.', { optional: true })
  readonly title?: string | null;

  @TextField('How the case ended, in words and without names.', { optional: true })
  readonly outcome?: string | null;
}

@InputType({ description: 'Changes of a case; what is left out stays.' })
export class UpdateCaseInput extends AmendmentOf(CreateCaseInput, ['id', 'court', 'externalReference']) {}

@ObjectType('Accused', { description: 'A person who stands accused in one case, by code.' })
export class AccusedType extends CaseBoundType implements Published<Accused, 'personId'> {
  @ShownField(ShownId, 'Which person it is, the same in every case of theirs.')
  readonly personId!: Shown<string>;

  @Field({ description: 'The code in this case: `D1`.' })
  readonly code!: string;
}

@InputType({ description: 'Someone who stands accused.' })
export class CreateAccusedInput extends NewCaseRecordInput {
  @IdField('The person, if known from another case; a new one when left out.', { optional: true })
  readonly personId?: string;

  @CodeField('The code in this case: `D1`.')
  readonly code!: string;
}

@InputType({ description: 'Changes of an accused; what is left out stays.' })
export class UpdateAccusedInput extends AmendmentOf(CreateAccusedInput, ['id', 'caseId']) {}

@ObjectType('Charge', { description: 'A provision charged against one accused.' })
export class ChargeType extends CaseBoundType implements Published<Charge> {
  @Field(() => ID, { description: 'The accused.' })
  readonly accusedId!: string;

  @Field({ name: 'provisionCode', description: 'The provision, a code of the reference pack.' })
  readonly provision!: string;

  @DayField('First day of the conduct.', { optional: true })
  readonly conductFrom!: CalendarDate | null;

  @DayField('Last day of the conduct.', { optional: true })
  readonly conductTo!: CalendarDate | null;
}

@InputType({ description: 'A charge.' })
export class CreateChargeInput extends NewCaseRecordInput {
  @IdField('The accused.')
  readonly accusedId!: string;

  @CodeField('The provision, a code of the reference pack.')
  readonly provision!: string;

  @DayField('First day of the conduct.', { optional: true })
  readonly conductFrom?: CalendarDate | null;

  @DayField('Last day of the conduct.', { optional: true })
  readonly conductTo?: CalendarDate | null;
}

@InputType({ description: 'Changes of a charge; what is left out stays.' })
export class UpdateChargeInput extends AmendmentOf(CreateChargeInput, ['id', 'caseId']) {}

@ObjectType('Cycle', {
  description: 'One first-instance main trial with the investigation before it; a retrial or a restart opens the next.',
})
export class CycleType extends CaseBoundType implements Published<Cycle> {
  @Field(() => Int, { description: '1 for the first.' })
  readonly number!: number;

  @EnumField(CycleOpeningEnumeration, 'What opened it.')
  readonly opening!: CycleOpening;
}

@InputType({ description: 'A further cycle: the first comes with the case.' })
export class CreateCycleInput extends NewCaseRecordInput {
  @IntegerField('1 for the first.', { min: 1, max: 99 })
  readonly number!: number;

  @EnumField(CycleOpeningEnumeration, 'What opened it.')
  readonly opening!: CycleOpening;
}

@InputType({ description: 'Changes of a cycle; what is left out stays.' })
export class UpdateCycleInput extends AmendmentOf(CreateCycleInput, ['id', 'caseId']) {}

@ObjectType('EvidenceClosing', { description: 'The end of the taking of evidence in a cycle.' })
export class EvidenceClosingType extends CaseBoundType implements Published<EvidenceClosing> {
  @Field(() => ID, { description: 'The cycle.' })
  readonly cycleId!: string;

  @DayField('The day.')
  readonly closedOn!: CalendarDate;
}

@InputType({ description: 'The end of the taking of evidence in a cycle.' })
export class CreateEvidenceClosingInput extends NewCaseRecordInput {
  @IdField('The cycle; the latest when left out.', { optional: true })
  readonly cycleId?: string;

  @DayField('The day.')
  readonly closedOn!: CalendarDate;
}

@InputType({ description: 'Changes of the close of the evidence; what is left out stays.' })
export class UpdateEvidenceClosingInput extends AmendmentOf(CreateEvidenceClosingInput, ['id', 'caseId']) {}

@ObjectType('Termination', { description: 'The end of proceedings without a judgment.' })
export class TerminationType extends CaseBoundType implements Published<Termination> {
  @Field(() => ID, { description: 'The cycle.' })
  readonly cycleId!: string;

  @DayField('The day.')
  readonly endedOn!: CalendarDate;

  @EnumField(TerminationKindEnumeration, 'How they ended.')
  readonly kind!: TerminationKind;
}

@InputType({ description: 'The end of proceedings without a judgment.' })
export class CreateTerminationInput extends NewCaseRecordInput {
  @IdField('The cycle; the latest when left out.', { optional: true })
  readonly cycleId?: string;

  @DayField('The day.')
  readonly endedOn!: CalendarDate;

  @EnumField(TerminationKindEnumeration, 'How they ended.')
  readonly kind!: TerminationKind;
}

@InputType({ description: 'Changes of a termination; what is left out stays.' })
export class UpdateTerminationInput extends AmendmentOf(CreateTerminationInput, ['id', 'caseId']) {}

@InputType({ description: 'Which cases.' })
export class CaseFilter {
  @CodeField('A region.', { optional: true })
  readonly region?: string | null;

  @CodeField('A court.', { optional: true })
  readonly court?: string | null;

  @CodeField('The code of one case.', { optional: true })
  readonly code?: string | null;
}
