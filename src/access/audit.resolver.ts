import { Args, Info, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Connection } from '../kernel/connection.js';
import { ConnectionOf, PageArguments } from '../platform/graphql/connection.types.js';
import { asksFor, selectionOf } from '../platform/graphql/selection.js';
import { AuditStore } from './audit.store.js';
import { AuditEntryType, AuditFilter } from './audit.types.js';
import type { Actor } from './domain/actor.js';
import { As, Needs } from './needs.js';

const AuditEntryConnection = ConnectionOf(AuditEntryType, 'AuditEntry');

@Resolver(() => AuditEntryType)
export class AuditResolver {
  constructor(private readonly trail: AuditStore) {}

  @Needs('AUDIT_EVENT:LIST')
  @Query(() => AuditEntryConnection, {
    description:
      'The audit trail, the latest first: whole for the auditor; accounts and sessions for an administrator; who asked for an identity for the focal points of the region and the own lawyer.',
  })
  auditEntries(
    @As() actor: Actor,
    @Args() { first, after }: PageArguments,
    @Args('filter', { type: () => AuditFilter, nullable: true, description: 'Which of them.' })
    filter: AuditFilter | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AuditEntryType>> {
    const counted = asksFor(selectionOf(info), 'totalCount');
    return this.trail.page(actor, { filter: filter ?? {}, request: { first, after }, counted });
  }
}
