import type { Answer, Client, TestApp } from './app.js';
import { answerOf, aTrial, type Region, type Trial } from './given.js';
import { asSuperuser, personOf, setsIdentity, stepsUp } from './identities.js';

const SHE_ASKED = { ground: 'SUBJECT_REQUEST', explanation: 'She asked in writing on 3 May' };

export const requestsErasure = (client: Client, input: object, key?: string): Promise<Answer> =>
  client.asks(
    `mutation ($input: RequestErasureInput!, $key: ID) {
      requestErasure(input: $input, idempotencyKey: $key) { replayed request { id personCode decision ground erasedAt } }
    }`,
    { input: { ...SHE_ASKED, ...input }, key },
  );

/** @returns the id of the request. @throws when it is refused. */
export async function mayErase(client: Client, personId: string, input: object = {}): Promise<string> {
  const { requestErasure } = await answerOf<{ requestErasure: { request: { id: string } } }>(
    requestsErasure(client, { personId, ...input }),
  );
  return requestErasure.request.id;
}

export const decidesErasure = (
  client: Client,
  verb: 'approveErasure' | 'refuseErasure',
  requestId: string,
): Promise<Answer> =>
  client.asks(`mutation ($input: ErasureRequestInput!) { ${verb}(input: $input) { request { decision } } }`, {
    input: { requestId },
  });

export const erases = (client: Client, requestId: string, key?: string): Promise<Answer> =>
  client.asks(
    `mutation ($input: ErasureRequestInput!, $key: ID) {
      eraseIdentity(input: $input, idempotencyKey: $key) { replayed request { decision erasedAt } }
    }`,
    { input: { requestId }, key },
  );

/** Who has a part in an erasure: two focal points of Prizren, one of another region, and an administrator. */
export interface Cast extends Region {
  readonly colleague: Client;
  readonly elsewhere: Client;
  readonly administrator: Client;
}

export async function castOf(app: TestApp): Promise<Cast> {
  const cast = {
    focalPoint: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
    colleague: await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] }),
    elsewhere: await app.signedInAs({ role: 'TFP', regions: ['PEJA'] }),
    monitor: await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] }),
    administrator: await app.signedInAs({ role: 'ADMIN' }),
  };
  await stepsUp(app, ...Object.values(cast));
  return cast;
}

/** Somebody in a trial of her own, whose name is in the vault since long ago. */
export async function aNamedWitness(
  app: TestApp,
  cast: Cast,
  name = 'Ana Petrović',
): Promise<Trial & { readonly personId: string }> {
  const trial = await aTrial(cast);
  const personId = await personOf(cast.monitor, trial.caseId);
  await answerOf(setsIdentity(cast.focalPoint, { personId, name }));
  await asSuperuser(app, `UPDATE vigil.person_key SET recorded_on = '2001-02-01' WHERE person_id = $1`, [personId]);
  return { ...trial, personId };
}

/** @returns a request of the focal point that the colleague let pass. */
export async function mayCarryOut(
  { focalPoint, colleague }: Cast,
  personId: string,
  input: object = {},
): Promise<string> {
  const requestId = await mayErase(focalPoint, personId, input);
  await answerOf(decidesErasure(colleague, 'approveErasure', requestId));
  return requestId;
}

/** Has an identity erased because she asked. */
export async function eraseOf(app: TestApp, personId: string): Promise<void> {
  const cast = await castOf(app);
  await answerOf(erases(cast.administrator, await mayCarryOut(cast, personId)));
}
