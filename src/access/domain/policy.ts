import { type Condition, type DataClass, type Role, type roleScopes } from './data-class.js';
import { changesLogged, free, type Grant, logged, loggedAhead } from './grant.js';

/** Several grants for a class stand beside each other: the widest first, each enough by itself. */
export type Grants = Readonly<Partial<Record<DataClass, Grant | readonly Grant[]>>>;

const reveal: readonly Condition[] = ['PURPOSE', 'STEP_UP_TOTP', 'TTL_15_MIN'];
const revealBySecondPerson: readonly Condition[] = [...reveal, 'SECOND_PERSON_APPROVAL', 'RATE_2_PER_WEEK'];
const erasure: readonly Condition[] = [
  'SECOND_PERSON_APPROVAL',
  'STEP_UP_TOTP',
  'RETENTION_DUE_OR_SUBJECT_REQUEST',
  'NO_LEGAL_HOLD',
];
const clientReveal: readonly Condition[] = [...reveal, 'RATE_5_PER_DAY', 'CLIENT_AGREEMENT'];
const ownAccount = logged('r', { when: ['SELF_OR_DISPLAY_NAME'], mask: 'OWN_ACCOUNT' });

const signedIn: Grants = {
  REFERENCE_DATA: free('lr'),
  REPORT_FINAL: logged('lre', { mask: 'PUBLIC_REPORTS' }),
  USER_ACCOUNT: ownAccount,
};
const lawyerInTheCase: Grants = {
  ...signedIn,
  CASE_PUBLIC: changesLogged('lr'),
  DEFENDANT_IDENTITY: logged('lr'),
};

/**
 * Who may do what to which records, and on what terms. What is not written here is not allowed.
 *
 * A letter is an action: l list, r read, g aggregate, c create, u update, x close, V reveal, e export, A approve,
 * s assign, Z erase. Source: `security.md` 2; a test holds it to every cell of `test/guards/access-matrix.json`.
 */
export const policy: { readonly [R in Role]: Readonly<Record<(typeof roleScopes)[R][number], Grants>> } = {
  ANONYMOUS: { ANY: {} },
  ADMIN: {
    ANY: {
      ...signedIn,
      REFERENCE_DATA: [free('lr'), changesLogged('cux')],
      WITNESS_IDENTITY: loggedAhead('Z', { when: erasure }),
      PRIVILEGED_NOTE: loggedAhead('Z', { when: erasure }),
      USER_ACCOUNT: [changesLogged('lrcuxs', { when: ['STEP_UP_TOTP', 'NOT_SELF_FOR_ROLE'] }), ownAccount],
      AUDIT_EVENT: logged('lr', { mask: 'ACCOUNT_EVENTS' }),
    },
  },
  HQ_ANALYST: {
    ANY: {
      ...signedIn,
      CASE_PUBLIC: logged('lrge'),
      DEFENDANT_IDENTITY: logged('lr', { mask: 'DEFENDANT_BY_LETTER' }),
      HEARING_OBSERVATION: [
        logged('lrg', { mask: 'CLEARED_NARRATIVE' }),
        changesLogged('A', { when: ['NOT_REQUESTER'], mask: 'CLEARED_NARRATIVE' }),
      ],
      WITNESS_STATUS: logged('lrg', { mask: 'REPORT_PSEUDONYM' }),
      LOCATION_RETURN: logged('rg', { mask: 'PLAN_COARSE' }),
      LEGAL_AID_FILE: [
        logged('lrg', { mask: 'LAWYER_BY_CODE' }),
        changesLogged('s', { when: ['CONFLICT_CHECK_CLEAR'] }),
        loggedAhead('A', { when: ['NOT_REQUESTER'] }),
      ],
      PRIVILEGED_NOTE: loggedAhead('A', { when: ['NOT_REQUESTER', 'STEP_UP_TOTP'] }),
      REPORT_DRAFT: logged('lrcuxe'),
      REPORT_FINAL: [logged('lre'), loggedAhead('A', { when: ['APPROVE_NEEDS_OTHER_PERSON'] })],
      USER_ACCOUNT: [changesLogged('l', { mask: 'DISPLAY_NAME' }), ownAccount],
    },
  },
  MONITOR: {
    OWN_REGION: {
      ...signedIn,
      CASE_PUBLIC: changesLogged('lrgcuxe'),
      DEFENDANT_IDENTITY: logged('lrcux'),
      HEARING_OBSERVATION: [changesLogged('lrgcuxe'), changesLogged('A', { when: ['NOT_REQUESTER'] })],
      WITNESS_STATUS: logged('lrgcux'),
      WITNESS_IDENTITY: loggedAhead('V', { when: revealBySecondPerson }),
      LOCATION_RETURN: logged('r', { mask: 'PLAN_COARSE' }),
      LEGAL_AID_FILE: logged('lr', { mask: 'COUNSEL_SINCE' }),
      REPORT_DRAFT: logged('lrA', { mask: 'CHAPTERS_OF_REGION' }),
      REPORT_FINAL: logged('lre', { mask: 'REPORTS_TO_REGION' }),
    },
    OTHER_REGION: signedIn,
  },
  TFP: {
    OWN_REGION: {
      ...signedIn,
      CASE_PUBLIC: changesLogged('lrgcux'),
      DEFENDANT_IDENTITY: logged('lrcux'),
      HEARING_OBSERVATION: logged('lrg'),
      WITNESS_STATUS: logged('lrgcux'),
      WITNESS_IDENTITY: [
        loggedAhead('cu', { when: ['STEP_UP_TOTP'] }),
        loggedAhead('V', { when: [...reveal, 'RATE_5_PER_DAY', 'NOTIFY_SECOND_TFP'] }),
        loggedAhead('A', { when: ['NOT_REQUESTER', 'STEP_UP_TOTP'] }),
        loggedAhead('Z', { when: ['REQUEST_ONLY'] }),
      ],
      LOCATION_RETURN: [
        logged('lr', { mask: 'PLAN_DAYS' }),
        loggedAhead('cux', { when: ['STEP_UP_TOTP'] }),
        loggedAhead('V', { when: [...reveal, 'RATE_10_PER_DAY'] }),
        loggedAhead('A', { when: ['NOT_REQUESTER', 'STEP_UP_TOTP'] }),
      ],
      LEGAL_AID_FILE: changesLogged('lrgcuxs'),
      REPORT_FINAL: logged('lre', { mask: 'REPORTS_TO_REGION' }),
      USER_ACCOUNT: [changesLogged('l', { mask: 'DISPLAY_NAME_OF_REGION' }), ownAccount],
      AUDIT_EVENT: logged('lr', { mask: 'REVEALS_IN_REGION' }),
    },
    OTHER_REGION: {
      ...signedIn,
      WITNESS_IDENTITY: loggedAhead('V', { when: revealBySecondPerson }),
      LOCATION_RETURN: loggedAhead('V', { when: revealBySecondPerson }),
    },
  },
  LAWYER_VICTIM_SIDE: {
    OWN_CLIENT: {
      ...lawyerInTheCase,
      HEARING_OBSERVATION: logged('lr', { mask: 'SCHEDULE_AND_OUTCOME' }),
      WITNESS_STATUS: logged('lru'),
      WITNESS_IDENTITY: [loggedAhead('u', { when: ['STEP_UP_TOTP'] }), loggedAhead('V', { when: clientReveal })],
      LOCATION_RETURN: loggedAhead('V', { when: clientReveal, mask: 'DATES_NO_ADDRESS' }),
      LEGAL_AID_FILE: changesLogged('lrcuxe'),
      PRIVILEGED_NOTE: logged('lrcuxe', { when: ['ASSIGNMENT_ACTIVE'] }),
      AUDIT_EVENT: logged('lr', { mask: 'REVEALS_OF_CLIENT' }),
    },
    ASSIGNED_CASE_OTHER_PERSON: {
      ...lawyerInTheCase,
      HEARING_OBSERVATION: logged('lr', { mask: 'SCHEDULE_AND_OUTCOME' }),
    },
    UNASSIGNED: signedIn,
    WALLED: signedIn,
  },
  LAWYER_ACCUSED_SIDE: {
    OWN_CLIENT: {
      ...lawyerInTheCase,
      HEARING_OBSERVATION: logged('lr', { mask: 'SCHEDULE_AND_OUTCOME' }),
      LEGAL_AID_FILE: changesLogged('lrcuxe'),
      PRIVILEGED_NOTE: logged('lrcuxe', { when: ['ASSIGNMENT_ACTIVE'] }),
    },
    ASSIGNED_CASE_OTHER_PERSON: lawyerInTheCase,
    UNASSIGNED: signedIn,
    WALLED: signedIn,
  },
  AUDITOR: {
    ANY: {
      ...signedIn,
      USER_ACCOUNT: [logged('l', { mask: 'DISPLAY_NAME_AND_HISTORY' }), ownAccount],
      AUDIT_EVENT: logged('lrge'),
    },
  },
};
