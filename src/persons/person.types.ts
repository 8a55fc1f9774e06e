import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import type { Shown } from '../access/domain/masking.js';
import { AmendmentOf } from '../access/record.types.js';
import { ShownField, ShownText } from '../access/shown.types.js';
import { CodeField, IdField } from '../platform/graphql/fields.js';

@ObjectType('Person', { description: 'Someone whom Vigil protects, or an accused: one code, nothing else.' })
export class PersonType {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field({ description: 'The region that registered the person.' })
  readonly region!: string;

  @Field(() => Int, { description: 'Rises with every change; give it back with yours.' })
  readonly version!: number;

  @ShownField(ShownText, 'The code, the same in every case: `P-000001`.')
  readonly code!: Shown<string>;
}

@InputType({ description: 'A person who is not in the records yet.' })
export class CreatePersonInput {
  @IdField('An id of your choice, so that a repeated request makes no second record.', { optional: true })
  readonly id?: string;

  @CodeField('Your region, a code of the reference pack.')
  readonly region!: string;

  @CodeField('A code; the next free one when left out. Never a name.', { optional: true })
  readonly code?: string;
}

@InputType({ description: 'Changes of a person; what is left out stays.' })
export class UpdatePersonInput extends AmendmentOf(CreatePersonInput, ['id', 'region']) {}
