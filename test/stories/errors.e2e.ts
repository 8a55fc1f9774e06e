import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import request, { type Response, type Test } from 'supertest';
import { withClient } from '../../src/platform/db/connect.js';
import { Log, type LogFields } from '../../src/platform/log.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';

const CREATE = `mutation ($input: CreateCaseInput!, $key: ID) { createCase(input: $input, idempotencyKey: $key) { replayed } }`;

let app: TestApp;
let monitor: Client;
let headquarters: Client;

beforeAll(async () => {
  app = await startTestApp();
  monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
  headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
});
afterAll(() => app.close());

const http = () => request(app.nest.getHttpServer());
const posting = (headers: Readonly<Record<string, string>> = {}): Test =>
  http()
    .post('/graphql')
    .set({ Cookie: `sid=${monitor.token}`, ...headers });

function codeIn({ text }: Response): string | undefined {
  const { code, errors } = JSON.parse(text) as { code?: string; errors?: { extensions: { code: string } }[] };
  return code ?? errors?.[0]?.extensions.code;
}

/** Runs a statement as the owner of everything, and takes it back after the work. */
async function meanwhile<T>(statement: string, back: string, work: () => Promise<T>): Promise<T> {
  const run = (sql: string): Promise<unknown> => withClient(app.database.superuserUrl, (client) => client.query(sql));
  await run(statement);
  try {
    return await work();
  } finally {
    await run(back);
  }
}

describe('a request that is none', () => {
  it.each([
    ['malformed JSON', 400, () => posting({ 'Content-Type': 'application/json' }).send('{"query": ')],
    ['another content type', 400, () => posting({ 'Content-Type': 'text/plain' }).send('{"query": "{ me { id } }"}')],
    ['a form', 400, () => posting().type('form').send('query={me{id}}')],
    [
      'a body over 1 MB',
      413,
      () => posting().send({ query: '{ me { id } }', variables: { long: 'a'.repeat(1_100_000) } }),
    ],
    ['a batch', 400, () => posting().send([{ query: '{ me { id } }' }])],
    [
      'an operation in an address',
      405,
      () => http().get('/graphql?query={me{id}}').set('Content-Type', 'application/json'),
    ],
    ['the same in capitals', 405, () => http().get('/GraphQL/?query={me{id}}').set('Content-Type', 'application/json')],
    ['a document that is no GraphQL', 400, () => posting().send({ query: '{ me ' })],
    ['a field that there is not', 400, () => posting().send({ query: '{ nobody { id } }' })],
  ])('is BAD_INPUT with %s', async (_, status, send) => {
    const response = await send();
    expect({ status: response.status, code: codeIn(response) }).toEqual({ status, code: 'BAD_INPUT' });
  });

  it('is NOT_FOUND under an unknown path', async () => {
    const responses = [await http().get('/admin'), await http().get('/%E0%A4%A')];
    expect(responses.map((response) => [response.status, codeIn(response)])).toEqual([
      [404, 'NOT_FOUND'],
      [404, 'NOT_FOUND'],
    ]);
  });

  it.each([
    ['Origin', 'https://elsewhere.example.org'],
    ['Origin', 'null'],
    ['Sec-Fetch-Site', 'cross-site'],
    ['Sec-Fetch-Site', 'same-site'],
  ])('is FORBIDDEN from another site: %s %s', async (header, value) => {
    const response = await posting({ [header]: value }).send({ query: '{ me { id } }' });
    expect({ status: response.status, code: codeIn(response) }).toEqual({ status: 403, code: 'FORBIDDEN' });
    expect(response.headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('an operation that asks too much', () => {
  const many = (count: number, write: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => write(index)).join(' ');

  it.each([
    ['aliases', `{ ${many(30, (index) => `a${String(index)}: me { id }`)} }`],
    ['directives', `{ ${many(30, () => 'me @include(if: true) { id }')} }`],
    ['levels', `{ ${'cases { nodes { cycles { nodes { '.repeat(4)}id${' } } } }'.repeat(4)} }`],
  ])('is TOO_MANY: %s', async (_, query) => {
    expect((await monitor.asks(query)).codes[0]).toBe('TOO_MANY');
  });

  it('is refused before it is read when it has too many words', async () => {
    expect(await monitor.asks(`{ ${'__typename '.repeat(3_000)} }`)).toMatchObject({
      status: 400,
      codes: ['BAD_INPUT'],
    });
  });
});

describe('a value that cannot be', () => {
  const titled = (title: string): object => ({ input: { court: 'DC_PRIZREN', title } });

  it.each([
    ['a control character', 'input.title', CREATE, titled('bell\u0007')],
    ['NUL', 'input.title', CREATE, titled('end\0')],
    ['half of a surrogate pair', 'input.title', CREATE, titled('half\ud800')],
    ['too long a text', 'input.title', CREATE, titled('a'.repeat(2_001))],
    ['an id in capitals', 'input.id', CREATE, { input: { court: 'DC_PRIZREN', id: randomUUID().toUpperCase() } }],
    ['NUL in a key', 'idempotencyKey', CREATE, { input: { court: 'DC_PRIZREN' }, key: 'a\0' }],
    ['too long a key', 'idempotencyKey', CREATE, { input: { court: 'DC_PRIZREN' }, key: 'a'.repeat(1_001) }],
    ['NUL in an id', 'id', 'query ($id: ID!) { case(id: $id) { id } }', { id: '\0' }],
    [
      'NUL in a filter',
      'filter.code',
      'query ($f: CaseFilter) { cases(filter: $f) { totalCount } }',
      { f: { code: '\0' } },
    ],
    [
      'a filter that is no code',
      'filter.region',
      'query ($f: CaseFilter) { cases(filter: $f) { totalCount } }',
      { f: { region: 'a b' } },
    ],
    ['too large a page', 'first', '{ cases(first: 101) { totalCount } }', {}],
    ['an empty page', 'first', '{ cases(first: 0) { totalCount } }', {}],
    ['a cursor that is none', 'after', '{ cases(after: "x") { totalCount } }', {}],
  ])('is BAD_INPUT that names the field: %s', async (_, field, query, variables) => {
    const { codes, errors } = await monitor.asks(query, variables);
    expect(codes).toEqual(['BAD_INPUT']);
    expect(errors[0]?.extensions.fields).toEqual([{ field, problem: expect.any(String) }]);
  });

  it.each([
    ['an unknown field', { court: 'DC_PRIZREN', code: 'PRZ-9999/01' }],
    ['a prototype', JSON.parse('{ "court": "DC_PRIZREN", "__proto__": { "region": "PEJA" } }') as object],
    ['another type', { court: ['DC_PRIZREN', 'DC_PEJA'] }],
  ])('is BAD_INPUT: %s', async (_, input) => {
    expect(await monitor.asks(CREATE, { input })).toMatchObject({ status: 400, codes: ['BAD_INPUT'] });
  });

  it.each(['0A0A0A0A-0000-4000-8000-000000000000', 'x', '', '{0a0a0a0a-0000-4000-8000-000000000000}'])(
    'is a missing record when an id is %p',
    async (id) => {
      const { codes } = await monitor.asks('query ($id: ID!) { case(id: $id) { id } }', { id });
      expect(codes).toEqual(['NOT_FOUND']);
    },
  );
});

describe('an unexpected failure', () => {
  const refusal = `
    CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room for W-4711'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON vigil.audit_entry EXECUTE FUNCTION public.refuse()`;

  it('is told by a reference alone, under which the log says what and where, without a value', async () => {
    const logged: LogFields[] = [];
    const log = jest.spyOn(Log.prototype, 'error').mockImplementation((fields) => void logged.push(fields));
    const { codes, errors, text } = await meanwhile(refusal, 'DROP FUNCTION public.refuse CASCADE', () =>
      monitor.asks(CREATE, { input: { court: 'DC_PRIZREN', title: 'Seen near the quarry' } }),
    );
    log.mockRestore();
    expect(codes).toEqual(['INTERNAL']);
    expect(text).not.toMatch(/W-4711|refuse|audit|stack/);
    expect(logged).toEqual([
      {
        event: 'unexpected failure',
        reference: errors[0]?.extensions.reference,
        error: 'SQLSTATE P0001',
        stack: expect.stringContaining('    at '),
      },
    ]);
    expect(JSON.stringify(logged)).not.toMatch(/W-4711|quarry/);
  });

  it('is told in the same way outside GraphQL', async () => {
    const log = jest.spyOn(Log.prototype, 'error').mockImplementation(() => undefined);
    const response = await meanwhile(
      'REVOKE SELECT ON vigil.report FROM vigil_app',
      'GRANT SELECT ON vigil.report TO vigil_app',
      () => http().get(`/reports/${randomUUID()}`).set('Cookie', `sid=${headquarters.token}`),
    );
    log.mockRestore();
    expect({ status: response.status, code: codeIn(response) }).toEqual({ status: 500, code: 'INTERNAL' });
    expect(Object.keys(JSON.parse(response.text) as object).sort()).toEqual(['code', 'reference']);
    expectSafe(response);
  });
});

/** The headers of `security.md` 7, and none that tells what runs here. */
function expectSafe({ headers }: Response): void {
  expect(headers).toMatchObject({
    'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  const tells = ['x-powered-by', 'server', 'etag', 'access-control-allow-origin'];
  expect(tells.filter((name) => name in (headers as object))).toEqual([]);
}

describe('every answer', () => {
  it.each([
    ['of an operation', () => posting().send({ query: '{ me { id } }' })],
    ['of a refused operation', () => posting().send({ query: '{ nobody }' })],
    ['of a malformed body', () => posting({ 'Content-Type': 'application/json' }).send('{')],
    ['of too large a body', () => posting().send({ query: 'a'.repeat(1_100_000) })],
    ['from another site', () => posting({ Origin: 'https://elsewhere.example.org' }).send({})],
    ['of an unknown path', () => http().get('/nowhere')],
    ['of a liveness check', () => http().get('/healthz')],
    ['to OPTIONS', () => http().options('/graphql')],
    ['to HEAD', () => http().head('/healthz')],
  ])('%s carries the headers that protect, and no banner', async (_, send) => {
    const response = await send();
    expect(response.status).toBeGreaterThanOrEqual(200);
    expectSafe(response);
  });
});
