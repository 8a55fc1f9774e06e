import type { AccountRole } from '../../access/domain/actor.js';
import { refuse } from '../../kernel/refusal.js';

/** Someone who uses Vigil. Not a person of any case. */
export interface Account {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: AccountRole;
  readonly regions: readonly string[];
  /** The lawyer on the roster who signs in with it. */
  readonly lawyerId: string | null;
  readonly active: boolean;
  readonly version: number;
}

/** Roles whose scope is a region. */
const regionalRoles: readonly AccountRole[] = ['MONITOR', 'TFP'];

/** @throws Refusal when regions or a lawyer stand beside a role that has none, or a regional role has no region. */
export function refuseImpossibleAccount({
  role,
  regions,
  lawyerId,
}: Pick<Account, 'role' | 'regions' | 'lawyerId'>): void {
  if (regionalRoles.includes(role) !== regions.length > 0) refuse('REGIONS_FIT_ROLE', 'input.regions');
  if (lawyerId && role !== 'LAWYER') refuse('ONLY_LAWYERS_ON_ROSTER', 'input.lawyerId');
}

/** One spelling for each address, so that nobody has two accounts by capitals. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFC').trim().toLowerCase();
}
