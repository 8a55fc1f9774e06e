import { Args, Info, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { filledByTheTree } from '../access/record-resolver.js';
import { RecordTree } from '../access/record-tree.js';
import type { Connection } from '../kernel/connection.js';
import { ConnectionOf, PageArguments } from '../platform/graphql/connection.types.js';
import { selectionOf } from '../platform/graphql/selection.js';
import { lawyerOfAssignment } from './assigned-lawyer.view.js';
import { lawyerRecord } from './legal-aid.tables.js';
import { AssignmentType, LawyerType } from './legal-aid.types.js';

const LawyerConnection = ConnectionOf(LawyerType, 'Lawyer');

@Resolver(() => LawyerType)
export class LawyersResolver {
  constructor(private readonly tree: RecordTree) {}

  @Needs('LEGAL_AID_FILE:LIST')
  @Query(() => LawyerConnection, { description: 'The roster, by code.' })
  lawyers(
    @As() actor: Actor,
    @Args() { first, after }: PageArguments,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    return this.tree.page(actor, lawyerRecord, { request: { first, after }, selection: selectionOf(info) });
  }
}

@Resolver(() => AssignmentType)
export class AssignmentFieldsResolver {
  constructor(tree: RecordTree) {
    tree.add(lawyerOfAssignment);
  }

  @ResolveField(() => LawyerType, {
    nullable: true,
    description: 'The lawyer; null when unknown, or when `lawyerId` is withheld.',
  })
  lawyer(): never {
    return filledByTheTree();
  }
}
