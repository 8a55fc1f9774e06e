import { type ColumnMask, type Treatment } from './column-masks.js';

/** Whether a value stands there, is known to be missing, or is kept from this reader. */
export const valueStates = ['PRESENT', 'EMPTY', 'WITHHELD'] as const;
export type ValueState = (typeof valueStates)[number];

/**
 * A value that may be withheld, as every reader gets it: API, report, export, search and notices (`security.md` 1).
 * WITHHELD is the same for a value and for none, so that it never betrays which of the two it covers.
 */
export interface Shown<T> {
  readonly value: T | null;
  readonly state: ValueState;
  readonly canRead: boolean;
  /** May be true of a value that cannot be read: some may correct what they do not see. */
  readonly canEdit: boolean;
}

interface Access {
  readonly canRead: boolean;
  readonly canEdit: boolean;
}

/** Shows a value to one who may read it and withholds it from one who may not. */
export function show<T>(value: T | null, { canRead, canEdit }: Access): Shown<T> {
  if (!canRead) return { value: null, state: 'WITHHELD', canRead, canEdit };
  return { value, state: value === null ? 'EMPTY' : 'PRESENT', canRead, canEdit };
}

/** What stands in for a value under the treatments that neither show it plainly nor withhold it. */
type Substitutes<T> = Readonly<Partial<Record<Exclude<Treatment, 'PLAIN' | 'WITHHELD'>, (value: T) => T | null>>>;

/**
 * Shows a column under its mask: as it is, through the substitute for its treatment, or withheld.
 * A treatment without a substitute withholds: so a value appears only where somebody wrote how.
 */
export function showColumn<T>(
  value: T | null,
  { treatment, canEdit }: ColumnMask,
  substitutes: Substitutes<T> = {},
): Shown<T> {
  if (treatment === 'PLAIN') return show(value, { canRead: true, canEdit });
  const substitute = treatment === 'WITHHELD' ? undefined : substitutes[treatment];
  if (!substitute) return show<T>(null, { canRead: false, canEdit });
  return show(value === null ? null : substitute(value), { canRead: true, canEdit });
}
