import { Args, Info, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Actor } from '../access/domain/actor.js';
import { As, Needs } from '../access/needs.js';
import { filledByTheTree } from '../access/record-resolver.js';
import { RecordTree } from '../access/record-tree.js';
import { Today } from '../access/today.js';
import { CaseType } from '../cases/case.types.js';
import type { Connection } from '../kernel/connection.js';
import { ConnectionOf, PageArguments } from '../platform/graphql/connection.types.js';
import { CalendarDateScalar } from '../platform/graphql/scalars.js';
import { asksFor, selectionOf } from '../platform/graphql/selection.js';
import { WitnessType } from '../witnesses/witness.types.js';
import { testimonyLevels } from './testimony-levels.js';
import {
  AssessedTrialType,
  ShownReturnOutlook,
  ShownTrialAssessment,
  TrialAssessmentFilter,
  WitnessAssessmentType,
} from './testimony.types.js';
import { TrialAssessmentsView } from './trial-assessments.view.js';

const AssessedTrialConnection = ConnectionOf(AssessedTrialType, 'AssessedTrial');
const asOf = {
  type: () => CalendarDateScalar,
  nullable: true,
  description: 'The day on which the assessment is made; today when left out.',
};

@Resolver(() => AssessedTrialType)
export class TrialAssessmentsResolver {
  constructor(private readonly view: TrialAssessmentsView) {}

  @Needs('WITNESS_STATUS:LIST')
  @Query(() => AssessedTrialConnection, { description: 'Trials with what became of their testimony, by code.' })
  trialAssessments(
    @As() actor: Actor,
    @Args() { first, after }: PageArguments,
    @Args('filter', { type: () => TrialAssessmentFilter, nullable: true, description: 'Which of them.' })
    filter: TrialAssessmentFilter,
    @Info() info: GraphQLResolveInfo,
  ): Promise<Connection<AssessedTrialType>> {
    const counted = asksFor(selectionOf(info), 'totalCount');
    return this.view.page(actor, { filter, request: { first, after }, counted });
  }
}

@Resolver(() => CaseType)
export class CaseTestimonyResolver {
  constructor(tree: RecordTree, today: Today) {
    for (const level of testimonyLevels(today)) tree.add(level);
  }

  @ResolveField(() => ShownTrialAssessment, { description: 'What became of the testimony in the latest cycle.' })
  assessment(@Args('asOf', asOf) _asOf: string | null): never {
    return filledByTheTree();
  }
}

@Resolver(() => WitnessType)
export class WitnessTestimonyResolver {
  @ResolveField(() => WitnessAssessmentType, {
    nullable: true,
    description: 'What became of her testimony; null when out of scope.',
  })
  assessment(@Args('asOf', asOf) _asOf: string | null): never {
    return filledByTheTree();
  }

  @ResolveField(() => ShownReturnOutlook, {
    description: 'What this reader may know today of a planned return; of other days it would give its day away.',
  })
  returnOutlook(): never {
    return filledByTheTree();
  }
}
