import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { CodeField, DayField, enumeration, IdField } from '../platform/graphql/fields.js';
import { InstantScalar } from '../platform/graphql/scalars.js';
import { type AuditContent, type AuditKind, auditKinds, type Look } from './domain/audit-entry.js';
import { type Action, actions, type DataClass, dataClasses } from './domain/data-class.js';
import type { Fact } from './domain/fact.js';
import type { Purpose } from './domain/purpose.js';

const AuditKindEnumeration = enumeration(
  'AuditKind',
  auditKinds,
  'Accounts and sessions; an identity or place asked for, granted or shown; records shown; records changed.',
);
const DataClassEnumeration = enumeration('DataClass', dataClasses, 'What kind of knowledge it is (`security.md` 2).');
const ActionEnumeration = enumeration('AuditedAction', actions, 'What was done with records of a class.');

@ObjectType('AuditAccount', { description: 'Who did it.' })
class AuditAccountType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field({ description: 'The name that colleagues see.' })
  readonly displayName!: string;
}

@ObjectType('AuditPurpose', { description: 'Why an identity was asked for.' })
class AuditPurposeType implements Purpose {
  @Field(() => String, { description: 'A code of the fixed list.' })
  readonly code!: Purpose['code'];

  @Field({ description: 'In words.' })
  readonly explanation!: string;
}

@ObjectType('AuditFact', { description: 'What happened to one record: ids and codes, never names or values.' })
class AuditFactType {
  @Field({ description: 'In the past tense: `HearingRecorded`.' })
  readonly type!: string;

  @Field({ description: 'The record.' })
  readonly recordId!: string;

  @Field(() => ID, { nullable: true, description: 'Its case.' })
  readonly caseId!: string | null;

  @Field(() => [String], { description: 'The fields that changed.' })
  readonly fields!: readonly string[];

  @Field(() => AuditPurposeType, { nullable: true, description: 'Why, where a purpose had to be given.' })
  readonly purpose!: Purpose | null;
}

@ObjectType('AuditLook', { description: 'So many records of a class were shown.' })
class AuditLookType implements Look {
  @Field(() => DataClassEnumeration.type, { description: 'The class.' })
  readonly dataClass!: DataClass;

  @Field(() => ActionEnumeration.type, { description: 'Listed, opened or downloaded.' })
  readonly action!: Action;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType('AuditEntry', { description: 'An entry of the audit trail.' })
export class AuditEntryType {
  @Field(() => ID, { description: 'Its id.' })
  readonly id!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  readonly at!: string;

  @Field(() => AuditKindEnumeration.type, { description: 'What it is about.' })
  readonly kind!: AuditKind;

  @Field(() => AuditAccountType, { nullable: true, description: 'Who; null for somebody who is not known.' })
  readonly account!: AuditAccountType | null;

  @Field({ description: 'In which role.' })
  readonly role!: string;

  @Field(() => String, { nullable: true, description: 'For whom, as it was named with a command of the machine.' })
  readonly onBehalfOf!: string | null;

  @Field(() => String, { nullable: true, description: 'Under which permission: `WITNESS_STATUS:LIST`.' })
  readonly permission!: string | null;

  @Field(() => [AuditFactType], { description: 'What happened.' })
  readonly facts!: readonly AuditFactType[];

  @Field(() => [AuditLookType], { description: 'What was shown.' })
  readonly looks!: readonly Look[];

  @Field(() => [ID], { description: 'The cases of what was shown.' })
  readonly caseIds!: readonly string[];

  @Field(() => Int, {
    nullable: true,
    description: 'Its place in the sealed log; null until it is sealed, and for those who see only a part of the log.',
  })
  readonly position!: number | null;
}

/** An entry as it is stored, with the name of its account and its place. */
export interface StoredAuditEntry {
  readonly id: string;
  readonly at: string;
  readonly kind: AuditKind;
  readonly accountId: string | null;
  readonly displayName: string | null;
  readonly position: number | null;
  readonly content: AuditContent;
}

/** @param withCases false for a reader who may not know which cases it is about. */
export function publishedEntry(entry: StoredAuditEntry, withCases: boolean): AuditEntryType {
  const { id, at, kind, accountId, displayName, position, content } = entry;
  const { role, onBehalfOf, permission, facts, looks = [], caseIds = [] } = content;
  return {
    ...{ id, at, kind, role, onBehalfOf, permission, looks, position },
    account: accountId === null ? null : { id: accountId, displayName: displayName ?? '' },
    caseIds: withCases ? caseIds : [],
    facts: facts.map((fact) => publishedFact(fact, withCases)),
  };
}

function publishedFact(
  { type, id, caseId, fields = [], purpose = undefined }: Fact,
  withCases: boolean,
): AuditFactType {
  return { type, recordId: id, caseId: withCases ? caseId : null, fields, purpose: purpose ?? null };
}

@InputType({ description: 'Which entries; all that is given must hold.' })
export class AuditFilter {
  @IdField('Those about this case, looks at it among them.', { optional: true })
  readonly caseId?: string | null;

  @IdField('Those about this record: a person, a witness, an account.', { optional: true })
  readonly recordId?: string | null;

  @IdField('Those of this account.', { optional: true })
  readonly accountId?: string | null;

  @CodeField('Those with a fact of this type, or a look of this kind: `SignInFailed`, `WITNESS_STATUS:LIST`.', {
    optional: true,
  })
  readonly type?: string | null;

  @DayField('From this day on, UTC.', { optional: true })
  readonly from?: CalendarDate | null;

  @DayField('To this day, with all of it, UTC.', { optional: true })
  readonly to?: CalendarDate | null;
}
