import type { CaseBound } from '../../access/domain/case-bound.js';
import type { CalendarDate } from '../../kernel/calendar-date.js';
import { refuse } from '../../kernel/refusal.js';

export const legalAidRoles = [
  'DEFENCE_COUNSEL',
  'VICTIM_ADVOCATE',
  'INJURED_PARTY_REPRESENTATIVE',
  'APPEALS_COUNSEL',
] as const;
export type LegalAidRole = (typeof legalAidRoles)[number];

export const activityKinds = ['VISIT', 'ADVICE', 'FILING', 'HEARING', 'OTHER'] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** A lawyer on the roster, by code. The account that signs in is another record. */
export interface Lawyer {
  readonly id: string;
  readonly region: string;
  readonly version: number;
  readonly code: string;
  /** ISO 639-1 codes. */
  readonly languages: readonly string[];
}

/**
 * Who stands for whom, from when, until when. The client is a witness or an accused of the case: exactly one.
 * The side follows from the client, not from the lawyer.
 */
export interface Assignment extends CaseBound {
  /** Null when it is known that there was counsel but not who. */
  readonly lawyerId: string | null;
  readonly witnessId: string | null;
  readonly accusedId: string | null;
  readonly role: LegalAidRole;
  readonly startedOn: CalendarDate | null;
  readonly endedOn: CalendarDate | null;
  /** When the client signed that the lawyer may know who she is; without it the vault stays closed to the lawyer. */
  readonly clientAgreementOn: CalendarDate | null;
  readonly clientAgreementWithdrawnOn: CalendarDate | null;
}

/** What a lawyer did for a client, without a word of what was said. */
export interface CaseFileEntry extends CaseBound {
  readonly assignmentId: string;
  readonly kind: ActivityKind;
  readonly date: CalendarDate;
  readonly minutes: number;
}

/** @throws Refusal unless there is exactly one client, and no end that lies before its beginning. */
export function refuseImpossibleAssignment(assignment: Assignment): void {
  const { witnessId, accusedId, startedOn, endedOn, clientAgreementOn, clientAgreementWithdrawnOn } = assignment;
  if ((witnessId === null) === (accusedId === null)) refuse('ONE_CLIENT', 'input.witnessId');
  if (startedOn && endedOn && endedOn < startedOn) refuse('ENDS_BEFORE_IT_BEGINS', 'input.endedOn');
  if (clientAgreementWithdrawnOn && !(clientAgreementOn && clientAgreementOn <= clientAgreementWithdrawnOn)) {
    refuse('ENDS_BEFORE_IT_BEGINS', 'input.clientAgreementWithdrawnOn');
  }
}
