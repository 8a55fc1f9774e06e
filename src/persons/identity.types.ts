import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, IsOptional, Min } from 'class-validator';
import { type PurposeCode, purposes } from '../access/domain/purpose.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, EnumField, enumeration, IdField, TextField } from '../platform/graphql/fields.js';
import { InstantScalar } from '../platform/graphql/scalars.js';
import { type IdentityState, identityStates, type Likeness, likenesses } from './domain/identity.js';
import { type NoticeKind, noticeKinds, type RevealDecision, revealDecisions } from './domain/reveal.js';

const PurposeEnumeration = enumeration('Purpose', purposes, 'Why somebody must know who a witness is.');
const IdentityStateEnumeration = enumeration(
  'IdentityState',
  identityStates,
  'Whether the vault holds something of a person.',
);
const LikenessEnumeration = enumeration('Likeness', likenesses, 'How near a name comes to a recorded one.');
const RevealDecisionEnumeration = enumeration('RevealDecision', revealDecisions, 'What the second person decided.');
const NoticeKindEnumeration = enumeration('NoticeKind', noticeKinds, 'What the focal points of a region are told.');

const LONG_TEXT = 2_000;

@InputType({ description: 'Who a person is. What is left out stays; null empties a field. It is sealed at once.' })
export class SetIdentityInput {
  @IdField('The person.')
  readonly personId!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of `identity`; left out when none is recorded. Another one is STALE.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly version?: number | null;

  @TextField('The name, in any script.', { optional: true, max: 200 })
  readonly name?: string | null;

  @TextField('Other names that the person goes by, separated by semicolons.', { optional: true, max: 500 })
  readonly otherNames?: string | null;

  @DayField('The day of birth.', { optional: true })
  readonly birthDate?: CalendarDate | null;

  @TextField('Family.', { optional: true, max: LONG_TEXT })
  readonly family?: string | null;

  @TextField('Address and telephone. Never that of a shelter.', { optional: true, max: LONG_TEXT })
  readonly contact?: string | null;

  @TextField('Numbers of papers.', { optional: true, max: LONG_TEXT })
  readonly documents?: string | null;

  @TextField('How, when and through whom she may be reached without exposing her, and when not at all.', {
    optional: true,
    max: LONG_TEXT,
  })
  readonly safeContact?: string | null;
}

@ObjectType('IdentityPayload', { description: 'That an identity was stored. It does not show it.' })
export class IdentityPayload {
  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;

  @Field(() => Int, { description: 'The version as stored.' })
  readonly version!: number;

  @Field({ description: 'True when this key had been used with the same input: nothing was done again.' })
  readonly replayed!: boolean;
}

@ObjectType('IdentityRecord', { description: 'Whether an identity is recorded, to one who may change it.' })
export class IdentityRecordType {
  @EnumField(IdentityStateEnumeration, 'Whether there is one.')
  readonly state!: IdentityState;

  @Field(() => Int, { nullable: true, description: 'The version, for `setIdentity`.' })
  readonly version!: number | null;
}

@InputType({ description: 'A person.' })
export class PersonInput {
  @IdField('The person.')
  readonly personId!: string;
}

@InputType({ description: 'A request to know who somebody is.' })
export class RevealRequestInput {
  @IdField('The request.')
  readonly requestId!: string;
}

@InputType({ description: 'Why somebody must know who a person is.' })
export class RequestRevealInput {
  @IdField('The person.')
  readonly personId!: string;

  @EnumField(PurposeEnumeration, 'The purpose.')
  readonly purpose!: PurposeCode;

  @TextField('The purpose in words, at least 15 characters, without a name. The audit trail keeps it.', { max: 500 })
  readonly explanation!: string;
}

@ObjectType('RevealRequest', { description: 'What somebody asked to know of whom, and why.' })
export class RevealRequestType {
  @Field(() => ID, { description: 'Its id, for `approveReveal`, `refuseReveal` and `revealIdentity`.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;

  @Field(() => String, { nullable: true, description: 'Her code, to one who sees the persons of that region.' })
  readonly personCode!: string | null;

  @Field({ description: 'Who asked, by display name.' })
  readonly requestedBy!: string;

  @EnumField(PurposeEnumeration, 'The purpose.')
  readonly purpose!: PurposeCode;

  @Field({ description: 'The purpose in words.' })
  readonly explanation!: string;

  @Field(() => InstantScalar, { description: 'When it was asked; a decision is possible for 24 hours.' })
  readonly requestedAt!: string;

  @EnumField(
    RevealDecisionEnumeration,
    'What the second person decided; the decision is good for 24 hours and one use.',
  )
  readonly decision!: RevealDecision;
}

@ObjectType('RevealRequestPayload', { description: 'The request as stored.' })
export class RevealRequestPayload {
  @Field(() => RevealRequestType, { description: 'The request.' })
  readonly request!: RevealRequestType;

  @Field({ description: 'True when this key had been used with the same input: nothing was done again.' })
  readonly replayed!: boolean;
}

@ObjectType('RevealedIdentity', {
  description: 'Who a person is, shown once. Hide it at `expiresAt`, and keep it in no store, cache or address.',
})
export class RevealedIdentityType {
  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;

  @Field(() => Int, { description: 'The version, for `setIdentity`.' })
  readonly version!: number;

  @Field(() => InstantScalar, { description: 'When it must be hidden again: 15 minutes after it was granted.' })
  readonly expiresAt!: string;

  @Field(() => String, { nullable: true, description: 'The name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Other names, separated by semicolons.' })
  readonly otherNames!: string | null;

  @DayField('The day of birth.', { optional: true })
  readonly birthDate!: CalendarDate | null;

  @Field(() => String, { nullable: true, description: 'Family.' })
  readonly family!: string | null;

  @Field(() => String, { nullable: true, description: 'Address and telephone.' })
  readonly contact!: string | null;

  @Field(() => String, { nullable: true, description: 'Numbers of papers.' })
  readonly documents!: string | null;

  @Field(() => String, { nullable: true, description: 'How she may be reached without exposing her.' })
  readonly safeContact!: string | null;
}

@InputType({ description: 'A name, to ask whether somebody may be recorded already.' })
export class FindPersonsInput {
  @TextField('The name, in any script.', { max: 200 })
  readonly name!: string;
}

@ObjectType('PersonCandidate', { description: 'Somebody in the own region who may go by the name. It is no proof.' })
export class PersonCandidateType {
  @Field(() => ID, { description: 'The person.' })
  readonly personId!: string;

  @Field({ description: 'The code of the person: `P-000001`.' })
  readonly code!: string;

  @EnumField(LikenessEnumeration, 'How near the name comes.')
  readonly likeness!: Likeness;
}

@ObjectType('Notice', { description: 'Something that the focal points of a region must know: by code, never by name.' })
export class NoticeType {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @EnumField(NoticeKindEnumeration, 'What happened.')
  readonly kind!: NoticeKind;

  @Field(() => ID, { description: 'The person whom it is about.' })
  readonly personId!: string;

  @Field({ description: 'Her code.' })
  readonly personCode!: string;

  @Field({ description: 'Who did it, by display name.' })
  readonly by!: string;

  @Field(() => InstantScalar, { description: 'When.' })
  readonly at!: string;
}
