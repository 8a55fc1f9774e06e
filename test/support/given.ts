import type { Answer, Client } from './app.js';

/** A record that was stored, and the version to give back with a change. */
export interface Stored {
  readonly id: string;
  readonly version: number;
}

type Change = 'create' | 'update' | 'withdraw';

/** Sends a change of one record, `Hearing`, whatever the server says to it. */
export async function sends(client: Client, change: Change, name: string, input: object): Promise<Answer> {
  const type =
    change === 'withdraw' ? 'WithdrawInput' : `${change.charAt(0).toUpperCase()}${change.slice(1)}${name}Input`;
  const field = name.charAt(0).toLowerCase() + name.slice(1);
  return client.asks(
    `mutation ($input: ${type}!) { answer: ${change}${name}(input: $input) { record: ${field} { id version } } }`,
    { input },
  );
}

/** Stores a new record. @throws when the server refuses: then the story cannot go on. */
export function creates(client: Client, name: string, input: object): Promise<Stored> {
  return stored(sends(client, 'create', name, input));
}

export function amends(client: Client, name: string, record: Stored, changes: object): Promise<Stored> {
  return stored(sends(client, 'update', name, { ...record, ...changes }));
}

export function withdraws(client: Client, name: string, record: Stored): Promise<Stored> {
  return stored(sends(client, 'withdraw', name, record));
}

/** The `data` of an answer, typed by the story that asks. @throws when there were errors. */
export async function answerOf<Data>(answer: Promise<Answer>): Promise<Data> {
  const { data, codes, text } = await answer;
  if (codes.length > 0) throw new Error(text);
  return data as Data;
}

async function stored(answer: Promise<Answer>): Promise<Stored> {
  return (await answerOf<{ readonly answer: { readonly record: Stored } }>(answer)).answer.record;
}

/** The people of a region who keep its records: hearings are the monitor's, returns and lawyers the focal point's. */
export interface Region {
  readonly monitor: Client;
  readonly focalPoint: Client;
}

/** A trial that has begun: indicted, with one victim whom a hearing of the main trial awaits. */
export interface Trial {
  readonly caseId: string;
  readonly accused: Stored;
  readonly witness: Stored;
  readonly hearing: Stored;
}

interface TrialDetails {
  readonly court?: string;
  readonly hearing?: object;
  readonly witness?: object;
}

/** Every record of it was known on its own day, so that a story may look at any day. */
export async function aTrial({ monitor }: Region, details: TrialDetails = {}): Promise<Trial> {
  const { id: caseId } = await creates(monitor, 'Case', {
    court: details.court ?? 'DC_PRIZREN',
    recordedOn: '2001-01-10',
  });
  const recordedOn = '2001-02-01';
  const accused = await creates(monitor, 'Accused', { caseId, recordedOn, code: 'D1' });
  await creates(monitor, 'Indictment', { caseId, recordedOn, filedOn: recordedOn });
  const witness = await creates(monitor, 'Witness', {
    caseId,
    recordedOn,
    code: 'V1',
    role: 'VICTIM',
    materiality: 'DECISIVE',
    ...details.witness,
  });
  const hearing = await creates(monitor, 'Hearing', {
    caseId,
    recordedOn,
    label: 'H1',
    date: '2001-06-20',
    status: 'SCHEDULED',
    phase: 'MAIN_TRIAL',
    defenceInvited: true,
    ...details.hearing,
  });
  await creates(monitor, 'Summons', { caseId, recordedOn, hearingId: hearing.id, witnessId: witness.id });
  return { caseId, accused, witness, hearing };
}
