import type { Type } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { type Enumeration } from '../platform/graphql/fields.js';
import { ValueStateEnumeration } from '../platform/graphql/connection.types.js';
import { CalendarDateScalar } from '../platform/graphql/scalars.js';
import type { Shown } from './domain/masking.js';

/** A value that may be withheld, as GraphQL publishes it (docs/decisions/0005). */
export function ShownOf<Value = never>(name: string, type: () => unknown): Type<Shown<Value>> {
  @ObjectType(`Shown${name}`, { description: `${name}, or that it is empty, or that it is withheld from this reader.` })
  class ShownType implements Shown<Value> {
    @Field(type as () => StringConstructor, { nullable: true, description: 'The value; null when empty or withheld.' })
    readonly value!: Value | null;

    @Field(() => ValueStateEnumeration.type, { description: 'Tells an empty value from a withheld one.' })
    readonly state!: Shown<Value>['state'];

    @Field({ description: 'Whether this reader may read it.' })
    readonly canRead!: boolean;

    @Field({ description: 'Whether this reader may change it.' })
    readonly canEdit!: boolean;
  }
  return ShownType;
}

export const ShownText = ShownOf('Text', () => String);
export const ShownTextList = ShownOf('TextList', () => [String]);
export const ShownId = ShownOf('Id', () => ID);
export const ShownDay = ShownOf('Day', () => CalendarDateScalar);
export const ShownInteger = ShownOf('Integer', () => Int);
export const shownEnumeration = (name: string, of: Enumeration): Type<Shown<never>> => ShownOf(name, () => of.type);

/** Publishes a property that may be withheld. */
export const ShownField = (type: Type<Shown<unknown>>, description: string): PropertyDecorator =>
  Field(() => type, { description });
