import { Busy, IdTaken, NotFound } from '../kernel/errors.js';
import { Refusal } from '../kernel/refusal.js';
import { sqlState } from '../platform/db/database.js';

/** SQLSTATEs in which the client's input meets a constraint. */
const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';
const ROW_LEVEL_SECURITY = '42501';
/** Conflicts between transactions that came back every time. */
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/**
 * What a failure of the database means to the client. The details stay inside: they quote values, and the name of a
 * constraint on an invisible row would betray it (`security.md` 3).
 */
export function asExpectedError(error: unknown): unknown {
  const constraint = String((error as { readonly constraint?: unknown }).constraint ?? '');
  switch (sqlState(error)) {
    case ROW_LEVEL_SECURITY:
      return new NotFound();
    case UNIQUE_VIOLATION:
      return constraint.endsWith('_pkey')
        ? new IdTaken()
        : new Refusal('CODE_IN_USE', field(constraint, /_(code|number|email|external_reference)(?:_key)?$/));
    case FOREIGN_KEY_VIOLATION:
      return constraint.includes('_kind_')
        ? new Refusal('UNKNOWN_REFERENCE_CODE', field(constraint, /_kind_(.+)_fkey$/))
        : new Refusal('NOT_IN_THIS_CASE', field(constraint, /_case_id_(.+)_fkey$/));
    case SERIALIZATION_FAILURE:
    case DEADLOCK:
      return new Busy();
    default:
      return error;
  }
}

/** `charge_provision_kind_provision_fkey` is about `provision`. */
function field(constraint: string, pattern: RegExp): string | null {
  const column = pattern.exec(constraint)?.[1];
  return column ? `input.${column.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())}` : null;
}
