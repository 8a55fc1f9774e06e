import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { CodeField, DayField, EnumField, enumeration, IdField, TruthField } from '../platform/graphql/fields.js';
import {
  type Hearing,
  type HearingPhase,
  hearingPhases,
  type HearingStatus,
  hearingStatuses,
} from './domain/hearing.js';
import type { Summons } from './domain/summons.js';

const HearingStatusEnumeration = enumeration('HearingStatus', hearingStatuses, 'Whether a hearing took place.');
const HearingPhaseEnumeration = enumeration('HearingPhase', hearingPhases, 'What a hearing is for.');

@ObjectType('Hearing', { description: 'A session of the court.' })
export class HearingType extends CaseBoundType implements Published<Hearing> {
  @Field(() => ID, { description: 'The cycle.' })
  readonly cycleId!: string;

  @Field({ description: 'What the docket calls it: `H1`.' })
  readonly label!: string;

  @DayField('The day.')
  readonly date!: CalendarDate;

  @EnumField(HearingStatusEnumeration, 'Whether it took place.')
  readonly status!: HearingStatus;

  @EnumField(HearingPhaseEnumeration, 'What it is for.')
  readonly phase!: HearingPhase;

  @TruthField('Whether the defence was invited; it matters for an investigative examination.')
  readonly defenceInvited!: boolean;

  @CodeField('Why it was adjourned, a code of the reference pack.', { optional: true })
  readonly adjournmentReason!: string | null;
}

@InputType({ description: 'A hearing.' })
export class CreateHearingInput extends NewCaseRecordInput {
  @IdField('The cycle; the latest when left out.', { optional: true })
  readonly cycleId?: string;

  @CodeField('What the docket calls it: `H1`.')
  readonly label!: string;

  @DayField('The day.')
  readonly date!: CalendarDate;

  @EnumField(HearingStatusEnumeration, 'Whether it took place.')
  readonly status!: HearingStatus;

  @EnumField(HearingPhaseEnumeration, 'What it is for.')
  readonly phase!: HearingPhase;

  @TruthField('Whether the defence was invited.')
  readonly defenceInvited!: boolean;

  @CodeField('Why it was adjourned, a code of the reference pack.', { optional: true })
  readonly adjournmentReason?: string | null;
}

@InputType({ description: 'Changes of a hearing; what is left out stays.' })
export class UpdateHearingInput extends AmendmentOf(CreateHearingInput, ['id', 'caseId']) {}

@ObjectType('Summons', { description: 'A witness called to a hearing.' })
export class SummonsType extends CaseBoundType implements Published<Summons> {
  @Field(() => ID, { description: 'The hearing.' })
  readonly hearingId!: string;

  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;
}

@InputType({ description: 'A summons.' })
export class CreateSummonsInput extends NewCaseRecordInput {
  @IdField('The hearing.')
  readonly hearingId!: string;

  @IdField('The witness.')
  readonly witnessId!: string;
}

@InputType({ description: 'Changes of a summons; what is left out stays.' })
export class UpdateSummonsInput extends AmendmentOf(CreateSummonsInput, ['id', 'caseId']) {}
