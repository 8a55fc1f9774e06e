import sql from 'sql-template-tag';

/** The columns of `vigil.reference_entry` as a `StoredEntry`. */
export const entryColumns = sql`kind, code, labels, valid_from AS "validFrom", valid_to AS "validTo", source, mark,
  verified_by AS "verifiedBy", verified_on AS "verifiedOn", details, version`;
