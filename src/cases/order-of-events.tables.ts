import sql, { type Sql } from 'sql-template-tag';
import type { OpenChange } from '../access/record.js';
import type { CalendarDate } from '../kernel/calendar-date.js';
import { refuse } from '../kernel/refusal.js';

/** @throws Refusal when the day lies before the indictment of the same cycle (`domain.md` 5.11). */
export async function refuseBeforeIndictment(
  change: OpenChange,
  cycleId: string,
  day: CalendarDate,
  field: string,
): Promise<void> {
  const filed = sql`SELECT filed_on AS day FROM vigil.indictment
    WHERE cycle_id = ${cycleId} AND NOT withdrawn AND withdrawn_on IS NULL AND filed_on > ${day}`;
  if (await exists(change, filed)) refuse('BEFORE_INDICTMENT', field);
}

/** @throws Refusal when the evidence of the cycle was closed, or judgment given, before the day on which it was indicted. */
export async function refuseIndictmentAfterEnd(
  change: OpenChange,
  cycleId: string,
  filedOn: CalendarDate,
): Promise<void> {
  const ended = sql`
    SELECT closed_on AS day FROM vigil.evidence_closing WHERE cycle_id = ${cycleId} AND NOT withdrawn AND closed_on < ${filedOn}
    UNION ALL
    SELECT pronounced_on FROM vigil.judgment WHERE cycle_id = ${cycleId} AND NOT withdrawn AND pronounced_on < ${filedOn}`;
  if (await exists(change, ended)) refuse('BEFORE_INDICTMENT', 'input.filedOn');
}

async function exists(change: OpenChange, statement: Sql): Promise<boolean> {
  return ((await change.run(statement)).rowCount ?? 0) > 0;
}
