import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { DayField, EnumField, enumeration, IdField, TextField } from '../platform/graphql/fields.js';
import { InstantScalar } from '../platform/graphql/scalars.js';
import { type Report, type ReportStatus, reportStatuses } from './domain/report.js';

const ReportStatusEnumeration = enumeration('ReportStatus', reportStatuses, 'How far a report has come.');

@ObjectType('Report', { description: 'A monitoring report: asked for, rendered by a job, then downloaded.' })
export class ReportType implements Omit<Report, 'version'> {
  @Field(() => ID, { description: 'Its id, a UUID.' })
  readonly id!: string;

  @Field({ description: 'Its number: `TMP-2001-01`.' })
  readonly number!: string;

  @Field({ description: 'Its title.' })
  readonly title!: string;

  @DayField('First day of the period.')
  readonly periodFrom!: CalendarDate;

  @DayField('Last day of the period.')
  readonly periodTo!: CalendarDate;

  @DayField('The day on which its assessments are made.')
  readonly asOf!: CalendarDate;

  @EnumField(ReportStatusEnumeration, 'How far it has come; ask again until READY or FAILED.')
  readonly status!: ReportStatus;

  @Field(() => InstantScalar, { description: 'When it was asked for.' })
  readonly requestedAt!: string;

  @Field(() => String, { nullable: true, description: 'The version of the testimony rules.' })
  readonly rulesetVersion!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the facts that it was made from.' })
  readonly snapshotHash!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the PDF.' })
  readonly pdfHash!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  readonly failure!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the PDF can be downloaded once it is READY, on this server.',
  })
  readonly downloadPath!: string | null;
}

@InputType({ description: 'A report.' })
export class RequestReportInput {
  @IdField('An id of your choice, so that a repeated request makes no second report.', { optional: true })
  readonly id?: string;

  @TextField('Its title.', { optional: true, max: 200 })
  readonly title?: string | null;

  @DayField('First day of the period.')
  readonly periodFrom!: CalendarDate;

  @DayField('Last day of the period.')
  readonly periodTo!: CalendarDate;

  @DayField('The day on which its assessments are made; the last day of the period, or today, when left out.', {
    optional: true,
  })
  readonly asOf?: CalendarDate | null;
}

export function publishedReport(report: Report): ReportType {
  return { ...report, downloadPath: report.status === 'READY' ? `/reports/${report.id}.pdf` : null };
}
