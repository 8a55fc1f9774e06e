/** Who asks. A person has one role; the side of a lawyer follows from the assignment (`security.md` 2). */
export const roles = [
  /** No session. */
  'ANONYMOUS',
  /** Accounts, roles, keys and retention settings; no case content. */
  'ADMIN',
  /** Headquarters: all regions, masked; writes the periodic reports. */
  'HQ_ANALYST',
  /** Trial monitor of one or more regions. */
  'MONITOR',
  /** Trafficking focal point of one or more regions, who works with the victims. */
  'TFP',
  /** Legal-aid lawyer in an active assignment for a victim, also for one who is charged. */
  'LAWYER_VICTIM_SIDE',
  /** Legal-aid lawyer in an active assignment for an accused. */
  'LAWYER_ACCUSED_SIDE',
  /** Reads the audit trail and verifies its proofs; no case content. */
  'AUDITOR',
] as const;
export type Role = (typeof roles)[number];

/** How a record stands to the one who asks, as of now. */
export const scopes = [
  /** It does not matter which record. */
  'ANY',
  /** The region of the case is one of the user's. */
  'OWN_REGION',
  /** Any other region. */
  'OTHER_REGION',
  /** The person the lawyer is actively assigned to, or the case and hearings of that assignment. */
  'OWN_CLIENT',
  /** The same case, but another victim, witness or accused, or another lawyer's file. */
  'ASSIGNED_CASE_OTHER_PERSON',
  /** A case without an active assignment of this lawyer. */
  'UNASSIGNED',
  /** A case behind a conflict wall for this lawyer: as if it did not exist. */
  'WALLED',
] as const;
export type Scope = (typeof scopes)[number];

const everywhere = ['ANY'] as const;
const byRegion = ['OWN_REGION', 'OTHER_REGION'] as const;
const byAssignment = ['OWN_CLIENT', 'ASSIGNED_CASE_OTHER_PERSON', 'UNASSIGNED', 'WALLED'] as const;

/** The scopes that tell records apart for each role. */
export const roleScopes = {
  ANONYMOUS: everywhere,
  ADMIN: everywhere,
  HQ_ANALYST: everywhere,
  MONITOR: byRegion,
  TFP: byRegion,
  LAWYER_VICTIM_SIDE: byAssignment,
  LAWYER_ACCUSED_SIDE: byAssignment,
  AUDITOR: everywhere,
} as const satisfies Record<Role, readonly Scope[]>;

/** What kind of knowledge a column or an operation touches. One without a class refuses to start. */
export const dataClasses = [
  /** Courts, offences, regions, code lists, message catalogues. */
  'REFERENCE_DATA',
  /** Case number, court, stage, charges, indictment and judgment dates, linked-case flags; no personal names. */
  'CASE_PUBLIC',
  /** Names and birth years of accused persons. */
  'DEFENDANT_IDENTITY',
  /** Hearing record, checklist answers, monitor's narrative, adjournment reasons, findings. */
  'HEARING_OBSERVATION',
  /** Pseudonym, role, origin, age band, testimony, departures and returns that have happened, testimony class. */
  'WITNESS_STATUS',
  /** Name, birth date, family, contact, documents, photographs, safe-contact rule. */
  'WITNESS_IDENTITY',
  /** Shelter stays and places, plans of return to the day, destination, escort, carrier. */
  'LOCATION_RETURN',
  /** Request, eligibility, assignment, capacity, deadlines, hearings attended, outcome; no advice. */
  'LEGAL_AID_FILE',
  /** Lawyer-client notes, instructions, advice, drafts and their attachments. */
  'PRIVILEGED_NOTE',
  /** Unfinished report text, parameters, unsuppressed working tables, recommendations until published. */
  'REPORT_DRAFT',
  /** Frozen, signed report of level PUBLIC, RESTRICTED or CONFIDENTIAL. */
  'REPORT_FINAL',
  /** Accounts, roles, regions, sessions, second factors; never secrets. */
  'USER_ACCOUNT',
  /** Who, what kind, which record id, when, for what purpose; never record content. */
  'AUDIT_EVENT',
] as const;
export type DataClass = (typeof dataClasses)[number];

/** What may be done, by the letter that stands for it in `policy.ts` and in its picture. */
export const actionLetters = {
  /** Find and list, with search and counts of rows. */
  l: 'LIST',
  /** Open one record. */
  r: 'READ',
  /** Counts through the statistics service, with disclosure control. */
  g: 'AGGREGATE',
  /** Add. */
  c: 'CREATE',
  /** Change, always with the expected version. */
  u: 'UPDATE',
  /** Close, withdraw or supersede; nothing is deleted by it. */
  x: 'CLOSE',
  /** Decrypt and show an identity or a place for a stated purpose. */
  V: 'REVEAL',
  /** Download a file or PDF. */
  e: 'EXPORT',
  /** Decide as the second person: a reveal, a publication, an erasure. */
  A: 'APPROVE',
  /** Give or end an assignment, a region or a role. */
  s: 'ASSIGN',
  /** Destroy the key of a person record when retention ends. */
  Z: 'ERASE',
} as const;
export type Action = (typeof actionLetters)[keyof typeof actionLetters];

export const actions: readonly Action[] = Object.values(actionLetters);

/** An action on a class of data, as an operation declares it: `HEARING_OBSERVATION:UPDATE`. */
export type Permission = `${DataClass}:${Action}`;

/** What must hold beside the permission; several must all hold. */
export const conditions = [
  /** A code from a fixed list and at least 15 characters of text, kept in the audit entry. */
  'PURPOSE',
  /** Second factor entered within the last 5 minutes. */
  'STEP_UP_TOTP',
  /** The reveal ends after 15 minutes; the value is in no cache, URL or offline store. */
  'TTL_15_MIN',
  /** Another named person who may approve decided within 24 hours; good for one use. */
  'SECOND_PERSON_APPROVAL',
  /** Creates a request and does not carry it out. */
  'REQUEST_ONLY',
  /** The approver is not the requester, nor an account that the requester created. */
  'NOT_REQUESTER',
  /** The author cannot approve. */
  'APPROVE_NEEDS_OTHER_PERSON',
  /** Another focal point of the region gets a notice. */
  'NOTIFY_SECOND_TFP',
  /** A signed agreement of the client is recorded and was not withdrawn. */
  'CLIENT_AGREEMENT',
  /** The assignment is active; once ended, 14 days of reading one's own notes remain for the hand-over. */
  'ASSIGNMENT_ACTIVE',
  /** A conflict check of the last 24 hours is clear, or its override is recorded. */
  'CONFLICT_CHECK_CLEAR',
  /** The retention date has passed, or the person asked. */
  'RETENTION_DUE_OR_SUBJECT_REQUEST',
  /** No legal hold lies on the case. */
  'NO_LEGAL_HOLD',
  /** Nobody changes the own role or regions. */
  'NOT_SELF_FOR_ROLE',
  /** The own record; of others only display name and role. */
  'SELF_OR_DISPLAY_NAME',
  /** At most 5 a day for each user. */
  'RATE_5_PER_DAY',
  /** At most 10 a day for each user. */
  'RATE_10_PER_DAY',
  /** At most 2 a week for each user. */
  'RATE_2_PER_WEEK',
] as const;
export type Condition = (typeof conditions)[number];

/** What the audit trail keeps of it when it is allowed; a denial is always recorded. */
export const audits = [
  /** Nothing. */
  'NONE',
  /** Changes, not looks. */
  'WRITE',
  /** Every use, looks included. */
  'READ_LOGGED',
  /** Every use, committed before anything is shown or done. */
  'WRITE_AHEAD',
] as const;
export type Audit = (typeof audits)[number];
