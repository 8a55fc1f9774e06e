import type { CalendarDate } from '../../kernel/calendar-date.js';

/** The kinds of reference data. A mission brings entries of every kind; none of them is a constant in code. */
export const referenceKinds = [
  'REGION',
  'OFFICE',
  'COURT',
  'PROVISION',
  'PROTECTIVE_MEASURE',
  'CHECKLIST_ITEM',
  'ADJOURNMENT_REASON',
  'DEADLINE_RULE',
  'GLOSSARY_TERM',
] as const;

export type ReferenceKind = (typeof referenceKinds)[number];

/**
 * How far an entry may be trusted (`domain.md` 0 and 8).
 * V read in the source named; S stated in the report that the pack rests on, or, for words, standard usage that nobody
 * checked; M from memory of the instrument; L weak memory; I inferred or decided by us; U uncertain.
 */
export const marks = ['V', 'S', 'M', 'L', 'I', 'U'] as const;

export type Mark = (typeof marks)[number];

/** A text in each language of the pack: null where nobody has given it, English always there. */
export type Labels = Readonly<Record<string, string | null>> & { readonly en: string };

/** One entry of reference data: what all kinds share, and the details of its kind. Retired by `validTo`, never deleted. */
export interface ReferenceEntry<Kind extends ReferenceKind = ReferenceKind> {
  /** Unique within its kind; what cases, hearings and files name. */
  readonly code: string;
  readonly labels: Labels;
  /** First day in force; null: from before anything that is recorded here. */
  readonly validFrom: CalendarDate | null;
  /** Last day in force; null: still in force. */
  readonly validTo: CalendarDate | null;
  /** Where it can be read. */
  readonly source: string;
  readonly mark: Mark;
  /** Who compared it with the original, and when: both or neither. */
  readonly verifiedBy: string | null;
  readonly verifiedOn: CalendarDate | null;
  readonly details: ReferenceDetails[Kind];
}

/** What each kind says beyond the shared part. */
export interface ReferenceDetails {
  readonly REGION: RegionDetails;
  readonly OFFICE: OfficeDetails;
  readonly COURT: CourtDetails;
  readonly PROVISION: ProvisionDetails;
  readonly PROTECTIVE_MEASURE: ProtectiveMeasureDetails;
  readonly CHECKLIST_ITEM: ChecklistItemDetails;
  readonly ADJOURNMENT_REASON: Readonly<Record<string, never>>;
  readonly DEADLINE_RULE: DeadlineRuleDetails;
  readonly GLOSSARY_TERM: GlossaryTermDetails;
}

interface RegionDetails {
  /** Begins the pseudonymous code of every case of the region, as `PRI` does in `PRI-0001/01`; unique. */
  readonly casePrefix: string;
}

interface OfficeDetails {
  readonly region: string;
  readonly note: string | null;
}

interface CourtDetails {
  /** Its place in the hierarchy, a code of the mission: `DISTRICT`. */
  readonly type: string;
  /** Null for a court above the regions. */
  readonly region: string | null;
  readonly note: string | null;
}

/** `domain.md` 1.3. */
interface ProvisionDetails {
  /** The law that contains it, as a code. */
  readonly instrument: string;
  /** Its place in that law: `art. 155(1)`. */
  readonly ref: string;
  /** What must be proved. */
  readonly elements: string | null;
  /** Range of imprisonment in months; null where the text sets none or nobody verified it. Warns, never blocks. */
  readonly minMonths: number | null;
  readonly maxMonths: number | null;
  /** How the mission counts it, as a code. */
  readonly group: string;
  /** The provision of which this is the form aggravated by a victim under age or by force. */
  readonly minorAggravationOf: string | null;
  readonly note: string | null;
}

/** `domain.md` 2.7. */
interface ProtectiveMeasureDetails {
  /** The law that allows it, as a code. */
  readonly instrument: string;
  readonly note: string | null;
}

export const beneficiaries = ['ACCUSED', 'VICTIM_OR_WITNESS'] as const;

/** `domain.md` 3.6; the label is the question. Answers are never summed into a score. */
interface ChecklistItemDetails {
  readonly group: string;
  /** Articles of the European Convention on Human Rights; `P7-2` is article 2 of Protocol 7. */
  readonly echr: string;
  /** Articles of the International Covenant on Civil and Political Rights. */
  readonly iccpr: string;
  readonly beneficiary: (typeof beneficiaries)[number];
}

/** What a deadline is counted from. */
export const deadlineEvents = [
  'INDICTMENT_SERVED',
  'HEARING_ADJOURNED',
  'MAIN_TRIAL_CLOSED',
  'WRITTEN_JUDGMENT_SERVED',
  'APPEAL_SERVED',
  'DETENTION_BEGAN',
  'RETURN_PLANNED',
  'DEPORTATION_ORDERED',
] as const;

export const deadlineDirections = ['AFTER', 'BEFORE'] as const;

/** `domain.md` 2.4, 2.5 and 6.3. With neither days nor months the length is unknown: a person sets the day. */
interface DeadlineRuleDetails {
  readonly event: (typeof deadlineEvents)[number];
  readonly direction: (typeof deadlineDirections)[number];
  /** Length in calendar days, or else in months; 0 days is the day of the event. */
  readonly days: number | null;
  readonly months: number | null;
  readonly note: string | null;
}

/** `domain.md` 8. */
interface GlossaryTermDetails {
  /** What an abbreviation that is never translated stands for. */
  readonly expansion: string | null;
  /** How far each language may be trusted, where the languages differ. */
  readonly languageMarks: Readonly<Record<string, Mark>>;
}

/** Whether an entry was in force on a day. A measure is never offered before its date (`domain.md` 0). */
export function inForceOn(entry: Pick<ReferenceEntry, 'validFrom' | 'validTo'>, day: CalendarDate): boolean {
  return (entry.validFrom ?? day) <= day && day <= (entry.validTo ?? day);
}
