import type { StatementFacts, TestimonyFacts, WitnessFacts } from './trial-facts.js';

/** A reading with the statement that was read; null when it is not on record (`domain.md` 5.10 row 25). */
export interface Reading {
  readonly testimony: TestimonyFacts;
  readonly statement: StatementFacts | null;
}

/** What of a witness came before the court in one cycle, sorted by what it is worth. */
export interface Evidence {
  /** Oral, completed or partial, and the defence examined or could have (`domain.md` 5.2). */
  readonly tested: readonly TestimonyFacts[];
  /** Oral, completed or partial, never open to the defence. */
  readonly untested: readonly TestimonyFacts[];
  readonly confrontedReadings: readonly Reading[];
  readonly unconfrontedReadings: readonly Reading[];
  readonly refusals: readonly TestimonyFacts[];
  /** Not admitted, or the objection was sustained: it does not exist for the rules (5.10 row 14). */
  readonly excluded: readonly TestimonyFacts[];
}

export function evidenceOf(witness: WitnessFacts, cycle: number): Evidence {
  const given = witness.testimony.filter((testimony) => testimony.cycle === cycle);
  const events = given.filter((testimony) => !isRefusal(testimony));
  const counted = events.filter((testimony) => !isExcluded(testimony));
  const oral = counted.filter((testimony) => !isReading(testimony));
  const readings = counted
    .filter(isReading)
    .map((testimony) => ({ testimony, statement: statementRead(testimony, witness) }));
  return {
    tested: oral.filter(isTested),
    untested: oral.filter((testimony) => !isTested(testimony)),
    confrontedReadings: readings.filter(({ statement }) => statement !== null && isConfronted(statement)),
    unconfrontedReadings: readings.filter(({ statement }) => statement === null || !isConfronted(statement)),
    refusals: given.filter(isRefusal),
    excluded: events.filter(isExcluded),
  };
}

/** The defence questioned the witness, or its counsel was there and declined; absence is no waiver (`domain.md` 5.2). */
export function isConfronted({ defenceOpportunity }: StatementFacts): boolean {
  return defenceOpportunity === 'QUESTIONED' || defenceOpportunity === 'WAIVED_WITH_COUNSEL';
}

export function isInOpenCourt({ mode, measures }: TestimonyFacts): boolean {
  return mode === 'LIVE_OPEN' && measures.length === 0;
}

/** Evidential statements that may still be used: none whose reading was excluded in this cycle (5.10 rows 8, 14, 24). */
export function statementsOnFile(witness: WitnessFacts, { excluded }: Evidence): readonly StatementFacts[] {
  const refused = new Set(excluded.filter(isReading).map(({ statement }) => statement));
  return witness.statements.filter(({ evidential, label }) => evidential && !refused.has(label));
}

function isReading({ mode }: TestimonyFacts): boolean {
  return mode === 'STATEMENT_READ';
}

function isRefusal({ mode, completion }: TestimonyFacts): boolean {
  return completion === 'REFUSED' && mode !== 'STATEMENT_READ';
}

function isExcluded({ admitted, objection }: TestimonyFacts): boolean {
  return !admitted || objection === 'SUSTAINED';
}

function isTested({ defenceExamined }: TestimonyFacts): boolean {
  return defenceExamined !== 'NO';
}

function statementRead({ statement }: TestimonyFacts, witness: WitnessFacts): StatementFacts | null {
  return witness.statements.find(({ label }) => label === statement) ?? null;
}
