import type { Type } from '@nestjs/common';
import { Args, Field, ID, Info, InputType, Mutation, ObjectType, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Bug } from '../kernel/errors.js';
import { ConnectionOf, PageArguments } from '../platform/graphql/connection.types.js';
import { ArgumentValidation } from '../platform/graphql/validation.js';
import { type Selection, selectionOf } from '../platform/graphql/selection.js';
import { CaseRecords, type Amendment, type NewRecord, type Withdrawable } from './case-records.js';
import type { Actor } from './domain/actor.js';
import type { CaseBound } from './domain/case-bound.js';
import { As, Needs } from './needs.js';
import { permissionOn, type RecordDefinition, type Row } from './record.js';
import { AmendmentInput } from './record.types.js';
import { RecordTree } from './record-tree.js';
import type { Command, Performed, Written } from './unit-of-work.js';

/** The answer of a mutation: the record as the reader now sees it, and whether the key had been used before. */
export interface Payload {
  readonly record: object;
  readonly replayed: boolean;
}

/** `HearingPayload { hearing, replayed }`. */
export function PayloadOf(type: Type<unknown>, name: string): Type<Payload> {
  @ObjectType(`${name}Payload`, {
    description: `The record as stored (${name}), and whether this answer is a repetition.`,
  })
  class PayloadType implements Payload {
    @Field(() => type, { name: fieldName(name), description: 'The record as this reader now sees it.' })
    readonly record!: object;

    @Field({ description: 'True when this key had been used with the same input: nothing was done again.' })
    readonly replayed!: boolean;
  }
  return PayloadType;
}

@InputType({ description: 'Which record, and the version that was read.' })
class WithdrawInput extends AmendmentInput implements Written {}

export const IdempotencyKey = (): ParameterDecorator =>
  Args('idempotencyKey', {
    type: () => ID,
    nullable: true,
    description: 'The same key with the same input does nothing twice and gets its first result again.',
  });

export const Input = (type: Type<unknown>): ParameterDecorator =>
  Args(
    'input',
    { type: () => type, description: 'What its type describes, field by field.' },
    new ArgumentValidation(type),
  );

interface Published<T extends Row> {
  readonly record: RecordDefinition<T>;
  readonly type: Type<unknown>;
  readonly payload: Type<Payload>;
  readonly create: Type<NewRecord<T>>;
  readonly update: Type<Amendment<T>>;
}

/** Publishes a record of a case: its three mutations, and its page on the parent. */
export function published<T extends CaseBound>(
  of: Omit<Published<T>, 'payload'> & { readonly parent: () => Type<unknown> },
): readonly Type<unknown>[] {
  const payload = PayloadOf(of.type, of.record.name);
  return [recordMutations({ ...of, payload }), withdrawal(of.record, payload), pageOnParent(of)];
}

/** Publishes the page of a record on its parent. The record tree fills it, so its resolver never runs. */
function pageOnParent<T extends Row>({
  record,
  type,
  parent,
}: Pick<Published<T>, 'record' | 'type'> & { readonly parent: () => Type<unknown> }): Type<unknown> {
  const connection = ConnectionOf(type, record.name);
  const field = record.place?.field ?? '';

  @Resolver(parent)
  class PageOnParent {
    @ResolveField(field, () => connection, { description: `A page of its records: ${record.name}.` })
    page(@Args() _page: PageArguments): never {
      return filledByTheTree();
    }
  }
  return named(PageOnParent, `${record.name}Page`);
}

/** Publishes `createX` and `updateX` of a record (docs/decisions/0014). */
export function recordMutations<T extends Row>({ record, payload, create, update }: Published<T>): Type<unknown> {
  const { name } = record;

  @Resolver(() => payload)
  class RecordMutations {
    constructor(
      private readonly records: CaseRecords,
      private readonly tree: RecordTree,
    ) {}

    @Needs(permissionOn(record, 'CREATE'))
    @Mutation(() => payload, { name: `create${name}`, description: `Adds a record: ${name}.` })
    async create(
      @As() actor: Actor,
      @Input(create) input: NewRecord<T>,
      @IdempotencyKey() key: string | null,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Payload> {
      const performed = await this.records.create(actor, record, input, commandOf(`create${name}`, key, input));
      return answer(this.tree, { actor, record, performed, info });
    }

    @Needs(permissionOn(record, 'UPDATE'))
    @Mutation(() => payload, {
      name: `update${name}`,
      description: `Changes a record: ${name}. What is left out stays.`,
    })
    async update(
      @As() actor: Actor,
      @Input(update) input: Amendment<T>,
      @IdempotencyKey() key: string | null,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Payload> {
      const performed = await this.records.amend(actor, record, input, commandOf(`update${name}`, key, input));
      return answer(this.tree, { actor, record, performed, info });
    }
  }
  return named(RecordMutations, `${name}Mutations`);
}

/** Publishes `withdrawX` of a case or of a record of one. */
export function withdrawal<T extends Withdrawable>(record: RecordDefinition<T>, payload: Type<Payload>): Type<unknown> {
  const { name } = record;

  @Resolver(() => payload)
  class Withdrawal {
    constructor(
      private readonly records: CaseRecords,
      private readonly tree: RecordTree,
    ) {}

    @Needs(permissionOn(record, 'CLOSE'))
    @Mutation(() => payload, {
      name: `withdraw${name}`,
      description: `Takes a record back as entered in error: ${name}.`,
    })
    async withdraw(
      @As() actor: Actor,
      @Input(WithdrawInput) input: WithdrawInput,
      @IdempotencyKey() key: string | null,
      @Info() info: GraphQLResolveInfo,
    ): Promise<Payload> {
      const performed = await this.records.withdraw(actor, record, input, commandOf(`withdraw${name}`, key, input));
      return answer(this.tree, { actor, record, performed, info });
    }
  }
  return named(Withdrawal, `${name}Withdrawal`);
}

/** For a field whose value the record tree puts on its parent: its resolver never runs. */
export function filledByTheTree(): never {
  throw new Bug('this field was not read by the record tree');
}

interface Answering<T extends Row> {
  readonly actor: Actor;
  readonly record: RecordDefinition<T>;
  readonly performed: Performed<Written>;
  readonly info: GraphQLResolveInfo;
}

/** Reads the record again under the present scope, so that a receipt never shows what may no longer be seen. */
export async function answer<T extends Row>(
  tree: RecordTree,
  { actor, record, performed, info }: Answering<T>,
): Promise<Payload> {
  const asked = selectionOf(info).filter(({ field }) => field === fieldName(record.name));
  const selection: readonly Selection[] = asked.flatMap(({ below }) => below);
  return { record: await tree.one(actor, record, performed.result.id, selection), replayed: performed.replayed };
}

export function commandOf(operation: string, key: string | null | undefined, input: unknown): Command | undefined {
  return key ? { operation, key, input } : undefined;
}

function fieldName(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Nest and its messages know a class by its name. */
function named<Class extends Type<unknown>>(type: Class, name: string): Class {
  Object.defineProperty(type, 'name', { value: name });
  return type;
}
