import { readFileSync } from 'node:fs';
import type { Action, DataClass, Permission, Role, Scope } from '../../src/access/domain/data-class.js';

/** What a client meets when it asks for something. */
export type Outcome = 'DONE' | 'NOT_FOUND' | 'FORBIDDEN' | 'UNAUTHENTICATED';

export interface Cell {
  readonly role: Role;
  readonly scope: Scope;
  readonly class: DataClass;
  readonly action: Action;
  readonly decision: 'DENY' | 'ALLOW' | 'ALLOW_IF';
  readonly conditions: readonly string[];
}

const { cells } = JSON.parse(readFileSync(new URL('../guards/access-matrix.json', import.meta.url), 'utf8')) as {
  readonly cells: readonly Cell[];
};

/** The sides of one account: which it is on depends on the assignment, so it lacks only what both lack. */
const sidesOf = (role: Role): readonly Role[] =>
  role.startsWith('LAWYER') ? ['LAWYER_VICTIM_SIDE', 'LAWYER_ACCUSED_SIDE'] : [role];

const of = (permission: Permission): readonly Cell[] =>
  cells.filter((cell) => `${cell.class}:${cell.action}` === permission && cell.decision !== 'DENY');

export function allowedCell(role: Role, scope: Scope | null, permission: Permission): Cell | undefined {
  return of(permission).find((cell) => cell.role === role && cell.scope === scope);
}

/**
 * What the matrix lets a role meet (`security.md` 1): FORBIDDEN when it lacks the action on the class altogether,
 * NOT_FOUND when it has it on other records than this one.
 * @param scope how the record stands to the role; null when there is no such record.
 */
export function outcomeBy(role: Role, scope: Scope | null, permission: Permission): Outcome {
  if (role === 'ANONYMOUS') return 'UNAUTHENTICATED';
  if (!of(permission).some((cell) => sidesOf(role).includes(cell.role))) return 'FORBIDDEN';
  return allowedCell(role, scope, permission) ? 'DONE' : 'NOT_FOUND';
}
