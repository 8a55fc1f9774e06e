import {
  type Action,
  actions,
  type Audit,
  type Condition,
  type DataClass,
  dataClasses,
  type Permission,
  type Role,
  roles,
  roleScopes,
  type Scope,
} from './data-class.js';
import { type Grant } from './grant.js';
import { type MaskCode } from './masks.js';
import { type Grants, policy } from './policy.js';

/** The terms on which something is allowed. */
export interface Rule {
  /** ALLOW_IF: a request or a second person comes first, so that asking alone does not do it. */
  readonly decision: 'ALLOW' | 'ALLOW_IF';
  /** All must hold, on ALLOW too. */
  readonly conditions: readonly Condition[];
  /** What is shown of the record; null: all of it. */
  readonly mask: MaskCode | null;
  readonly audit: Audit;
  /** Narrower rules beside this one: each is enough where its own conditions hold. */
  readonly also: readonly Rule[];
}

/** One thing that the policy allows, as the table behind row-level security stores it. */
export interface PolicyRow {
  readonly role: Role;
  readonly scope: Scope;
  readonly dataClass: DataClass;
  readonly action: Action;
  /** Only after a second person's decision. */
  readonly secondPerson: boolean;
}

/** Conditions that somebody else, or a later step, has to meet. */
const heldUntil: readonly Condition[] = ['SECOND_PERSON_APPROVAL', 'REQUEST_ONLY'];

function toRule({ conditions, mask, audit }: Grant, narrower: readonly Grant[] = []): Rule {
  const decision = conditions.some((condition) => heldUntil.includes(condition)) ? 'ALLOW_IF' : 'ALLOW';
  return { decision, conditions, mask, audit, also: narrower.map((grant) => toRule(grant)) };
}

function grantsOf(role: Role, scope: Scope): Grants {
  const byScope: Readonly<Partial<Record<Scope, Grants>>> = policy[role];
  return byScope[scope] ?? {};
}

const key = (role: Role, scope: Scope, permission: Permission): string => `${role} ${scope} ${permission}`;

const allowed = roles.flatMap((role) =>
  roleScopes[role].flatMap((scope) =>
    dataClasses.flatMap((dataClass) =>
      actions.flatMap((action) => {
        const [widest, ...narrower] = [grantsOf(role, scope)[dataClass] ?? []]
          .flat()
          .filter((grant) => grant.actions.includes(action));
        if (!widest) return [];
        const secondPerson = widest.conditions.includes('SECOND_PERSON_APPROVAL');
        return [{ row: { role, scope, dataClass, action, secondPerson }, rule: toRule(widest, narrower) }];
      }),
    ),
  ),
);

const rules: ReadonlyMap<string, Rule> = new Map(
  allowed.map(({ row, rule }) => [key(row.role, row.scope, `${row.dataClass}:${row.action}`), rule]),
);

/** On what terms the role may do it to a record of this scope; null when it may not. */
export function may(role: Role, scope: Scope, permission: Permission): Rule | null {
  return rules.get(key(role, scope, permission)) ?? null;
}

/** The scopes in which the role may do it; empty when the role lacks it altogether, which is answered FORBIDDEN. */
export function scopesOf(role: Role, permission: Permission): readonly Scope[] {
  return roleScopes[role].filter((scope) => may(role, scope, permission));
}

/** The classes of which the role may read some record. */
export function dataClassesReadable(role: Role): readonly DataClass[] {
  return dataClasses.filter((dataClass) => scopesOf(role, `${dataClass}:READ`).length > 0);
}

/** Everything allowed, flat, in the order of the policy: the content of the table behind row-level security. */
export function policyRows(): readonly PolicyRow[] {
  return allowed.map(({ row }) => row);
}
