import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { IsEmail, IsInt, MaxLength, Min } from 'class-validator';
import { type AccountRole, accountRoles } from '../access/domain/actor.js';
import { type Shown, show } from '../access/domain/masking.js';
import { ShownField, ShownId, ShownOf, ShownText, ShownTextList } from '../access/shown.types.js';
import { CodeListField, EnumField, enumeration, IdField, TextField, TruthField } from '../platform/graphql/fields.js';
import type { Account } from './domain/account.js';

const AccountRoleEnumeration = enumeration(
  'AccountRole',
  accountRoles,
  'What an account is for. A lawyer stands on the side of each client.',
);
const ShownTruth = ShownOf('Truth', () => Boolean);

@ObjectType('Account', { description: 'Someone who uses Vigil.' })
export class AccountType {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field({ description: 'The name that colleagues see.' })
  readonly displayName!: string;

  @EnumField(AccountRoleEnumeration, 'What it is for.')
  readonly role!: AccountRole;

  @ShownField(ShownText, 'The address to sign in with.')
  readonly email!: Shown<string>;

  @ShownField(ShownTextList, 'The regions, codes of the reference pack.')
  readonly regions!: Shown<readonly string[]>;

  @ShownField(ShownId, 'The lawyer on the roster who signs in with it.')
  readonly lawyerId!: Shown<string>;

  @ShownField(ShownTruth, 'Whether it may sign in.')
  readonly active!: Shown<boolean>;

  @Field(() => Int, { description: 'Rises with every change; give it back with yours.' })
  readonly version!: number;
}

/** An account as one reader sees it: whole for an administrator and for its owner; to others a name and a role. */
export function publishedAccount(account: Account, whole: boolean, editable: boolean): AccountType {
  const access = { canRead: whole, canEdit: editable };
  return {
    id: account.id,
    displayName: account.displayName,
    role: account.role,
    version: account.version,
    email: show(account.email, access),
    regions: show(account.regions, access),
    lawyerId: show(account.lawyerId, access),
    active: show(account.active, access),
  };
}

@InputType({ description: 'A name, its passphrase, and the code of its second factor where it has one.' })
export class SignInInput {
  @TextField('The address.', { max: 320 })
  readonly email!: string;

  @Field({ description: 'The passphrase.' })
  @MaxLength(1_000)
  readonly passphrase!: string;

  @TextField('Six digits of an authenticator, or a recovery code.', { default: '', max: 40 })
  readonly code!: string;
}

@InputType({ description: 'A one-time link, and the passphrase that you choose.' })
export class RedeemLinkInput {
  @TextField('The token of the link.', { max: 64 })
  readonly token!: string;

  @Field({ description: 'At least 12 characters.' })
  @MaxLength(1_000)
  readonly passphrase!: string;

  @TextField('For the first administrator: the address to sign in with.', { optional: true, max: 320 })
  @IsEmail({}, { message: 'must be an e-mail address' })
  readonly email?: string | null;

  @TextField('For the first administrator: the name that colleagues see.', { optional: true, max: 100 })
  readonly displayName?: string | null;
}

@InputType({ description: 'Someone who is to use Vigil.' })
export class InviteAccountInput {
  @IdField('An id of your choice.', { optional: true })
  readonly id?: string;

  @TextField('The address to sign in with.', { max: 320 })
  @IsEmail({}, { message: 'must be an e-mail address' })
  readonly email!: string;

  @TextField('The name that colleagues see.', { max: 100 })
  readonly displayName!: string;

  @EnumField(AccountRoleEnumeration, 'What it is for.')
  readonly role!: AccountRole;

  @CodeListField('Regions, for monitors and focal points.', { default: [] })
  readonly regions!: string[];

  @IdField('The lawyer on the roster.', { optional: true })
  readonly lawyerId?: string | null;
}

@InputType({ description: 'Changes of an account; what is left out stays. It is signed out everywhere.' })
export class UpdateAccountInput {
  @IdField('The account.')
  readonly id!: string;

  @Field(() => Int, { description: 'The version that was read; another one is STALE.' })
  @IsInt()
  @Min(1)
  readonly version!: number;

  @TextField('The name that colleagues see.', { optional: true, max: 100 })
  readonly displayName?: string;

  @EnumField(AccountRoleEnumeration, 'What it is for.', { optional: true })
  readonly role?: AccountRole;

  @CodeListField('Regions, for monitors and focal points.', { optional: true })
  readonly regions?: string[];

  @IdField('The lawyer on the roster; null for none.', { optional: true })
  readonly lawyerId?: string | null;

  @TruthField('Whether it may sign in.', { optional: true })
  readonly active?: boolean;
}

@ObjectType('Invitation', {
  description:
    'A one-time link: an invitation is good for 48 hours, a new passphrase for 30 minutes. It is shown once.',
})
export class InvitationType {
  @Field(() => ID, { description: 'The account.' })
  readonly accountId!: string;

  @Field({ description: 'The token of the link, for `redeemLink`.' })
  readonly token!: string;
}
