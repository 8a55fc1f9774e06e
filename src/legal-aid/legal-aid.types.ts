import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Shown } from '../access/domain/masking.js';
import type { Published } from '../access/domain/published.js';
import { AmendmentOf, CaseBoundType, NewCaseRecordInput } from '../access/record.types.js';
import {
  shownEnumeration,
  ShownDay,
  ShownField,
  ShownId,
  ShownInteger,
  ShownText,
  ShownTextList,
} from '../access/shown.types.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import {
  CodeField,
  CodeListField,
  DayField,
  EnumField,
  enumeration,
  IdField,
  IntegerField,
} from '../platform/graphql/fields.js';
import {
  type ActivityKind,
  activityKinds,
  type Assignment,
  type CaseFileEntry,
  type Lawyer,
  type LegalAidRole,
  legalAidRoles,
} from './domain/legal-aid.js';

const LegalAidRoleEnumeration = enumeration('LegalAidRole', legalAidRoles, 'What a lawyer does for the client.');
const ActivityKindEnumeration = enumeration('ActivityKind', activityKinds, 'What kind of work it was.');
const ShownLegalAidRole = shownEnumeration('LegalAidRole', LegalAidRoleEnumeration);
const ShownActivityKind = shownEnumeration('ActivityKind', ActivityKindEnumeration);
const MINUTES_OF_A_DAY = 1_440;

@ObjectType('Lawyer', { description: 'A lawyer on the roster, by code.' })
export class LawyerType implements Omit<Published<Lawyer, 'code' | 'languages'>, 'region'> {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field({ description: 'The region of the roster.' })
  readonly region!: string;

  @Field(() => Int, { description: 'Rises with every change; give it back with yours.' })
  readonly version!: number;

  @ShownField(ShownText, 'The code: `L-01`.')
  readonly code!: Shown<string>;

  @ShownField(ShownTextList, 'Languages, ISO 639-1.')
  readonly languages!: Shown<readonly string[]>;
}

@InputType({ description: 'A lawyer for the roster.' })
export class CreateLawyerInput {
  @IdField('An id of your choice, so that a repeated request makes no second record.', { optional: true })
  readonly id?: string;

  @CodeField('The region of the roster.')
  readonly region!: string;

  @CodeField('The code: `L-01`. Never a name.')
  readonly code!: string;

  @CodeListField('Languages, ISO 639-1.', { default: [] })
  readonly languages!: string[];
}

@InputType({ description: 'Changes of a lawyer; what is left out stays.' })
export class UpdateLawyerInput extends AmendmentOf(CreateLawyerInput, ['id', 'region']) {}

@ObjectType('Assignment', { description: 'Who stands for whom, from when, until when.' })
export class AssignmentType
  extends CaseBoundType
  implements
    Published<
      Assignment,
      'lawyerId' | 'witnessId' | 'accusedId' | 'role' | 'endedOn' | 'clientAgreementOn' | 'clientAgreementWithdrawnOn'
    >
{
  @ShownField(ShownId, 'The lawyer; empty when it is known that there was counsel but not who.')
  readonly lawyerId!: Shown<string>;

  @ShownField(ShownId, 'The client, if a witness.')
  readonly witnessId!: Shown<string>;

  @ShownField(ShownId, 'The client, if an accused.')
  readonly accusedId!: Shown<string>;

  @ShownField(ShownLegalAidRole, 'What the lawyer does.')
  readonly role!: Shown<LegalAidRole>;

  @DayField('From when.', { optional: true })
  readonly startedOn!: CalendarDate | null;

  @ShownField(ShownDay, 'Until when.')
  readonly endedOn!: Shown<CalendarDate>;

  @ShownField(ShownDay, 'When the client signed that the lawyer may know who she is.')
  readonly clientAgreementOn!: Shown<CalendarDate>;

  @ShownField(ShownDay, 'When the client took that back.')
  readonly clientAgreementWithdrawnOn!: Shown<CalendarDate>;
}

@InputType({ description: 'An assignment: give the witness or the accused, not both.' })
export class CreateAssignmentInput extends NewCaseRecordInput {
  @IdField('The lawyer.', { optional: true })
  readonly lawyerId?: string | null;

  @IdField('The client, if a witness.', { optional: true })
  readonly witnessId?: string | null;

  @IdField('The client, if an accused.', { optional: true })
  readonly accusedId?: string | null;

  @EnumField(LegalAidRoleEnumeration, 'What the lawyer does.')
  readonly role!: LegalAidRole;

  @DayField('From when.', { optional: true })
  readonly startedOn?: CalendarDate | null;

  @DayField('Until when.', { optional: true })
  readonly endedOn?: CalendarDate | null;

  @DayField('When the client signed that the lawyer may know who she is.', { optional: true })
  readonly clientAgreementOn?: CalendarDate | null;

  @DayField('When the client took that back.', { optional: true })
  readonly clientAgreementWithdrawnOn?: CalendarDate | null;
}

@InputType({ description: 'Changes of an assignment; what is left out stays.' })
export class UpdateAssignmentInput extends AmendmentOf(CreateAssignmentInput, ['id', 'caseId']) {}

@ObjectType('CaseFileEntry', { description: 'What a lawyer did for a client, without a word of what was said.' })
export class CaseFileEntryType extends CaseBoundType implements Published<CaseFileEntry, 'kind' | 'date' | 'minutes'> {
  @Field(() => ID, { description: 'The assignment.' })
  readonly assignmentId!: string;

  @ShownField(ShownActivityKind, 'What kind of work.')
  readonly kind!: Shown<ActivityKind>;

  @ShownField(ShownDay, 'The day.')
  readonly date!: Shown<CalendarDate>;

  @ShownField(ShownInteger, 'How long, in minutes.')
  readonly minutes!: Shown<number>;
}

@InputType({ description: 'A visit, advice, a filing.' })
export class CreateCaseFileEntryInput extends NewCaseRecordInput {
  @IdField('The assignment.')
  readonly assignmentId!: string;

  @EnumField(ActivityKindEnumeration, 'What kind of work.')
  readonly kind!: ActivityKind;

  @DayField('The day.')
  readonly date!: CalendarDate;

  @IntegerField('How long, in minutes.', { min: 0, max: MINUTES_OF_A_DAY })
  readonly minutes!: number;
}

@InputType({ description: 'Changes of an entry; what is left out stays.' })
export class UpdateCaseFileEntryInput extends AmendmentOf(CreateCaseFileEntryInput, ['id', 'caseId', 'assignmentId']) {}
