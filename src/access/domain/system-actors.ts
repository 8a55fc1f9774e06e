import type { Action, DataClass, Permission } from './data-class.js';

/** Actors of jobs and of the command line on the machine itself; no request reaches them (`security.md` 2). */
export const systemActors = ['ASSESSOR', 'REPORTER', 'IMPORTER', 'SEALER', 'ERASER'] as const;
export type SystemActor = (typeof systemActors)[number];

const caseContent: readonly DataClass[] = [
  'CASE_PUBLIC',
  'HEARING_OBSERVATION',
  'WITNESS_STATUS',
  'LOCATION_RETURN',
  'LEGAL_AID_FILE',
];

const grants: Readonly<Record<SystemActor, Readonly<Partial<Record<DataClass, readonly Action[]>>>>> = {
  /** Reads the facts of a case in full, whoever asks; its result is cut and masked for the reader afterwards. */
  ASSESSOR: onCaseContent(['LIST', 'READ']),
  /** Reads the facts of a period in full; writes snapshots and reports. */
  REPORTER: { ...onCaseContent(['LIST', 'READ']), REPORT_DRAFT: ['LIST', 'READ', 'UPDATE'] },
  /** Creates and updates case content in every region, and loads reference packs, as the person named with the command. */
  IMPORTER: {
    ...onCaseContent(['LIST', 'READ', 'CREATE', 'UPDATE', 'CLOSE']),
    LEGAL_AID_FILE: ['LIST', 'READ', 'CREATE', 'UPDATE', 'CLOSE', 'ASSIGN'],
    REFERENCE_DATA: ['LIST', 'READ', 'CREATE', 'UPDATE'],
  },
  /** Gives the entries of the audit trail their places in the log, and signs its heads. */
  SEALER: { AUDIT_EVENT: ['LIST', 'EXPORT', 'CREATE'] },
  /** Finds out whose identity is due, which an administrator cannot see, and erases again what a restore brought back. */
  ERASER: {
    CASE_PUBLIC: ['LIST'],
    HEARING_OBSERVATION: ['LIST'],
    WITNESS_STATUS: ['LIST'],
    WITNESS_IDENTITY: ['ERASE'],
  },
};

export function mayAsSystem(actor: SystemActor, permission: Permission): boolean {
  const [dataClass, action] = permission.split(':') as [DataClass, Action];
  return grants[actor][dataClass]?.includes(action) ?? false;
}

/** Everything that system actors may do, flat, for the table behind row-level security. */
export function systemPolicyRows(): readonly {
  readonly role: SystemActor;
  readonly scope: 'ANY';
  readonly dataClass: string;
  readonly action: Action;
}[] {
  return systemActors.flatMap((role) =>
    Object.entries(grants[role]).flatMap(([dataClass, actions]) =>
      actions.map((action) => ({ role, scope: 'ANY' as const, dataClass, action })),
    ),
  );
}

function onCaseContent(actions: readonly Action[]): Partial<Record<DataClass, readonly Action[]>> {
  return Object.fromEntries(caseContent.map((dataClass) => [dataClass, actions]));
}
