import { readerOf, type Actor, isSystemActor } from '../access/domain/actor.js';
import { maskFor } from '../access/domain/column-masks.js';
import type { Reading } from '../access/reading.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { gatherCases } from './case-content.tables.js';
import { assessTrial } from './domain/assess-trial.js';
import type { Assessment } from './domain/assessment.js';
import { type CaseContent, pseudonymOf } from './domain/case-content.js';
import { factsOfCase } from './domain/facts-of-case.js';
import { type AssessmentMask, maskAssessment } from './domain/masked-assessment.js';

/** A case with its assessment, named and cut for one reader. */
export interface AssessedCase {
  readonly content: CaseContent;
  readonly assessment: Assessment;
  /** The name under which the reader knows a witness, by the field code: the key among `assessment.witnesses`. */
  readonly nameOf: AssessmentMask['nameOf'];
}

/** Each reading gathers a case once, however many fields ask for it. */
const gathered = new WeakMap<Reading, Map<string, CaseContent>>();

/** Which cases are assessed, on which day, for whom. */
interface Question {
  readonly ids: readonly string[];
  readonly asOf: CalendarDate;
  readonly today: CalendarDate;
  readonly reader: Actor;
}

/** @param reading the assessor's: it sees the facts in full. */
export async function assessCases(
  reading: Reading,
  { ids, asOf, today, reader }: Question,
): Promise<ReadonlyMap<string, AssessedCase>> {
  const known = gathered.get(reading) ?? new Map<string, CaseContent>();
  gathered.set(reading, known);
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length > 0) for (const [id, content] of await gatherCases(reading, missing)) known.set(id, content);
  return new Map(
    ids.flatMap((id) => {
      const content = known.get(id);
      if (!content) return [];
      const mask = { ...readerMask(reader, content), ofToday: asOf === today };
      const assessment = maskAssessment(assessTrial(factsOfCase(content), asOf), mask);
      return [[id, { content, assessment, nameOf: mask.nameOf }]];
    }),
  );
}

function readerMask(reader: Actor, content: CaseContent): Omit<AssessmentMask, 'ofToday'> {
  if (isSystemActor(reader.role)) return { plans: true, nameOf: (code) => code };
  const { role, scope } = readerOf(reader.role);
  const renamed = maskFor(role, scope, 'WITNESS_STATUS', 'CODE').treatment === 'PSEUDONYM';
  return {
    plans: maskFor(role, scope, 'LOCATION_RETURN', 'PLAN_DAY').treatment === 'PLAIN',
    nameOf: renamed ? pseudonymOf(content) : (code) => code,
  };
}
