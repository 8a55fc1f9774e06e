import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import type { Retention } from '../access/conditions.js';
import type { Actor } from '../access/domain/actor.js';
import { signIn } from '../access/reading.js';
import { Sessions } from '../access/sessions.js';
import { clock } from '../platform/clock.js';
import type { Statements } from '../platform/db/database.js';
import type { ErasureGround } from './domain/erasure.js';
import { dueOn, isOnHold, type RetainedPerson } from './domain/retention.js';
import { retentionRules } from './retention-rule.store.js';

/** Somebody whose identity is kept. */
export interface KeptPerson extends RetainedPerson {
  readonly personId: string;
  readonly region: string;
}

/** Every row of the record that decides how long somebody's identity is kept, person by person. */
const FACTS = sql`
  WITH involved AS (
    SELECT person_id, case_id FROM vigil.witness WHERE NOT withdrawn
    UNION SELECT person_id, case_id FROM vigil.accused WHERE NOT withdrawn
  ), latest AS (
    SELECT DISTINCT ON (case_id) case_id, id FROM vigil.cycle WHERE NOT withdrawn ORDER BY case_id, number DESC
  ), judged AS (
    SELECT latest.case_id, max(judgment.pronounced_on) AS day
    FROM latest JOIN vigil.judgment judgment ON judgment.cycle_id = latest.id AND NOT judgment.withdrawn GROUP BY 1
  ), ended AS (
    SELECT latest.case_id, max(termination.ended_on) AS day
    FROM latest JOIN vigil.termination termination ON termination.cycle_id = latest.id AND NOT termination.withdrawn GROUP BY 1
  ), heard AS (
    SELECT case_id, max(date) AS day FROM vigil.hearing WHERE NOT withdrawn GROUP BY 1
  ), held AS (
    SELECT DISTINCT case_id FROM vigil.legal_hold WHERE NOT withdrawn AND lifted_on IS NULL
  ), cases AS (
    SELECT involved.person_id, jsonb_agg(jsonb_build_object(
             'judgedOn', CASE WHEN judged.day IS NOT NULL THEN greatest(judged.day, heard.day) END,
             'terminatedOn', ended.day, 'onHold', held.case_id IS NOT NULL)) AS cases
    FROM involved JOIN vigil.trafficking_case c ON c.id = involved.case_id AND NOT c.withdrawn
    LEFT JOIN judged ON judged.case_id = c.id LEFT JOIN ended ON ended.case_id = c.id
    LEFT JOIN heard ON heard.case_id = c.id LEFT JOIN held ON held.case_id = c.id
    GROUP BY involved.person_id
  ), spoken AS (
    SELECT witness_id, max(day) AS day FROM (
      SELECT witness_id, taken_on AS day FROM vigil.statement WHERE NOT withdrawn
      UNION ALL SELECT witness_id, date FROM vigil.testimony WHERE NOT withdrawn) said GROUP BY witness_id
  ), reached AS (
    SELECT witness.person_id, max(greatest(witness.contact_verified_on, witness.recorded_on, spoken.day)) AS day
    FROM vigil.witness witness LEFT JOIN spoken ON spoken.witness_id = witness.id WHERE NOT witness.withdrawn GROUP BY 1
  )
  SELECT person.id AS "personId", person.region, COALESCE(cases.cases, '[]') AS cases,
         greatest(kept.recorded_on, reached.day) AS "lastContactOn"
  FROM vigil.person person
  LEFT JOIN sec.kept_identities() kept ON kept.person_id = person.id
  LEFT JOIN cases ON cases.person_id = person.id
  LEFT JOIN reached ON reached.person_id = person.id`;

/**
 * What decides whether an identity may go. The eraser, a system actor, gathers it in the transaction of the one who asks:
 * an administrator sees no case, and a focal point none of another region. What comes of it is a day and a yes or no.
 */
@Injectable()
export class RetentionFacts {
  constructor(private readonly sessions: Sessions) {}

  /** Everybody in these regions whose identity is kept; null: in all regions. */
  kept(run: Statements, actor: Actor, regions: readonly string[] | null): Promise<readonly KeptPerson[]> {
    const where = regions === null ? sql`true` : sql`person.region = ANY (${regions}::text[])`;
    return this.asEraser(run, actor, sql`${FACTS} WHERE kept.person_id IS NOT NULL AND ${where}`);
  }

  /** How one person stands to the rules on the day of the clock: a day that was set for a demonstration erases nobody. */
  async of(run: Statements, actor: Actor, personId: string, ground: ErasureGround): Promise<Retention> {
    const [person] = await this.asEraser(run, actor, sql`${FACTS} WHERE person.id = ${personId}`);
    if (!person) return { over: false, onHold: false };
    const due = dueOn(person, await retentionRules(run));
    const over = ground === 'SUBJECT_REQUEST' || (due !== null && due <= clock.today());
    return { over, onHold: isOnHold(person) };
  }

  private async asEraser(run: Statements, actor: Actor, statement: Sql): Promise<readonly KeptPerson[]> {
    await signIn(run, await this.sessions.ofSystemActor('ERASER'));
    const { rows } = await run<KeptPerson & Record<string, unknown>>(statement);
    await signIn(run, actor);
    return rows;
  }
}
