import type { Shown } from './masking.js';

/**
 * A row as the API publishes it to one reader: the columns `Hidden` as values that may be withheld.
 * Region and order of entry are the server's own. A column that is neither published nor left out does not compile.
 */
export type Published<T, Hidden extends keyof T = never> = Omit<T, Hidden | 'region' | 'ordinal'> & {
  readonly [Column in Hidden]: Shown<NonNullable<T[Column]>>;
};
