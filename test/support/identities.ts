import type { Answer, Client, TestApp } from './app.js';
import { answerOf } from './given.js';
import { withClient } from '../../src/platform/db/connect.js';

/** The second factor of everybody who is signed in was entered a moment ago. */
export function stepsUp(app: TestApp, ...clients: readonly Client[]): Promise<void> {
  return asSuperuser(app, 'UPDATE sec.login SET stepped_up_at = now() WHERE account_id = ANY ($1)', [
    clients.map(({ accountId }) => accountId),
  ]);
}

export async function asSuperuser(app: TestApp, sql: string, values: readonly unknown[] = []): Promise<void> {
  await withClient(app.database.superuserUrl, (client) => client.query(sql, [...values]));
}

export async function rowsOf<Row extends object>(app: TestApp, sql: string, values: unknown[] = []): Promise<Row[]> {
  return withClient(app.database.superuserUrl, async (client) => (await client.query<Row>(sql, values)).rows);
}

export async function personOf(client: Client, witnessCaseId: string): Promise<string> {
  const { case: found } = await answerOf<{
    case: { witnesses: { nodes: { personId: { value: string } }[] } };
  }>(
    client.asks('query ($id: ID!) { case(id: $id) { witnesses { nodes { personId { value } } } } }', {
      id: witnessCaseId,
    }),
  );
  return found.witnesses.nodes[0]!.personId.value;
}

export const setsIdentity = (client: Client, input: object, key?: string): Promise<Answer> =>
  client.asks(
    'mutation ($input: SetIdentityInput!, $key: ID) { setIdentity(input: $input, idempotencyKey: $key) { personId version replayed } }',
    { input, key },
  );

export const WHY = { purpose: 'CONTACT', explanation: 'to tell her the new date of the hearing' };

export const requestsReveal = (client: Client, input: object, key?: string): Promise<Answer> =>
  client.asks(
    `mutation ($input: RequestRevealInput!, $key: ID) {
      requestReveal(input: $input, idempotencyKey: $key) { replayed request { id personId personCode decision } }
    }`,
    { input: { ...WHY, ...input }, key },
  );

/** @returns the id of the request. @throws when it is refused. */
export async function mayReveal(client: Client, personId: string): Promise<string> {
  const { requestReveal } = await answerOf<{ requestReveal: { request: { id: string } } }>(
    requestsReveal(client, { personId }),
  );
  return requestReveal.request.id;
}

export const decides = (client: Client, verb: 'approveReveal' | 'refuseReveal', requestId: string): Promise<Answer> =>
  client.asks(`mutation ($input: RevealRequestInput!) { ${verb}(input: $input) { request { decision } } }`, {
    input: { requestId },
  });

export const reveals = (client: Client, requestId: string): Promise<Answer> =>
  client.asks(
    `mutation ($input: RevealRequestInput!) {
      revealIdentity(input: $input) {
        personId version expiresAt name otherNames birthDate family contact documents safeContact
      }
    }`,
    { input: { requestId } },
  );

export const findsPersons = (client: Client, name: string): Promise<Answer> =>
  client.asks('mutation ($input: FindPersonsInput!) { findPersons(input: $input) { personId code likeness } }', {
    input: { name },
  });

/** The reason for which the domain said no. */
export const refusalOf = ({ errors: [error] }: Answer): unknown => error?.extensions.refusal;

/** The entries of the audit trail of one type about one record. */
export async function trailOf(app: TestApp, type: string, about: string): Promise<readonly Record<string, unknown>[]> {
  const rows = await rowsOf<{ content: string }>(
    app,
    `SELECT convert_from(content, 'UTF8') AS content FROM vigil.audit_entry WHERE $1 = ANY (types) AND $2 = ANY (about)`,
    [type, about],
  );
  return rows.map(({ content }) => JSON.parse(content) as Record<string, unknown>);
}
