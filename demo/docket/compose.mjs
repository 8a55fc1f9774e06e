import { assessmentDay } from './records.mjs';

const initials = { VICTIM: 'V', WITNESS: 'W', EXPERT: 'E' };

/** Codes `V1`, `W1`, `E1` … in order, for each role. */
function codesOf(witnesses) {
  const counts = { VICTIM: 0, WITNESS: 0, EXPERT: 0 };
  return witnesses.map(({ role }) => `${initials[role]}${++counts[role]}`);
}

/** Where somebody goes is where she comes from, unless the story says otherwise. */
const withDestination = (movement, nationality) => ({ destination: nationality, ...movement });

/** One witness of the docket document; the day of her testimony is that of its hearing. */
function witnessOf(code, { role, ...told }, days) {
  const nationality = told.nationality ?? null;
  return {
    code,
    role,
    minor: false,
    willing: 'UNKNOWN',
    goodReason: false,
    counterbalance: [],
    ...told,
    statements: (told.statements ?? []).map((statement, index) => ({ id: `T${index + 1}`, ...statement })),
    movements: (told.movements ?? []).map((movement) => withDestination(movement, nationality)),
    recovery: told.recovery ?? [],
    testimony: (told.testimony ?? []).map((testimony) => ({ date: days.get(testimony.hearing), ...testimony })),
  };
}

/** The scenario of the docket document for one proceeding as the region's file tells it. */
function scenarioOf(court, proceeding) {
  const { id, title, accused, cycle = 1, indictedOn = null, evidenceClosedOn = null, verdict, terminated } = proceeding;
  const { hearings = [], witnesses, outcome = null, legalAid = [] } = proceeding;
  const codes = codesOf(witnesses);
  const days = new Map(hearings.map((hearing) => [hearing.id, hearing.date]));
  return {
    id,
    title,
    asOf: assessmentDay,
    court,
    defendants: accused.map((provisions, index) => ({ code: `D${index + 1}`, provisions })),
    trial: {
      cycle,
      indictedOn,
      evidenceClosedOn,
      verdict: verdict ? { date: verdict[0], result: verdict[1], months: verdict[2] ?? null } : null,
      terminated: terminated ? { date: terminated[0], kind: terminated[1] } : null,
    },
    hearings,
    witnesses: witnesses.map((witness, index) => witnessOf(codes[index], witness, days)),
    outcome,
    legalAid,
  };
}

/** The docket document (`domain.md` 5.11) of the regions, each `{court, proceedings}`. */
export function docketOf(regions) {
  return {
    _about: 'Fictional proceedings for the demonstration of Vigil: see README.md beside this file.',
    version: 1,
    conventions: {
      asOf: 'only records with recordedOn <= asOf are visible',
      dates: 'ISO, court local day',
      nationality: 'ISO 3166-1 alpha-2 (YU = Federal Republic of Yugoslavia in 2001, XK = Kosovo, user-assigned)',
      provisions: 'codes of the reference pack',
    },
    scenarios: regions.flatMap(({ court, proceedings }) =>
      proceedings.map((proceeding) => scenarioOf(court, proceeding)),
    ),
  };
}
