import { Module } from '@nestjs/common';
import { RenderReport } from './render-report.js';
import { ReportDownloadController } from './report-download.controller.js';
import { ReportFactsView } from './report-facts.view.js';
import { ReportStore } from './report.store.js';
import { ReportsResolver } from './reports.resolver.js';
import { RequestReport } from './request-report.js';

@Module({
  controllers: [ReportDownloadController],
  providers: [ReportStore, ReportFactsView, RequestReport, RenderReport, ReportsResolver],
  exports: [RenderReport],
})
export class ReportsModule {}
