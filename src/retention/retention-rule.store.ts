import sql from 'sql-template-tag';
import { Stale } from '../kernel/errors.js';
import type { Change } from '../access/change.js';
import type { Statements } from '../platform/db/database.js';
import type { RetentionRule } from './domain/retention.js';

/** The rules of the mission. There are none until somebody writes them, and then nothing is ever due. */
export async function retentionRules(run: Statements): Promise<readonly RetentionRule[]> {
  const { rows } = await run<RetentionRule & Record<string, unknown>>(sql`
    SELECT data_class AS "dataClass", event, months, version FROM vigil.retention_rule ORDER BY data_class, event`);
  return rows;
}

/**
 * Adds a rule, or changes the one about the same event, and keeps the version in the journal.
 * @param version the one that was read; null for a new rule.
 * @throws Stale.
 */
export async function storeRetentionRule(
  change: Change,
  { dataClass, event, months }: Omit<RetentionRule, 'version'>,
  version: number | null,
): Promise<number> {
  const { rows } = await change.run<{ version: number }>(
    version === null
      ? sql`INSERT INTO vigil.retention_rule (data_class, event, months) VALUES (${dataClass}, ${event}, ${months})
            ON CONFLICT DO NOTHING RETURNING version`
      : sql`UPDATE vigil.retention_rule SET months = ${months}, version = version + 1
            WHERE data_class = ${dataClass} AND event = ${event} AND version = ${version} RETURNING version`,
  );
  const [stored] = rows;
  if (!stored) throw new Stale();
  await change.run(sql`
    INSERT INTO vigil.record_version (table_name, id, version, account_id, row_content)
    SELECT 'retention_rule', data_class || ' ' || event, version, ${change.actor.accountId}, to_jsonb(rule)
    FROM vigil.retention_rule rule WHERE data_class = ${dataClass} AND event = ${event}`);
  return stored.version;
}
