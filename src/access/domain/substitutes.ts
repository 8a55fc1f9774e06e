import { type CalendarDate, daysBetween } from '../../kernel/calendar-date.js';

/** What a monitor and headquarters see of a plan of return: never its day, never its place (`security.md` 10). */
export interface CoarsePlan {
  readonly planned: true;
  /** Whether she would be gone by the next hearing she is summoned to; null without a known day or a hearing. */
  readonly beforeNextHearing: boolean | null;
  /** Whether it lies at most 14 days ahead, or is overdue; null without a known day. */
  readonly within14Days: boolean | null;
}

/**
 * A planned return without its day. A plan for the very day of the hearing counts as before it, since only a hearing
 * strictly earlier than the departure is safe (`domain.md` 5.4 rule 11); the 14 days are those of URGENT (5.10).
 */
export function coarsePlan(
  plannedFor: CalendarDate | null,
  { asOf, nextHearing }: { readonly asOf: CalendarDate; readonly nextHearing: CalendarDate | null },
): CoarsePlan {
  return {
    planned: true,
    beforeNextHearing: plannedFor && nextHearing ? plannedFor <= nextHearing : null,
    within14Days: plannedFor ? daysBetween(asOf, plannedFor) <= 14 : null,
  };
}

/** The group of a value, such as the region of origin of a nationality; OTHER for one that has none. */
export function grouped(value: string, groups: ReadonlyMap<string, string>): string {
  return groups.get(value) ?? 'OTHER';
}

/**
 * Codes that tell the records of one case apart without their field codes, by id.
 * They follow the order of entry and stay as they are while records are added: pass the withdrawn ones too.
 */
export function pseudonyms(
  records: Iterable<{ readonly id: string; readonly ordinal: number }>,
  name: (place: number) => string,
): ReadonlyMap<string, string> {
  const inOrder = [...records].sort((one, other) => one.ordinal - other.ordinal);
  return new Map(inOrder.map(({ id }, index) => [id, name(index + 1)]));
}

/** `W1` for the first witness of a case. */
export function witnessPseudonym(place: number): string {
  return `W${String(place)}`;
}

/** `Defendant A` for the first accused of a case, `Defendant AA` for the 27th. */
export function defendantPseudonym(place: number): string {
  return `Defendant ${letters(place)}`;
}

function letters(place: number): string {
  const rest = Math.floor((place - 1) / 26);
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(65 + ((place - 1) % 26));
}
