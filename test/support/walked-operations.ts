import { randomUUID } from 'node:crypto';
import type { Action, Permission, Role, Scope } from '../../src/access/domain/data-class.js';
import { type Call, callOf, type Given, mutations, queries } from './generated-calls.js';
import { definitions, type Planted } from './planted-cases.js';
import { ofSecondFactors, ofTheSession } from './walked-accounts.js';

/** To whom a record belongs: to the case, to one witness of it, to one assignment, to the lawyer, or to the mission as a whole. */
type Owner = 'CASE' | 'WITNESS' | 'ASSIGNMENT' | 'LAWYER' | 'MISSION';

/** How a record that is asked for stands to the one who asks. */
export const standings = ['OWN', 'OTHER_PERSON', 'ELSEWHERE', 'WALLED', 'MISSING'] as const;
export type Standing = (typeof standings)[number];

export interface Operation {
  readonly kind: 'query' | 'mutation';
  readonly name: string;
  readonly permission: Permission;
  readonly owner: Owner;
  /** The record that is asked about, by its name among the planted ids; null when the operation names none. */
  readonly about: string | null;
  readonly given: (planted: Planted, version: number) => Given;
  /** For a list: it answers to everyone who may list anything; what matters is whether the record is in it. */
  readonly isList?: true;
  /** The standings in which it makes sense; all, when left out. */
  readonly standings?: readonly Standing[];
}

const owners: Readonly<Record<string, Owner>> = {
  ...of('CASE', [
    'Case',
    'Accused',
    'Charge',
    'Cycle',
    'Indictment',
    'Hearing',
    'EvidenceClosing',
    'Judgment',
    'LegalHold',
    'Termination',
  ]),
  ...of('WITNESS', ['Person', 'Witness', 'Summons', 'Statement', 'ShelterStay', 'PlannedReturn', 'Movement']),
  ...of('WITNESS', ['DeportationOrder', 'RecoveryStep', 'Testimony']),
  ...of('ASSIGNMENT', ['Assignment', 'CaseFileEntry']),
  Lawyer: 'LAWYER',
};

function of(owner: Owner, names: readonly string[]): Record<string, Owner> {
  return Object.fromEntries(names.map((name) => [name, owner]));
}

let days = 0;
/** Another day at each call, so that an update changes something; never before what it records. */
const anotherDay = (): string => `2001-05-${String(21 + (days++ % 10))}`;

/** What a new record of a planted case names. */
const belonging = ({ caseId, ids, court, region }: Planted): Given => ({
  ...{ caseId, court, region, recordedOn: '2001-05-21', date: '2001-05-20', programme: 'IOM' },
  ...{ witnessId: ids.Witness, hearingId: ids.Hearing, cycleId: ids.Cycle, accusedId: ids.Accused },
  assignmentId: ids.Assignment,
});

/** Given and ended rather than added and changed. */
const assigned = ['Assignment'];
const verbs: Readonly<Record<string, Action>> = { create: 'CREATE', update: 'UPDATE', withdraw: 'CLOSE' };
/** A record of no case has no id above it that could be missing. */
const ofNoCase = ['createCase', 'createPerson', 'createLawyer'];
const corrections: Readonly<Record<string, (planted: Planted) => Given>> = {
  createWitness: () => ({ role: 'VICTIM' }),
  // Before the days on which evidence is closed and judgment given.
  createIndictment: () => ({ filedOn: '2001-05-01' }),
  updateIndictment: () => ({ filedOn: `2001-05-0${String(1 + (days++ % 9))}` }),
  createAssignment: ({ ids }) => ({ accusedId: undefined, lawyerId: ids.Lawyer }),
  updatePerson: () => ({ code: `P-${randomUUID()}` }),
  updateLawyer: () => ({ code: `L-${randomUUID()}` }),
};

function ofRecords(): Operation[] {
  return definitions.flatMap(({ name, dataClass }) =>
    Object.entries(verbs)
      .filter(([verb]) => `${verb}${name}` in mutations)
      .map(([verb, action]): Operation => {
        const operation = `${verb}${name}`;
        const owner = owners[name];
        if (!owner) throw new Error(`Nobody says to whom a ${name} belongs.`);
        const existing = (planted: Planted, version: number): Given => ({
          id: planted.ids[name],
          version,
          recordedOn: anotherDay(),
        });
        return {
          kind: 'mutation',
          name: operation,
          permission: `${dataClass}:${assigned.includes(name) ? 'ASSIGN' : action}`,
          owner,
          about: verb === 'create' ? null : name,
          given: (planted, version) => ({
            ...(verb === 'create' ? belonging(planted) : existing(planted, version)),
            ...corrections[operation]?.(planted),
          }),
          ...(ofNoCase.includes(operation) && { standings: ['OWN', 'ELSEWHERE'] }),
        };
      }),
  );
}

const list = (name: string, permission: Permission, about: string, owner: Owner): Operation => ({
  ...{ kind: 'query', name, permission, owner, about, isList: true },
  given: () => ({}),
});

const others: readonly Operation[] = [
  list('cases', 'CASE_PUBLIC:LIST', 'Case', 'CASE'),
  list('persons', 'WITNESS_STATUS:LIST', 'Person', 'WITNESS'),
  list('lawyers', 'LEGAL_AID_FILE:LIST', 'Lawyer', 'LAWYER'),
  list('trialAssessments', 'WITNESS_STATUS:LIST', 'Witness', 'WITNESS'),
  { ...list('accounts', 'USER_ACCOUNT:LIST', 'Account', 'MISSION'), standings: ['OWN', 'ELSEWHERE', 'MISSING'] },
  { ...list('reports', 'REPORT_DRAFT:LIST', 'Report', 'MISSION'), standings: ['OWN', 'MISSING'] },
  {
    ...list('referenceEntries', 'REFERENCE_DATA:LIST', 'Court', 'MISSION'),
    given: () => ({ kind: 'COURT' }),
    standings: ['OWN', 'MISSING'],
  },
  {
    ...{ kind: 'query', name: 'case', permission: 'CASE_PUBLIC:READ', owner: 'CASE', about: 'Case' },
    given: ({ ids }) => ({ id: ids.Case }),
  },
  {
    ...{ kind: 'query', name: 'report', permission: 'REPORT_DRAFT:READ', owner: 'MISSION', about: 'Report' },
    given: ({ ids }) => ({ id: ids.Report }),
    standings: ['OWN', 'MISSING'],
  },
  {
    ...{ kind: 'query', name: 'me', permission: 'USER_ACCOUNT:READ', owner: 'MISSION', about: null },
    given: () => ({}),
    standings: ['OWN'],
  },
  {
    ...{
      kind: 'mutation',
      name: 'updateReferenceEntry',
      permission: 'REFERENCE_DATA:UPDATE',
      owner: 'MISSION',
      about: 'Court',
    },
    given: ({ ids }, version) => ({ kind: 'COURT', code: ids.Court, version, source: `Gazette of ${anotherDay()}` }),
    standings: ['OWN', 'MISSING'],
  },
  {
    ...{ kind: 'mutation', name: 'requestReport', permission: 'REPORT_DRAFT:CREATE', owner: 'MISSION', about: null },
    given: () => ({ periodFrom: '2001-01-01', periodTo: '2001-06-05' }),
    standings: ['OWN'],
  },
  {
    ...{ kind: 'mutation', name: 'inviteAccount', permission: 'USER_ACCOUNT:CREATE', owner: 'MISSION', about: null },
    given: () => ({ role: 'AUDITOR' }),
    standings: ['OWN'],
  },
  {
    ...{
      kind: 'mutation',
      name: 'updateAccount',
      permission: 'USER_ACCOUNT:UPDATE',
      owner: 'MISSION',
      about: 'Account',
    },
    given: ({ ids }, version) => ({ id: ids.Account, version, displayName: `Colleague ${anotherDay()}` }),
    standings: ['OWN', 'ELSEWHERE', 'MISSING'],
  },
];

const identityOf = (kind: Operation['kind'], name: string, action: Action, about: string | null): Operation => ({
  ...{ kind, name, permission: `WITNESS_IDENTITY:${action}`, owner: 'WITNESS', about },
  given: ({ ids }, version) => ({
    ...{
      personId: ids[about === 'Identity' ? 'Identity' : 'Person'],
      version,
      contact: `Street ${anotherDay()}`,
      name: 'Nobody Such',
    },
    ...{ explanation: 'to tell her the day of the hearing', requestId: about && ids[about] },
  }),
});

/** Who somebody is. Each request to know it is good for one decision and one use. */
const ofIdentities: readonly Operation[] = [
  identityOf('query', 'identity', 'UPDATE', 'Identity'),
  identityOf('mutation', 'setIdentity', 'UPDATE', 'Identity'),
  { ...identityOf('mutation', 'findPersons', 'CREATE', null), standings: ['OWN'] },
  identityOf('mutation', 'requestReveal', 'REVEAL', 'Person'),
  identityOf('mutation', 'revealIdentity', 'REVEAL', 'OwnReveal'),
  {
    ...identityOf('mutation', 'approveReveal', 'APPROVE', 'RevealToApprove'),
    standings: ['OWN', 'ELSEWHERE', 'MISSING'],
  },
  {
    ...identityOf('mutation', 'refuseReveal', 'APPROVE', 'RevealToRefuse'),
    standings: ['OWN', 'ELSEWHERE', 'MISSING'],
  },
  { ...identityOf('query', 'revealRequests', 'REVEAL', 'OwnReveal'), isList: true, standings: ['OWN'] },
  { ...identityOf('query', 'notices', 'APPROVE', null), standings: ['OWN'] },
];

const erasureOf = (kind: Operation['kind'], name: string, action: Action, about: string | null): Operation => ({
  ...{ kind, name, permission: `WITNESS_IDENTITY:${action}`, owner: 'WITNESS', about },
  given: ({ ids }) => ({
    ...{ personId: ids.InNoCase, ground: 'SUBJECT_REQUEST', requestId: about && ids[about] },
    explanation: 'She asked in writing',
  }),
  standings: ['OWN', 'ELSEWHERE', 'MISSING'],
});

/** Whom an administrator erases occurs in no other walk. */
const ofRetention: readonly Operation[] = [
  { ...list('retentionRules', 'REFERENCE_DATA:LIST', 'Court', 'MISSION'), about: null, standings: ['OWN'] },
  {
    ...{
      kind: 'mutation',
      name: 'setRetentionRule',
      permission: 'REFERENCE_DATA:UPDATE',
      owner: 'MISSION',
      about: null,
    },
    given: () => ({}),
    standings: ['OWN'],
  },
  { ...erasureOf('query', 'retentionDryRun', 'ERASE', null), standings: ['OWN'] },
  { ...erasureOf('query', 'erasureRequests', 'ERASE', 'ErasureToApprove'), isList: true },
  erasureOf('mutation', 'requestErasure', 'ERASE', 'InNoCase'),
  erasureOf('mutation', 'approveErasure', 'APPROVE', 'ErasureToApprove'),
  erasureOf('mutation', 'refuseErasure', 'APPROVE', 'ErasureToRefuse'),
  erasureOf('mutation', 'eraseIdentity', 'ERASE', 'ErasureToCarryOut'),
];

/** Last, when each role has asked for what it may: the trail then has an entry about the person. */
const ofTheTrail: readonly Operation[] = [
  {
    ...{ kind: 'query', name: 'auditEntries', permission: 'AUDIT_EVENT:LIST', owner: 'WITNESS', about: 'Person' },
    given: ({ ids }) => ({ filter: {}, recordId: ids.Person }),
    isList: true,
  },
];

export const operations: readonly Operation[] = [
  ...ofRecords(),
  ...others,
  ...ofSecondFactors,
  ...ofIdentities,
  ...ofRetention,
  ...ofTheTrail,
];

/** Operations of the schema that nobody walks. */
export function notWalked(): readonly string[] {
  const walked = new Set<string>([...operations.map(({ name }) => name), ...ofTheSession]);
  return [...Object.keys(queries), ...Object.keys(mutations)].filter((name) => !walked.has(name));
}

/** How a record stands to a role, in the words of the matrix; null when there is none. */
export function scopeOf(role: Role, operation: Operation, standing: Standing): Scope | null {
  if (standing === 'MISSING') return null;
  if (role === 'MONITOR' || role === 'TFP') return standing === 'ELSEWHERE' ? 'OTHER_REGION' : 'OWN_REGION';
  return role.startsWith('LAWYER') ? scopeOfLawyer(role, operation, standing) : 'ANY';
}

function scopeOfLawyer(role: Role, { owner }: Operation, standing: Standing): Scope {
  if (standing === 'WALLED') return 'WALLED';
  if (standing === 'ELSEWHERE') return 'UNASSIGNED';
  const another = standing === 'OTHER_PERSON' || (role === 'LAWYER_ACCUSED_SIDE' && owner === 'WITNESS');
  return another ? 'ASSIGNED_CASE_OTHER_PERSON' : 'OWN_CLIENT';
}

/** What only a lawyer meets, and for which records: a wall hides a case and not the roster. */
const ownersOf: Readonly<Partial<Record<Standing, readonly Owner[]>>> = {
  OTHER_PERSON: ['WITNESS', 'ASSIGNMENT', 'LAWYER'],
  WALLED: ['CASE', 'WITNESS', 'ASSIGNMENT'],
};

/** The standings in which an operation is walked by a role. */
export function standingsFor(role: Role, { owner, standings: some = standings }: Operation): readonly Standing[] {
  return some.filter((standing) => {
    const only = ownersOf[standing];
    return !only || (role.startsWith('LAWYER') && only.includes(owner));
  });
}

export function callFor({ kind, name, given }: Operation, planted: Planted, version: number): Call {
  return callOf(kind, name, given(planted, version));
}
