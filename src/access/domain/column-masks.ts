import { type DataClass, type Role, type Scope } from './data-class.js';
import { type MaskCode } from './masks.js';
import { may, type Rule } from './may.js';

/** What a column tells, where some mask treats it unlike the rest of its class. */
export type MaskedColumn =
  /** The field code of a witness or of an accused. */
  | 'CODE'
  /** Which person it is, as an id that is the same in every case of hers. */
  | 'PERSON'
  | 'NATIONALITY'
  /** Free text, or what was written from it. */
  | 'NARRATIVE'
  /** When and where a hearing is, how it ended, its next date, the code of its adjournment. */
  | 'SCHEDULE'
  /** The day of a planned return. */
  | 'PLAN_DAY'
  | 'PLAN_PROGRAMME'
  /** The days on which a stay in a shelter began and ended. */
  | 'STAY_DAY'
  /** From when counsel was there. */
  | 'COUNSEL_SINCE'
  /** Name of the client of a lawyer. */
  | 'CLIENT_NAME'
  /** Display name and role of an account. */
  | 'DISPLAY_NAME'
  /** Former roles and last sign-in of an account. */
  | 'ACCOUNT_HISTORY';

export type Treatment =
  /** As it stands. */
  | 'PLAIN'
  /** Not at all, and not whether there is anything. */
  | 'WITHHELD'
  /** Another code in its place: `W1`, `Defendant A`. */
  | 'PSEUDONYM'
  /** The group that it belongs to. */
  | 'GROUPED'
  /** Only what matters of it: `coarsePlan`. */
  | 'COARSE'
  /** As it stands once a monitor has marked it cleared of names. */
  | 'UNTIL_CLEARED'
  /** As it stands in the reader's own record. */
  | 'OWN_RECORD';

/** How one reader meets one column. */
export interface ColumnMask {
  readonly treatment: Treatment;
  readonly canEdit: boolean;
}

type ColumnRules = Readonly<Partial<Record<MaskedColumn, Treatment>> & { otherwise: Treatment }>;

/** For masks that say which records are shown: of those, every column is. */
const wholeRecords: ColumnRules = { otherwise: 'PLAIN' };

/** What each mask of the policy does to a column. A mask that lists what is shown withholds the rest. */
const columnRules: Readonly<Record<MaskCode, ColumnRules>> = {
  DISPLAY_NAME: { DISPLAY_NAME: 'PLAIN', otherwise: 'WITHHELD' },
  DISPLAY_NAME_OF_REGION: { DISPLAY_NAME: 'PLAIN', otherwise: 'WITHHELD' },
  DISPLAY_NAME_AND_HISTORY: { DISPLAY_NAME: 'PLAIN', ACCOUNT_HISTORY: 'PLAIN', otherwise: 'WITHHELD' },
  OWN_ACCOUNT: { DISPLAY_NAME: 'PLAIN', otherwise: 'OWN_RECORD' },
  PUBLIC_REPORTS: wholeRecords,
  REPORTS_TO_REGION: wholeRecords,
  CHAPTERS_OF_REGION: wholeRecords,
  ACCOUNT_EVENTS: wholeRecords,
  REVEALS_IN_REGION: wholeRecords,
  REVEALS_OF_CLIENT: wholeRecords,
  DEFENDANT_BY_LETTER: { CODE: 'PSEUDONYM', otherwise: 'WITHHELD' },
  CLEARED_NARRATIVE: { NARRATIVE: 'UNTIL_CLEARED', otherwise: 'PLAIN' },
  SCHEDULE_AND_OUTCOME: { SCHEDULE: 'PLAIN', otherwise: 'WITHHELD' },
  // Free text about a witness may carry her field code.
  REPORT_PSEUDONYM: {
    CODE: 'PSEUDONYM',
    PERSON: 'WITHHELD',
    NATIONALITY: 'GROUPED',
    NARRATIVE: 'WITHHELD',
    otherwise: 'PLAIN',
  },
  PLAN_COARSE: { PLAN_DAY: 'COARSE', otherwise: 'WITHHELD' },
  PLAN_DAYS: { PLAN_DAY: 'PLAIN', PLAN_PROGRAMME: 'PLAIN', STAY_DAY: 'PLAIN', otherwise: 'WITHHELD' },
  DATES_NO_ADDRESS: { PLAN_DAY: 'PLAIN', PLAN_PROGRAMME: 'PLAIN', STAY_DAY: 'PLAIN', otherwise: 'WITHHELD' },
  COUNSEL_SINCE: { COUNSEL_SINCE: 'PLAIN', otherwise: 'WITHHELD' },
  LAWYER_BY_CODE: { CLIENT_NAME: 'WITHHELD', otherwise: 'PLAIN' },
};

/**
 * How a reader meets a column of a class: by the mask on reading, withheld where the class may not be read.
 * `column` is left out for a column that no mask singles out.
 */
export function maskFor(role: Role, scope: Scope, dataClass: DataClass, column?: MaskedColumn): ColumnMask {
  return {
    treatment: treatmentFor(may(role, scope, `${dataClass}:READ`), column),
    canEdit: may(role, scope, `${dataClass}:UPDATE`) !== null,
  };
}

function treatmentFor(rule: Rule | null, column: MaskedColumn | undefined): Treatment {
  if (!rule) return 'WITHHELD';
  if (!rule.mask) return 'PLAIN';
  const { otherwise, ...columns } = columnRules[rule.mask];
  return (column && columns[column]) ?? otherwise;
}
