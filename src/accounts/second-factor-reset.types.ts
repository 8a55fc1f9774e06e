import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IdField } from '../platform/graphql/fields.js';
import { InstantScalar } from '../platform/graphql/scalars.js';

@ObjectType('SecondFactorReset', {
  description: 'A second factor that is to be taken away: when another administrator approves, or after 24 hours.',
})
export class SecondFactorResetType {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The account whose factor it is.' })
  readonly accountId!: string;

  @Field(() => ID, { description: 'The administrator who asked.' })
  readonly requestedBy!: string;

  @Field(() => InstantScalar, { description: 'When that was.' })
  readonly requestedAt!: string;

  @Field(() => InstantScalar, { description: 'When the factor is void. Until then its owner can stop it.' })
  readonly dueAt!: string;
}

@InputType({ description: 'An account.' })
export class AccountInput {
  @IdField('Its id.')
  readonly accountId!: string;
}

@InputType({ description: 'What another administrator asked for.' })
export class ApproveResetInput {
  @IdField('Its id.')
  readonly id!: string;
}
