/** What is shown of a record that may be read only in part. `column-masks.ts` says what each means for a column. */
export const maskTexts = {
  DISPLAY_NAME: 'display name and role',
  DISPLAY_NAME_OF_REGION: 'display name and role of staff and lawyers of the region',
  DISPLAY_NAME_AND_HISTORY: 'display name, role history, last login',
  OWN_ACCOUNT: 'own account and own sessions only (self); for others display name and role',
  PUBLIC_REPORTS: 'level PUBLIC only',
  REPORTS_TO_REGION: 'levels PUBLIC and RESTRICTED; CONFIDENTIAL only when addressed to the region',
  CHAPTERS_OF_REGION: 'chapters of the own region; APPROVE = confirm or contest its facts',
  ACCOUNT_EVENTS: 'account and security events only (logins, lockouts, role changes), no case record ids',
  REVEALS_IN_REGION: 'reveal events of persons of the region',
  REVEALS_OF_CLIENT: 'reveal events of the client',
  DEFENDANT_BY_LETTER: 'initials and letter (Defendant A); full name never leaves the server',
  CLEARED_NARRATIVE: 'a narrative is shown once a monitor has marked it cleared of names, withheld before',
  SCHEDULE_AND_OUTCOME:
    'schedule and outcome only: date, room, next date, adjournment code; no monitor narrative or checklist',
  REPORT_PSEUDONYM:
    'report pseudonym instead of field pseudonym; nationality grouped, age band; past departures to the day (the gap to the hearing is the finding), never a plan',
  PLAN_COARSE:
    'coarse: a return is planned, before or after the next hearing she is summoned to, within 14 days or later; no day, no place',
  PLAN_DAYS:
    'programme and day of planned returns, shelter entered and left as dates; place, destination, escort and carrier only by REVEAL',
  DATES_NO_ADDRESS: 'dates and programme; shelter address never (contact goes through the TFP)',
  COUNSEL_SINCE: 'was counsel present, since when; nothing else',
  LAWYER_BY_CODE: 'lawyer shown by code in lists; no client name',
} as const;

export type MaskCode = keyof typeof maskTexts;
