/** The vocabulary in which the demo proceedings are told; `compose.mjs` turns them into docket scenarios. */

/** The day on which the demo docket is assessed. */
export const assessmentDay = '2001-06-05';

/** The ISO day that lies `count` days after `day`. */
export function daysAfter(day, count) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + count);
  return date.toISOString().slice(0, 10);
}

const statement = (takenBy) => (date, more) => ({
  date,
  takenBy,
  defenceOpportunity: 'NONE',
  evidential: true,
  ...more,
});
export const judge = statement('INVESTIGATING_JUDGE');
export const prosecutor = statement('PROSECUTOR');
/** A police statement that a party relies on. */
export const policeEvidence = statement('POLICE');
/** A police statement that is information and no evidence, as the code has it. */
export const police = (date) => policeEvidence(date, { evidential: false });
/** An interview by a Trafficking Focal Point. */
export const focalPoint = (date) => statement('TFP')(date, { evidential: false });

const sources = { IOM: 'IOM', OMIK: 'OMiK', DEPORTATION: 'Police', SELF: 'Focal point', OTHER: 'Focal point' };

/** A departure on a known day. */
export const departed = (programme, departedOn, more) => ({
  kind: 'DEPARTURE',
  programme,
  status: 'DEPARTED',
  departedOn,
  precision: 'EXACT',
  recordedOn: departedOn,
  source: sources[programme],
  ...more,
});

/** A departure known only to lie between the last day she was seen and the day it was recorded. */
export const departedUnseen = (programme, lastConfirmedPresence, recordedOn) =>
  departed(programme, null, { precision: 'UNKNOWN', lastConfirmedPresence, recordedOn });

/** A planned departure; `scheduledFor` is null while no day is fixed. */
export const plan = (programme, status, scheduledFor, recordedOn) => ({
  kind: 'DEPARTURE',
  programme,
  status,
  ...(scheduledFor && { scheduledFor }),
  recordedOn,
});

export const cameBack = (date) => ({ kind: 'RETURN', date, recordedOn: date, destination: 'XK' });

/** A victim with a weight for the case is in scope; one without gave no evidence that anybody relies on. */
export const victim = ({ weight, ...rest }) => ({
  role: 'VICTIM',
  expected: weight !== undefined,
  materiality: weight ?? 'UNKNOWN',
  ...rest,
});

/**
 * A victim who was taken to the shelter and went home from it, the day after she left it.
 * `found` is the day the police found her, `stay` the days in the shelter, `by` the programme that brought her home;
 * whose list reaches the mission two days later; `earlier` holds plans that came to nothing, `departure` replaces the departure where its day is not exactly known.
 */
export function sheltered({
  found,
  entered = daysAfter(found, 1),
  stay,
  by = 'IOM',
  earlier = [],
  departure,
  ...rest
}) {
  const to = daysAfter(entered, stay);
  const left = daysAfter(to, 1);
  return victim({
    statements: [police(found)],
    shelter: [{ from: entered, to }],
    movements: [...earlier, departure ?? departed(by, left, { recordedOn: daysAfter(left, 2) })],
    ...rest,
  });
}

/** Victims found together of whom nobody relies on a statement: `[nationality, days in the shelter]` each. */
export const raid = (found, victims) =>
  victims.map(([nationality, stay], index) =>
    sheltered({ nationality, found, stay, statements: [index % 3 === 2 ? focalPoint(found) : police(found)] }),
  );

export const officer = { role: 'WITNESS', expected: true, nationality: null, materiality: 'SIGNIFICANT' };
export const doctor = { role: 'EXPERT', expected: true, nationality: null, materiality: 'PERIPHERAL' };

const hearing =
  (phase, status) =>
  (id, date, summoned = []) => ({ id, date, status, phase, summoned });
export const held = hearing('MAIN_TRIAL', 'HELD');
export const scheduled = hearing('MAIN_TRIAL', 'SCHEDULED');
export const cancelled = hearing('MAIN_TRIAL', 'CANCELLED');
export const judgment = hearing('JUDGMENT', 'HELD');
export const appeal = hearing('APPEAL', 'SCHEDULED');
export const adjourned = (id, date, reason, summoned = []) => ({
  ...hearing('MAIN_TRIAL', 'ADJOURNED')(id, date, summoned),
  reason,
});
/** An examination by the investigating judge to which the defence is invited. */
export const examination = (id, date, summoned) => ({
  ...hearing('INVESTIGATIVE_EXAMINATION', date < assessmentDay ? 'HELD' : 'SCHEDULED')(id, date, summoned),
  defenceInvited: true,
});

/** A statement of hers read out at a hearing. */
export const read = (hearingId, statementId, more) => ({
  hearing: hearingId,
  mode: 'STATEMENT_READ',
  completion: 'COMPLETED',
  defenceExamined: 'NO',
  admitted: true,
  objection: 'NONE',
  statementId,
  ...more,
});

/** Oral evidence of hers at a hearing. */
export const oral = (hearingId, mode, more) => ({
  hearing: hearingId,
  mode,
  completion: 'COMPLETED',
  defenceExamined: 'YES',
  admitted: true,
  objection: 'NONE',
  ...more,
});

export const refusal = (hearingId) => oral(hearingId, 'LIVE_OPEN', { completion: 'REFUSED', defenceExamined: 'NO' });

/** A lawyer, or an advocate of a women's organisation, for one victim; `to` is absent while it lasts. */
export const legalAid = (client, role, lawyer, [from, to]) => ({ client, role, lawyer, from, ...(to && { to }) });
