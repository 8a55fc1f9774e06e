import sql from 'sql-template-tag';
import { type Actor, isSystemActor, readerOf } from '../access/domain/actor.js';
import type { Action, Scope } from '../access/domain/data-class.js';
import { may, type Rule } from '../access/domain/may.js';
import { NotFound } from '../kernel/errors.js';
import type { Statements } from '../platform/db/database.js';
import type { IdentityState } from './domain/identity.js';

/** How a person stands to the one who acts, and on what terms the policy lets him do it to her identity. */
export interface Standing {
  readonly personId: string;
  readonly region: string;
  readonly state: IdentityState;
  readonly scope: Scope;
  readonly rule: Rule;
}

interface StandingRow {
  readonly region: string;
  readonly state: IdentityState;
}

/**
 * The scope comes from the database, which knows the sign-in, and the terms from the policy.
 * @param action of those on WITNESS_IDENTITY, by the state of the identity.
 * @throws NotFound when there is no such person, or none to whom he may do it: the two cannot be told apart.
 */
export async function demandStanding(
  run: Statements,
  actor: Actor,
  personId: string,
  action: (state: IdentityState) => Action,
): Promise<Standing> {
  const row = await identityOf(run, personId);
  const doing = row && action(row.state);
  const scope = doing ? await scopeOf(run, personId, doing) : null;
  if (!row || !doing || !scope || isSystemActor(actor.role)) throw new NotFound();
  const rule = may(readerOf(actor.role).role, scope, `WITNESS_IDENTITY:${doing}`);
  if (!rule) throw new NotFound();
  return { personId, region: row.region, state: row.state, scope, rule };
}

async function identityOf(run: Statements, personId: string): Promise<StandingRow | undefined> {
  const { rows } = await run<StandingRow>(sql`SELECT region, state FROM sec.identity_of(${personId}::uuid)`);
  return rows[0];
}

async function scopeOf(run: Statements, personId: string, action: Action): Promise<Scope | null> {
  const { rows } = await run<{ scope: Scope | null }>(
    sql`SELECT sec.my_scope_of_person(${personId}::uuid, ${action}) AS scope`,
  );
  return rows[0]?.scope ?? null;
}
