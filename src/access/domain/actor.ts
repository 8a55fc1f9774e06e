import { NotPermitted } from '../../kernel/errors.js';
import type { Condition, Permission, Role, Scope } from './data-class.js';
import { may, scopesOf } from './may.js';
import { mayAsSystem, type SystemActor, systemActors } from './system-actors.js';

/** The role of an account. A lawyer's side belongs to each assignment and not to the account (`security.md` 2). */
export const accountRoles = ['ADMIN', 'AUDITOR', 'HQ_ANALYST', 'MONITOR', 'TFP', 'LAWYER'] as const;
export type AccountRole = (typeof accountRoles)[number];

/** Who asks, as the session says. The database verifies the token again in every transaction. */
export interface Actor {
  readonly token: string;
  readonly accountId: string;
  readonly role: AccountRole | SystemActor;
  readonly regions: readonly string[];
  readonly lawyerId: string | null;
  readonly displayName: string;
  /** The role needs a second factor and the account has none yet: the session is good for enrolling one. */
  readonly enrolling?: true;
  /** For whom a system actor works: the person named with the command. */
  readonly onBehalfOf?: string;
}

/** @throws NotPermitted when the role lacks the permission whatever the record. */
export function demand(actor: Actor, permission: Permission): void {
  if (!hasPermission(actor, permission)) throw new NotPermitted();
}

/** Whether the role has the permission on some records. */
export function hasPermission(actor: Actor, permission: Permission): boolean {
  if (isSystemActor(actor.role)) return mayAsSystem(actor.role, permission);
  return policyRoles(actor.role).some((role) => scopesOf(role, permission).length > 0);
}

/** Whether the role has the permission under no rule without this condition, so that it can be asked for at once. */
export function alwaysUnder({ role }: Actor, permission: Permission, condition: Condition): boolean {
  if (isSystemActor(role)) return false;
  const rules = policyRoles(role).flatMap((of) =>
    scopesOf(of, permission).flatMap((scope) => may(of, scope, permission) ?? []),
  );
  return (
    rules.length > 0 &&
    rules.flatMap((rule) => [rule, ...rule.also]).every(({ conditions }) => conditions.includes(condition))
  );
}

export function isSystemActor(role: Actor['role']): role is SystemActor {
  return systemActors.includes(role as SystemActor);
}

/** The scope of a record that reached the actor at all: the widest that the role has, for the question of masks. */
export function readerOf(role: AccountRole): { readonly role: Role; readonly scope: Scope } {
  if (role === 'LAWYER') return { role: 'LAWYER_VICTIM_SIDE', scope: 'OWN_CLIENT' };
  if (role === 'MONITOR' || role === 'TFP') return { role, scope: 'OWN_REGION' };
  return { role, scope: 'ANY' };
}

/** How far the actor's permission reaches, for the scope of a query. */
export type Reach = 'EVERYWHERE' | 'REGIONS' | 'ASSIGNMENTS' | 'NOWHERE';

export function reachOf(actor: Actor, permission: Permission): Reach {
  if (!hasPermission(actor, permission)) return 'NOWHERE';
  if (isSystemActor(actor.role)) return 'EVERYWHERE';
  if (actor.role === 'LAWYER') return 'ASSIGNMENTS';
  const { role } = readerOf(actor.role);
  return may(role, 'ANY', permission) ? 'EVERYWHERE' : 'REGIONS';
}

/** The roles of the policy that an account can act in. */
export function policyRoles(role: AccountRole): readonly Role[] {
  return role === 'LAWYER' ? ['LAWYER_VICTIM_SIDE', 'LAWYER_ACCUSED_SIDE'] : [role];
}
