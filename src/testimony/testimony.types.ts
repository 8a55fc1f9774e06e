import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { IsOptional } from 'class-validator';
import type { Shown } from '../access/domain/masking.js';
import { ShownField, ShownOf } from '../access/shown.types.js';
import { CodeField, DayField, EnumField, EnumListField, enumeration } from '../platform/graphql/fields.js';
import {
  type FairTrialRisk,
  fairTrialRisks,
  type TestimonyClass,
  testimonyClasses,
  type TrialAssessment,
  type TrialFlag,
  trialFlags,
  type WitnessFlag,
  witnessFlags,
} from './domain/assessment.js';
import { explain } from './domain/explanation-texts.js';
import type { Reason } from './domain/reasons.js';
import type { WitnessAssessment } from './domain/assessment.js';

const TestimonyClassEnumeration = enumeration(
  'TestimonyClass',
  testimonyClasses,
  "What became of a witness's testimony, the gravest first.",
);
const HeadlineEnumeration = enumeration(
  'Headline',
  [...testimonyClasses, 'NO_VICTIM_WITNESS'],
  'The gravest class among the material witnesses of a trial.',
);
const WitnessFlagEnumeration = enumeration(
  'WitnessFlag',
  witnessFlags,
  'What to know about a witness beside the class.',
);
const TrialFlagEnumeration = enumeration(
  'TrialFlag',
  trialFlags,
  'What to know about a trial; the report lists the trials lost or diminished by repatriation.',
);
const FairTrialRiskEnumeration = enumeration(
  'FairTrialRisk',
  fairTrialRisks,
  'A prompt for a lawyer to look, not a finding.',
);
const ExtentEnumeration = enumeration(
  'Extent',
  ['ALL', 'PARTIAL'],
  'Whether every material witness has the class of the headline.',
);
const LostToRepatriationEnumeration = enumeration(
  'LostToRepatriation',
  ['YES', 'NO', 'UNDETERMINED'],
  'Whether testimony was lost to repatriation.',
);

@ObjectType('ReasonParameter', { description: 'A value that a reason names.' })
class ReasonParameterType {
  @Field({ description: 'What it is.' })
  readonly name!: string;

  @Field({ description: 'A code, an ISO day, a label or a count, as text.' })
  readonly value!: string;
}

@ObjectType('Reason', {
  description: 'One step of an explanation: the rule that decided, or a fact that made it decide.',
})
export class ReasonType {
  @Field({ description: 'A code of the catalogue.' })
  readonly code!: string;

  @Field(() => [ReasonParameterType], { description: 'The values that it names.' })
  readonly parameters!: readonly ReasonParameterType[];

  @Field(() => [ID], { description: 'The records that show it.' })
  readonly records!: readonly string[];

  @Field({ description: 'The reason as an English sentence.' })
  readonly text!: string;
}

@ObjectType('WitnessAssessment', {
  description: "What became of a witness's testimony, by rule and with its reasons. Nobody can type it in.",
})
export class WitnessAssessmentType {
  @EnumField(TestimonyClassEnumeration, 'The class.')
  readonly class!: TestimonyClass;

  @Field({ description: 'Whether later facts can no longer change it.' })
  readonly final!: boolean;

  @Field(() => String, { nullable: true, description: 'The cause: a programme, or another reason.' })
  readonly cause!: string | null;

  @EnumField(LostToRepatriationEnumeration, 'Whether testimony was lost to repatriation.')
  readonly lostToRepatriation!: WitnessAssessment['lostToRepatriation'];

  @Field(() => String, {
    nullable: true,
    description: 'On what it rests: a way of recovery, or the kind of untested evidence.',
  })
  readonly basis!: string | null;

  @EnumField(FairTrialRiskEnumeration, 'Only where an untested statement was read.', { optional: true })
  readonly fairTrialRisk!: FairTrialRisk | null;

  @EnumListField(WitnessFlagEnumeration, 'What else to know.')
  readonly flags!: readonly WitnessFlag[];

  @Field(() => [ReasonType], { description: 'The rule that decided, then the facts that made it decide.' })
  readonly explanation!: readonly ReasonType[];
}

@ObjectType('TrialAssessment', { description: 'The trial as a whole, from its witnesses.' })
export class TrialAssessmentType {
  @EnumField(HeadlineEnumeration, 'The gravest class among the material witnesses.')
  readonly headline!: TrialAssessment['headline'];

  @EnumField(ExtentEnumeration, 'Whether all of them have it.', { optional: true })
  readonly extent!: TrialAssessment['extent'];

  @EnumListField(TrialFlagEnumeration, 'The flags.')
  readonly flags!: readonly TrialFlag[];

  @Field(() => [ReasonType], { description: 'The reasons.' })
  readonly explanation!: readonly ReasonType[];
}

export const ShownTrialAssessment = ShownOf<TrialAssessmentType>('TrialAssessment', () => TrialAssessmentType);

@ObjectType('ReturnOutlook', { description: 'A planned return without its day or place.' })
export class ReturnOutlookType {
  @Field({ description: 'Whether a return is planned.' })
  readonly planned!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether she would be gone by the next hearing to which she is summoned; null when not known.',
  })
  readonly beforeNextHearing!: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it lies at most 14 days ahead, or is overdue; null when not known.',
  })
  readonly within14Days!: boolean | null;
}

export const ShownReturnOutlook = ShownOf<ReturnOutlookType>('ReturnOutlook', () => ReturnOutlookType);

@ObjectType('AssessedWitness', { description: 'A witness in scope, with the assessment.' })
export class AssessedWitnessType {
  @Field(() => ID, { description: 'The witness.' })
  readonly witnessId!: string;

  @Field({ description: 'The code under which this reader knows the witness.' })
  readonly code!: string;

  @Field(() => WitnessAssessmentType, { description: 'What became of the testimony.' })
  readonly assessment!: WitnessAssessmentType;
}

@ObjectType('AssessedTrial', { description: 'A case with what became of its testimony.' })
export class AssessedTrialType {
  @Field(() => ID, { description: 'The case.' })
  readonly id!: string;

  @Field({ description: 'Its code.' })
  readonly caseCode!: string;

  @Field({ description: 'Its court, a code of the reference pack.' })
  readonly courtCode!: string;

  @ShownField(ShownTrialAssessment, 'The trial as a whole; for those who may list all its witnesses.')
  readonly assessment!: Shown<TrialAssessmentType>;

  @Field(() => [AssessedWitnessType], { description: 'The witnesses in scope whom the reader may see.' })
  readonly witnesses!: readonly AssessedWitnessType[];
}

@InputType({ description: 'Which trials.' })
export class TrialAssessmentFilter {
  @EnumListField(TrialFlagEnumeration, 'Any of these flags.', { optional: true })
  readonly flags?: readonly TrialFlag[] | null;

  @EnumField(HeadlineEnumeration, 'This headline.', { optional: true })
  readonly headline?: TrialAssessment['headline'] | null;

  @CodeField('A region.', { optional: true })
  readonly region?: string | null;

  @CodeField('A court.', { optional: true })
  readonly court?: string | null;

  @DayField('The day on which the assessment is made; today when left out.', { optional: true })
  @IsOptional()
  readonly asOf?: string | null;
}

export function publishedReasons(reasons: readonly Reason[]): readonly ReasonType[] {
  return reasons.map((reason) => ({
    code: reason.code,
    parameters: Object.entries(reason.parameters).map(([name, value]) => ({ name, value: String(value) })),
    records: reason.records,
    text: explain(reason),
  }));
}

export function publishedWitness(assessment: WitnessAssessment): WitnessAssessmentType {
  return { ...assessment, explanation: publishedReasons(assessment.explanation) };
}

export function publishedTrial(assessment: TrialAssessment): TrialAssessmentType {
  return { ...assessment, explanation: publishedReasons(assessment.explanation) };
}
