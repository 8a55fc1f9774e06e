import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsInt, Min, ValidateNested } from 'class-validator';
import { Type } from 'class-transformer';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { CodeField, DayField, EnumField, enumeration, TextField } from '../platform/graphql/fields.js';
import type { StoredEntry } from './domain/stored-entry.js';
import { type Mark, marks, type ReferenceKind, referenceKinds } from './domain/reference-entry.js';

export const ReferenceKindEnumeration = enumeration('ReferenceKind', referenceKinds, 'The kinds of reference data.');
const MarkEnumeration = enumeration(
  'Mark',
  marks,
  'How far an entry may be trusted: V was read in the source, M comes from memory; the README explains all.',
);

@ObjectType('Label', { description: 'A text in one language.' })
class LabelType {
  @Field({ description: 'Language tag: `en`, `sq`, `sr-Latn`, `sr-Cyrl`.' })
  readonly language!: string;

  @Field({ description: 'The text.' })
  readonly text!: string;
}

@ObjectType('ReferenceDetail', { description: 'What a kind of entry says beyond the shared part.' })
class ReferenceDetailType {
  @Field({ description: 'What it is: `minMonths`, `region`.' })
  readonly name!: string;

  @Field({ description: 'The value, as text.' })
  readonly value!: string;
}

@ObjectType('ReferenceEntry', { description: 'An entry of the reference data: a court, a provision, a code.' })
export class ReferenceEntryType {
  @EnumField(ReferenceKindEnumeration, 'Its kind.')
  readonly kind!: ReferenceKind;

  @Field({ description: 'Unique within its kind.' })
  readonly code!: string;

  @Field(() => [LabelType], { description: 'The languages in which somebody gave a text.' })
  readonly labels!: readonly LabelType[];

  @DayField('First day in force.', { optional: true })
  readonly validFrom!: CalendarDate | null;

  @DayField('Last day in force.', { optional: true })
  readonly validTo!: CalendarDate | null;

  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  readonly source!: string | null;

  @EnumField(MarkEnumeration, 'How far it may be trusted.')
  readonly mark!: Mark;

  @Field(() => String, { nullable: true, description: 'Who compared it with the original.' })
  readonly verifiedBy!: string | null;

  @DayField('When.', { optional: true })
  readonly verifiedOn!: CalendarDate | null;

  @Field(() => [ReferenceDetailType], { description: 'What its kind says beyond.' })
  readonly details!: readonly ReferenceDetailType[];

  @Field(() => Int, { description: 'Rises with every change; give it back with yours.' })
  readonly version!: number;
}

@InputType({ description: 'A text in one language.' })
class LabelInput {
  @CodeField('Language tag: `en`, `sq`, `sr-Latn`, `sr-Cyrl`.')
  readonly language!: string;

  @TextField('The text.', { max: 500 })
  readonly text!: string;
}

@InputType({
  description: 'What changes of an entry; what is left out stays. An entry is retired by its last day, never deleted.',
})
export class UpdateReferenceEntryInput {
  @EnumField(ReferenceKindEnumeration, 'Its kind.')
  readonly kind!: ReferenceKind;

  @CodeField('Its code.')
  readonly code!: string;

  @Field(() => Int, { description: 'The version that was read; another one is STALE.' })
  @IsInt()
  @Min(1)
  readonly version!: number;

  @Field(() => [LabelInput], { nullable: true, description: 'All labels; English among them.' })
  @ValidateNested({ each: true })
  @Type(() => LabelInput)
  readonly labels?: LabelInput[];

  @DayField('First day in force.', { optional: true })
  readonly validFrom?: CalendarDate | null;

  @DayField('Last day in force.', { optional: true })
  readonly validTo?: CalendarDate | null;

  @TextField('Where it can be read.', { optional: true, max: 500 })
  readonly source?: string;

  @EnumField(MarkEnumeration, 'How far it may be trusted.', { optional: true })
  readonly mark?: Mark;

  @TextField('Who compared it with the original: an office, not a person.', { optional: true, max: 200 })
  readonly verifiedBy?: string | null;

  @DayField('When.', { optional: true })
  readonly verifiedOn?: CalendarDate | null;
}

/** An entry as the API shows it: texts that nobody gave and details that say nothing are left out. */
export function publishedEntry({ labels, details, ...entry }: StoredEntry): ReferenceEntryType {
  return {
    ...entry,
    labels: Object.entries(labels).flatMap(([language, text]) => (text === null ? [] : [{ language, text }])),
    details: Object.entries(details).flatMap(([name, value]) =>
      value === null ? [] : [{ name, value: typeof value === 'string' ? value : JSON.stringify(value) }],
    ),
  };
}
