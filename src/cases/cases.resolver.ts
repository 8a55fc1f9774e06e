import { Args, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import sql, { join } from 'sql-template-tag';
import type { Actor } from '../access/domain/actor.js';
import { CaseRecords } from '../access/case-records.js';
import { As, Needs } from '../access/needs.js';
import {
  answer,
  commandOf,
  IdempotencyKey,
  Input,
  type Payload,
  PayloadOf,
  withdrawal,
} from '../access/record-resolver.js';
import { RecordTree } from '../access/record-tree.js';
import type { Connection } from '../kernel/connection.js';
import { ConnectionOf, PageArguments } from '../platform/graphql/connection.types.js';
import { selectionOf } from '../platform/graphql/selection.js';
import { caseRecord } from './case.tables.js';
import { CaseFilter, CaseType, CreateCaseInput, UpdateCaseInput } from './case.types.js';
import { OpenCase } from './open-case.js';

const CaseConnection = ConnectionOf(CaseType, 'Case');
const CasePayload = PayloadOf(CaseType, 'Case');

@Resolver(() => CaseType)
export class CasesResolver {
  constructor(
    private readonly tree: RecordTree,
    private readonly records: CaseRecords,
    private readonly openCase: OpenCase,
  ) {}

  @Needs('CASE_PUBLIC:LIST')
  @Query(() => CaseConnection, { description: 'The cases that the reader may see, by code.' })
  cases(
    @As() actor: Actor,
    @Args() { first, after }: PageArguments,
    @Args('filter', { type: () => CaseFilter, nullable: true, description: 'Which of them.' })
    filter: CaseFilter,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<object>> {
    const conditions = [
      sql`NOT withdrawn`,
      ...(filter.region ? [sql`region = ${filter.region}`] : []),
      ...(filter.court ? [sql`court = ${filter.court}`] : []),
      ...(filter.code ? [sql`code = ${filter.code}`] : []),
    ];
    return this.tree.page(actor, caseRecord, {
      request: { first, after },
      selection: selectionOf(info),
      where: join(conditions, ' AND '),
    });
  }

  @Needs('CASE_PUBLIC:READ')
  @Query(() => CaseType, { name: 'case', description: 'One case.' })
  one(
    @As() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    return this.tree.one(actor, caseRecord, id, selectionOf(info));
  }

  @Needs('CASE_PUBLIC:CREATE')
  @Mutation(() => CasePayload, { description: 'Opens a case.' })
  async createCase(
    @As() actor: Actor,
    @Input(CreateCaseInput) input: CreateCaseInput,
    @IdempotencyKey() key: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const performed = await this.openCase.execute(actor, input, commandOf('createCase', key, input));
    return answer(this.tree, { actor, record: caseRecord, performed, info });
  }

  @Needs('CASE_PUBLIC:UPDATE')
  @Mutation(() => CasePayload, { description: 'Changes a case; what is left out stays.' })
  async updateCase(
    @As() actor: Actor,
    @Input(UpdateCaseInput) input: UpdateCaseInput,
    @IdempotencyKey() key: string | null,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Payload> {
    const performed = await this.records.amend(actor, caseRecord, input, commandOf('updateCase', key, input));
    return answer(this.tree, { actor, record: caseRecord, performed, info });
  }
}

/** `withdrawCase`. */
export const CaseWithdrawal = withdrawal(caseRecord, CasePayload);
