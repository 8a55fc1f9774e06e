import { Module } from '@nestjs/common';
import { CaseTestimonyResolver, TrialAssessmentsResolver, WitnessTestimonyResolver } from './testimony.resolver.js';
import { TrialAssessmentsView } from './trial-assessments.view.js';

@Module({
  providers: [TrialAssessmentsView, TrialAssessmentsResolver, CaseTestimonyResolver, WitnessTestimonyResolver],
})
export class TestimonyModule {}
