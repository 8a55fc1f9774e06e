import { isSystemActor, policyRoles, type Actor } from './actor.js';
import type { Audit, Permission } from './data-class.js';
import { may, scopesOf } from './may.js';

const KEPT: readonly Audit[] = ['READ_LOGGED', 'WRITE_AHEAD'];

/**
 * Whether the trail keeps it when this actor is shown records: where the policy says so in any scope of the role.
 * A system actor looks for nobody; what a reader is shown of its work is the reader's look.
 */
export function isLookKept({ role }: Pick<Actor, 'role'>, permission: Permission): boolean {
  if (isSystemActor(role)) return false;
  return policyRoles(role).some((policyRole) =>
    scopesOf(policyRole, permission).some((scope) => {
      const rule = may(policyRole, scope, permission);
      return rule !== null && KEPT.includes(rule.audit);
    }),
  );
}
