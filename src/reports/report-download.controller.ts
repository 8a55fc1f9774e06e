import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { ReportStore } from './report.store.js';

/** The one route beside GraphQL: the bytes of a report. The permission is checked at each download. */
@Controller('reports')
export class ReportDownloadController {
  constructor(private readonly reports: ReportStore) {}

  @Needs('REPORT_DRAFT:EXPORT')
  @Get(':file')
  @Header('Cache-Control', 'no-store')
  @Header('X-Content-Type-Options', 'nosniff')
  async download(@As() actor: Actor, @Param('file') file: string): Promise<StreamableFile> {
    const { number, pdf } = await this.reports.pdf(actor, file.replace(/\.pdf$/, ''));
    return new StreamableFile(pdf, { type: 'application/pdf', disposition: `attachment; filename="${number}.pdf"` });
  }
}
