import { applyDecorators } from '@nestjs/common';
import { Field, ID, Int, registerEnumType } from '@nestjs/graphql';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateBy,
} from 'class-validator';
import { isCalendarDate } from '../../kernel/calendar-date.js';
import { CalendarDateScalar } from './scalars.js';

/** Items that a list in an input may have. */
const LIST_LENGTH = 100;
const CANONICAL_UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Text without control characters but tab and line breaks, and without surrogates that stand alone. */
const PLAIN_TEXT = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

interface Options {
  /** May be absent or null. */
  readonly optional?: boolean;
  /** What stands there when an input leaves it out. */
  readonly default?: unknown;
}

/** Decorators that publish a property and, in an input, validate it: one for each kind of value. */
export const DayField = (description: string, options: Options = {}): PropertyDecorator =>
  field(() => CalendarDateScalar, description, options, [
    ValidateBy({
      name: 'isDay',
      validator: { validate: isCalendarDate, defaultMessage: () => 'must be a day like 2001-06-05' },
    }),
  ]);

export const IdField = (description: string, options: Options = {}): PropertyDecorator =>
  field(() => ID, description, options, [Matches(CANONICAL_UUID, { message: 'must be a UUID in lower case' })]);

export const TextField = (description: string, options: Options & { readonly max?: number } = {}): PropertyDecorator =>
  field(() => String, description, options, [
    MaxLength(options.max ?? 2_000),
    ValidateBy({
      name: 'isPlainText',
      validator: {
        validate: (value: unknown) => typeof value === 'string' && PLAIN_TEXT.test(value),
        defaultMessage: () => 'must be text without control characters',
      },
    }),
  ]);

/** A short code: letters, digits and `. : - _ /`. */
export const CodeField = (description: string, options: Options = {}): PropertyDecorator =>
  field(() => String, description, options, [
    Matches(/^[\p{L}\p{N}.:_/-]{1,64}$/u, { message: 'must be a short code' }),
  ]);

export const CodeListField = (description: string, options: Options = {}): PropertyDecorator =>
  field(() => [String], description, options, [
    IsArray(),
    ArrayMaxSize(LIST_LENGTH),
    Matches(/^[\p{L}\p{N}.:_/-]{1,64}$/u, { each: true, message: 'must be short codes' }),
  ]);

export const TruthField = (description: string, options: Options = {}): PropertyDecorator =>
  field(() => Boolean, description, options, [IsBoolean()]);

export const IntegerField = (
  description: string,
  options: Options & { readonly min: number; readonly max: number },
): PropertyDecorator => field(() => Int, description, options, [IsInt(), Min(options.min), Max(options.max)]);

/** An enumeration of the API, made from the domain's list of values. */
export interface Enumeration {
  readonly values: readonly string[];
  readonly type: Readonly<Record<string, string>>;
}

export function enumeration(name: string, values: readonly string[], description: string): Enumeration {
  const type = Object.fromEntries(values.map((value) => [value, value]));
  registerEnumType(type, { name, description });
  return { values, type };
}

export const EnumField = (of: Enumeration, description: string, options: Options = {}): PropertyDecorator =>
  field(() => of.type, description, options, [IsIn(of.values)]);

export const EnumListField = (of: Enumeration, description: string, options: Options = {}): PropertyDecorator =>
  field(() => [of.type], description, options, [IsArray(), ArrayMaxSize(LIST_LENGTH), IsIn(of.values, { each: true })]);

function field(
  type: () => unknown,
  description: string,
  { optional = false, default: defaultValue }: Options,
  validators: readonly PropertyDecorator[],
): PropertyDecorator {
  return applyDecorators(
    Field(type as () => StringConstructor, { description, nullable: optional, defaultValue: defaultValue as never }),
    ...(optional ? [IsOptional()] : []),
    ...validators,
  );
}
