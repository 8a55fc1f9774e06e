import type { Action, DataClass, Permission } from './data-class.js';
import type { Fact } from './fact.js';

/** What a reader was shown: so many records of a class, never which values. */
export interface Look {
  readonly dataClass: DataClass;
  readonly action: Action;
  readonly count: number;
}

/** What an entry of the trail says. Its bytes are hashed; whatever the trail is searched by follows from it. */
export interface AuditContent {
  /** When, as an ISO instant in UTC. */
  readonly at: string;
  /** Null for somebody who is not known: a sign-in under a name that there is none of. */
  readonly accountId: string | null;
  readonly role: string;
  readonly onBehalfOf: string | null;
  readonly permission: Permission | null;
  readonly facts: readonly Fact[];
  readonly looks?: readonly Look[];
  /** The cases that a look showed. */
  readonly caseIds?: readonly string[];
}

/** Who may read an entry depends on what it is about (`security.md` 10). */
export const auditKinds = [
  /** Sessions, accounts, denials, keys. */
  'SECURITY',
  /** An identity or a place was asked for, granted or shown. */
  'REVEAL',
  /** Records were shown. */
  'LOOK',
  /** A record was changed. */
  'CHANGE',
] as const;
export type AuditKind = (typeof auditKinds)[number];

/** What the trail is searched by, as columns beside the bytes; the check of the trail holds them to the bytes. */
export interface AuditIndex {
  readonly storedAt: string;
  readonly accountId: string | null;
  readonly kind: AuditKind;
  /** Types of the facts; of looks, what was looked at: `WITNESS_STATUS:LIST`. */
  readonly types: readonly string[];
  /** Every record and case that it is about. */
  readonly about: readonly string[];
  /** The case that it belongs to; null where it belongs to none, or to several. */
  readonly caseId: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function auditIndex(content: AuditContent): AuditIndex {
  const { at, accountId, facts, looks = [], caseIds = [] } = content;
  const cases = new Set([...facts.flatMap(({ caseId }) => caseId ?? []), ...caseIds]);
  const types = [...facts.map(({ type }) => type), ...looks.map(({ dataClass, action }) => `${dataClass}:${action}`)];
  const [onlyCase = null] = cases.size === 1 ? cases : [];
  return {
    storedAt: at,
    accountId,
    kind: auditKind(content),
    types: [...new Set(types)],
    about: [...new Set([...facts.map(({ id }) => id), ...cases])].filter((id) => UUID.test(id)),
    caseId: onlyCase,
  };
}

const REVEALED: readonly DataClass[] = ['WITNESS_IDENTITY', 'LOCATION_RETURN'];
const REVEALING: readonly Action[] = ['REVEAL', 'APPROVE'];

function auditKind({ permission, facts, looks }: AuditContent): AuditKind {
  if (looks) return 'LOOK';
  if (permission === null || facts.some(({ type }) => type === 'AccessDenied')) return 'SECURITY';
  const [dataClass, action] = permission.split(':') as [DataClass, Action];
  if (dataClass === 'USER_ACCOUNT') return 'SECURITY';
  return REVEALED.includes(dataClass) && REVEALING.includes(action) ? 'REVEAL' : 'CHANGE';
}
