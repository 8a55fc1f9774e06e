import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { MaxLength } from 'class-validator';
import { IdField, TextField } from '../platform/graphql/fields.js';
import { InstantScalar } from '../platform/graphql/scalars.js';
import { AccountType } from './account.types.js';

@ObjectType('SecondFactor', { description: 'The second factor of the own account, without anything of its secret.' })
export class SecondFactorType {
  @Field({ description: 'Whether there is one.' })
  readonly enrolled!: boolean;

  @Field({ description: 'Whether the role signs in with one.' })
  readonly needed!: boolean;

  @Field(() => Int, { description: 'Recovery codes that were not used yet.' })
  readonly recoveryCodesLeft!: number;

  @Field(() => InstantScalar, {
    nullable: true,
    description: 'When a reset that an administrator asked for takes it away, unless `keepSecondFactor` stops that.',
  })
  readonly resetDueAt!: string | null;
}

@ObjectType('Session', { description: 'An open session of the own account.' })
export class SessionType {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field(() => InstantScalar, { description: 'When it was opened.' })
  readonly createdAt!: string;

  @Field(() => InstantScalar, { description: 'When it ends without another request.' })
  readonly idleUntil!: string;

  @Field(() => InstantScalar, { description: 'When it ends in any case.' })
  readonly expiresAt!: string;

  @Field({ description: 'Whether it is the one that asks.' })
  readonly current!: boolean;
}

@ObjectType('OwnAccount', { description: 'The own account, with its second factor and its sessions.' })
export class OwnAccountType extends AccountType {}

@ObjectType('SecondFactorEnrolment', {
  description: 'A secret for an authenticator, shown once. It counts from its first code on (`confirmSecondFactor`).',
})
export class SecondFactorEnrolmentType {
  @Field({ description: 'The secret in base 32, for typing.' })
  readonly secret!: string;

  @Field({ description: 'The same as an `otpauth://` link, for a picture.' })
  readonly url!: string;
}

@ObjectType('RecoveryCodes', {
  description: 'Ten codes, each good once instead of an authenticator. They are shown once.',
})
export class RecoveryCodesType {
  @Field(() => [String], { description: 'The codes: print them, and lock them away.' })
  readonly codes!: readonly string[];
}

@InputType({ description: 'A code of the second factor.' })
export class CodeInput {
  @TextField('Six digits of an authenticator, or a recovery code.', { max: 40 })
  readonly code!: string;
}

@InputType({ description: 'The present passphrase, and another one.' })
export class ChangePassphraseInput {
  @Field({ description: 'The present one.' })
  @MaxLength(1_000)
  readonly current!: string;

  @Field({ description: 'At least 12 characters, and none that everybody tries first.' })
  @MaxLength(1_000)
  readonly next!: string;
}

@InputType({ description: 'One of the own sessions.' })
export class SessionInput {
  @IdField('Its id.')
  readonly id!: string;
}

@InputType({ description: 'An address, whether or not anybody has it.' })
export class PassphraseResetInput {
  @TextField('The address.', { max: 320 })
  readonly email!: string;
}
