import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { commandOf, IdempotencyKey, Input } from '../access/record-resolver.js';
import { ReportStore } from './report.store.js';
import { publishedReport, ReportType, RequestReportInput } from './report.types.js';
import { RequestReport } from './request-report.js';

@Resolver(() => ReportType)
export class ReportsResolver {
  constructor(
    private readonly store: ReportStore,
    private readonly request: RequestReport,
  ) {}

  @Needs('REPORT_DRAFT:LIST')
  @Query(() => [ReportType], { description: 'Reports, the latest first.' })
  async reports(@As() actor: Actor): Promise<readonly ReportType[]> {
    return (await this.store.list(actor)).map(publishedReport);
  }

  @Needs('REPORT_DRAFT:READ')
  @Query(() => ReportType, { description: 'One report, to follow it.' })
  async report(
    @As() actor: Actor,
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
  ): Promise<ReportType> {
    return publishedReport(await this.store.one(actor, id));
  }

  @Needs('REPORT_DRAFT:CREATE')
  @Mutation(() => ReportType, { description: 'Asks for a report; a job renders it.' })
  async requestReport(
    @As() actor: Actor,
    @Input(RequestReportInput) input: RequestReportInput,
    @IdempotencyKey() key: string | null,
  ): Promise<ReportType> {
    const { result } = await this.request.execute(actor, input, commandOf('requestReport', key, input));
    return publishedReport(await this.store.one(actor, result.id));
  }
}
