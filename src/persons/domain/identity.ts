import type { CalendarDate } from '../../kernel/calendar-date.js';

/**
 * Who a person is, as the vault keeps it: never in a record, a list, a report, a log or an error. Null: not known.
 * No address of a shelter: whoever must reach her there goes through the focal point.
 */
export interface Identity {
  readonly name: string | null;
  /** Aliases, maiden name, other spellings; separated by semicolons. */
  readonly otherNames: string | null;
  readonly birthDate: CalendarDate | null;
  readonly family: string | null;
  /** Address and telephone. */
  readonly contact: string | null;
  /** Numbers of papers. */
  readonly documents: string | null;
  /** How, when and through whom she may be reached without exposing her, and when not at all. */
  readonly safeContact: string | null;
}

export const identityFields = [
  'name',
  'otherNames',
  'birthDate',
  'family',
  'contact',
  'documents',
  'safeContact',
] as const satisfies readonly (keyof Identity)[];
export type IdentityField = (typeof identityFields)[number];

/** Whether the vault holds something of a person. */
export const identityStates = ['NONE', 'RECORDED', 'ERASED'] as const;
export type IdentityState = (typeof identityStates)[number];

/** How near a name comes to a recorded one. Either is a candidate, for somebody to look at, and no proof. */
export const likenesses = [
  /** The same name across scripts and without marks. */
  'SAME',
  /** The same where dj stands as d. */
  'SIMILAR',
] as const;
export type Likeness = (typeof likenesses)[number];

/** The fields by whose names a person is found. */
export const namedFields = ['name', 'otherNames'] as const satisfies readonly IdentityField[];

/** Every name in such a field. */
export function namesIn(text: string | null): readonly string[] {
  return (text ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
