import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { RecordTree } from '../access/record-tree.js';
import type { Connection } from '../kernel/connection.js';
import { ConnectionOf, PageArguments } from '../platform/graphql/connection.types.js';
import { selectionOf } from '../platform/graphql/selection.js';
import { personRecord } from './person.tables.js';
import { PersonType } from './person.types.js';

const PersonConnection = ConnectionOf(PersonType, 'Person');

@Resolver(() => PersonType)
export class PersonsResolver {
  constructor(private readonly tree: RecordTree) {}

  @Needs('WITNESS_STATUS:LIST')
  @Query(() => PersonConnection, { description: 'The persons whom the region registered, by code.' })
  persons(
    @As() actor: Actor,
    @Args() { first, after }: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    return this.tree.page(actor, personRecord, { request: { first, after }, selection: selectionOf(info) });
  }
}
