import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, type GraphQLNamedType, isObjectType, parse } from 'graphql';
import request, { type Response, type Test } from 'supertest';
import { RenderReport } from '../../src/reports/render-report.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { callOf, queries, schema, wholeTree } from '../support/generated-calls.js';
import { answerOf } from '../support/given.js';

let app: TestApp;
let monitor: Client;
let headquarters: Client;

beforeAll(async () => {
  app = await startTestApp({ baseUrl: ORIGIN });
  monitor = await app.signedInAs({ role: 'MONITOR', regions: ['PRIZREN'] });
  headquarters = await app.signedInAs({ role: 'HQ_ANALYST' });
});
afterAll(() => app.close());

const http = (of = app) => request(of.nest.getHttpServer());
const posting = (headers: Readonly<Record<string, string>> = {}): Test =>
  http()
    .post('/graphql')
    .set({ Cookie: `sid=${monitor.token}`, ...headers });
const ORIGIN = 'http://vigil.example.org';
const ASKS_ME = { query: '{ me { id } }' };

const times = (count: number, write: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => write(index)).join(' ');
/** Levels of `{`, closed again. */
const nested = (levels: string): string => `{ ${levels} ${'} '.repeat(levels.split('{').length)}`;

/** The longest way from a query to a value. */
function deepestPath(type: GraphQLNamedType | null | undefined = schema.getQueryType()): readonly string[] {
  if (!isObjectType(type)) return [];
  const paths = Object.values(type.getFields()).map((field) => [field.name, ...deepestPath(getNamedType(field.type))]);
  return paths.reduce((longest, path) => (path.length > longest.length ? path : longest), []);
}

describe('an operation at the edge of a limit', () => {
  const deepest = deepestPath();
  const deep = (levels: number): string => nested([...deepest, 'deeper'].slice(0, levels).join(' { '));
  const hundredIds = `fragment ids on OwnAccount { ${times(100, () => 'id')} }`;
  const costing = (cost: number): string =>
    `{ me { ${times(Math.floor((cost - 1) / 100), () => '...ids')} ${times((cost - 1) % 100, () => 'id')} } } ${hundredIds}`;

  it.each<[string, number, (count: number) => string]>([
    ['levels', deepest.length, deep],
    ['aliases', 15, (count) => `{ me { ${times(count, (index) => `a${String(index)}: id`)} } }`],
    ['fields at its root', 10, (count) => `{ ${times(count, (index) => `a${String(index)}: me { id }`)} }`],
    ['directives', 20, (count) => `{ me { ${times(count, () => 'id @include(if: true)')} } }`],
    [
      'fragments',
      20,
      (count) =>
        `{ me { ${times(count, (index) => `...f${String(index)}`)} } } ${times(count, (index) => `fragment f${String(index)} on OwnAccount { id }`)}`,
    ],
    ['cost', 5_000, costing],
  ])('is answered with %s: %d, and is TOO_MANY with one more', async (_, limit, write) => {
    expect((await monitor.asks(write(limit))).codes).toEqual([]);
    const refused = await monitor.asks(write(limit + 1));
    expect({ status: refused.status, codes: refused.codes }).toEqual({
      status: 400,
      codes: expect.arrayContaining(['TOO_MANY']),
    });
    expect(refused.data).toBeNull();
  });

  it('is answered with 2,000 words and signs, and not read with one more', async () => {
    // Not one field many times: graphql-js compares each with each, and gives up.
    const tree = wholeTree('cases').slice(1, -1);
    const padded = (ids: number): string => `{ ${tree} ${tree} ${tree} me { id ${times(ids, () => 'id')} } }`;
    const words = (count: number): string => padded(count - (parse(padded(0)).tokenCount ?? 0));
    expect((await monitor.asks(words(2_000))).codes).toEqual([]);
    expect(await monitor.asks(words(2_001))).toMatchObject({ status: 400, codes: ['BAD_INPUT'], data: null });
  });

  it.each([
    ['written', (first: number) => [`cases(first: ${String(first)})`, {}]],
    ['in a variable', (first: number) => ['cases(first: $first)', { first }]],
  ] as const)('pays for the size of a page: %s', async (_, page) => {
    const asks = (first: number): ReturnType<Client['asks']> => {
      const [field, variables] = page(first);
      const head = Object.keys(variables ?? {}).length > 0 ? 'query ($first: Int!)' : '';
      return monitor.asks(`${head} ${costing(4_947).replace('{', `{ ${field} { nodes { id } }`)}`, variables);
    };
    expect((await asks(50)).codes).toEqual([]);
    expect((await asks(51)).codes).toEqual(['TOO_MANY']);
  });

  it('is a page of 50 cases with everything below it', async () => {
    expect((await monitor.asks(wholeTree('cases'))).codes).toEqual([]);
  });

  it('is refused when a fragment contains itself, in whatever way', async () => {
    const cycle = '{ me { ...a } } fragment a on OwnAccount { ...b } fragment b on OwnAccount { id ...a }';
    expect(await monitor.asks(cycle)).toMatchObject({ status: 400, codes: ['BAD_INPUT'], data: null });
  });

  it('is refused when its fragments double with each word, before they are expanded', async () => {
    const doubling = times(
      19,
      (index) => `fragment f${String(index)} on OwnAccount { ...f${String(index + 1)} ...f${String(index + 1)} }`,
    );
    const bomb = `{ me { ...f0 } } ${doubling} fragment f19 on OwnAccount { id }`;
    expect(await monitor.asks(bomb)).toMatchObject({ status: 400, codes: ['TOO_MANY'], data: null });
  });

  it.each([
    ['of the root', (first: number) => `{ cases(first: ${String(first)}) { nodes { id } } }`],
    ['below a record', (first: number) => `{ cases { nodes { hearings(first: ${String(first)}) { nodes { id } } } } }`],
  ])('has 1 to 100 records on a page %s', async (_, write) => {
    const codes = await Promise.all([1, 100].map(async (first) => (await monitor.asks(write(first))).codes));
    expect(codes).toEqual([[], []]);
  });
});

describe('a body at the edge of a limit', () => {
  const ofBytes = (bytes: number): string => {
    const body = { ...ASKS_ME, variables: { long: '' } };
    return JSON.stringify({ ...body, variables: { long: 'a'.repeat(bytes - JSON.stringify(body).length) } });
  };
  const ofDepth = (depth: number): string =>
    `{"query":"{ me { id } }","variables":{"deep":${'['.repeat(depth - 2)}${']'.repeat(depth - 2)}}}`;

  it.each([
    ['bytes', 1_048_576, ofBytes, 413],
    ['levels of values', 50, ofDepth, 400],
  ])('is read with %s: %d, and is BAD_INPUT with one more', async (_, limit, write, status) => {
    const send = (size: number): Promise<Response> =>
      Promise.resolve(posting({ 'Content-Type': 'application/json' }).send(write(size)));
    expect((await send(limit)).status).toBe(200);
    const refused = await send(limit + 1);
    expect({ status: refused.status, text: refused.text }).toEqual({
      status,
      text: expect.stringContaining('BAD_INPUT'),
    });
  });

  it('is BAD_INPUT with as many levels as a body can hold', async () => {
    const response = await posting({ 'Content-Type': 'application/json' }).send(ofDepth(400_000));
    expect({ status: response.status, text: response.text }).toEqual({
      status: 400,
      text: expect.stringContaining('BAD_INPUT'),
    });
  });

  it('is no query that the server has kept by its hash', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const responses = [await posting().send({ extensions }), await posting().send({ ...ASKS_ME, extensions })];
    expect(responses.map(({ status, text }) => [status, /BAD_INPUT/.test(text), /"data"/.test(text)])).toEqual([
      [400, true, false],
      [400, true, false],
    ]);
  });
});

describe('what the service tells of itself', () => {
  it.each(['MONITOR', 'ADMIN', 'HQ_ANALYST', null] as const)('is no schema, to %s', async (role) => {
    const client = role
      ? await app.signedInAs({ role, regions: role === 'MONITOR' ? ['PRIZREN'] : [] })
      : app.anonymous;
    for (const query of ['{ __schema { types { name } } }', '{ __type(name: "Account") { name } }']) {
      expect(await client.asks(query)).toMatchObject({
        status: 400,
        codes: expect.arrayContaining(['BAD_INPUT']),
        data: null,
      });
    }
  });

  it.each([
    ['a field', '{ cass { nodes { id } } }', {}],
    ['an argument', '{ cases(firs: 1) { nodes { id } } }', {}],
    ['a type', '{ me { ... on Acount { id } } }', {}],
    ['a value', '{ trialAssessments(filter: { flags: [TESTIMONY_AT_RIS] }) { nodes { caseCode } } }', {}],
    ['a field of a variable', 'query ($f: CaseFilter) { cases(filter: $f) { totalCount } }', { f: { regio: 'X' } }],
    [
      'a value of a variable',
      'query ($f: TrialAssessmentFilter) { trialAssessments(filter: $f) { totalCount } }',
      { f: { flags: ['TESTIMONY_AT_RIS'] } },
    ],
  ])('is no guess of what was meant: %s', async (_, query, variables) => {
    const { codes, text } = await monitor.asks(query, variables);
    expect(codes[0]).toBe('BAD_INPUT');
    expect(text).not.toMatch(/did you mean|stacktrace|node_modules| at .*\.js/i);
  });

  it('is the whole schema in the demonstration', async () => {
    const shown = await startTestApp({ showSchema: true });
    try {
      expect((await shown.anonymous.asks('{ __schema { queryType { name } } }')).data).toEqual({
        __schema: { queryType: { name: 'Query' } },
      });
      expect((await shown.anonymous.asks('{ cass { nodes { id } } }')).text).toMatch(/Did you mean/);
    } finally {
      await shown.close();
    }
  });
});

describe('where a request comes from', () => {
  const from = async (headers: Readonly<Record<string, string>>): Promise<number> =>
    (await posting(headers).send(ASKS_ME)).status;

  it('is this origin, or no browser', async () => {
    const response = await http().get('/healthz');
    expect(response.status).toBe(200);
    const accepted: Record<string, string>[] = [
      {},
      { Origin: ORIGIN },
      { 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none' },
    ];
    for (const headers of accepted) expect([headers, await from(headers)]).toEqual([headers, 200]);
  });

  it('is never told by the Host header', async () => {
    const Host = 'elsewhere.example.org';
    expect(await from({ Host, Origin: `http://${Host}` })).toBe(403);
    expect(await from({ Host, 'X-Forwarded-Host': Host, Origin: ORIGIN })).toBe(200);
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/graphql',
  ])('may be any page when a body is %s, and so it is refused', async (type) => {
    const response = await posting({ 'Content-Type': type }).send(JSON.stringify(ASKS_ME));
    expect({ status: response.status, text: response.text }).toEqual({
      status: 400,
      text: expect.stringContaining('BAD_INPUT'),
    });
  });

  it('is kept to HTTPS for a year once the service is reached by it, with a cookie for this host alone', async () => {
    const secure = await startTestApp({ baseUrl: 'https://vigil.example.org' });
    try {
      const plain = await http().get('/nowhere');
      const strict = await http(secure).get('/nowhere');
      expect(plain.headers).not.toHaveProperty('strict-transport-security');
      expect(strict.headers).toHaveProperty('strict-transport-security', 'max-age=31536000');
      const asks = (headers: object): Test =>
        http(secure)
          .post('/graphql')
          .set({ ...headers })
          .send(ASKS_ME);
      const { token } = await secure.signedInAs({ role: 'HQ_ANALYST' });
      expect((await asks({ Cookie: `__Host-sid=${token}`, Origin: 'https://vigil.example.org' })).text).toContain(
        '"id"',
      );
      expect((await asks({ Cookie: `sid=${token}` })).text).toContain('UNAUTHENTICATED');
    } finally {
      await secure.close();
    }
  });
});

describe('an id that is spelled in another way', () => {
  const byId = Object.values(queries).filter(({ args }) => args.some(({ type }) => getNamedType(type).name === 'ID'));
  const asks = (name: string, id: string): ReturnType<Client['asks']> => {
    const ids = (queries[name]?.args ?? []).filter(({ type }) => getNamedType(type).name === 'ID');
    const { query, variables } = callOf('query', name, Object.fromEntries(ids.map((argument) => [argument.name, id])));
    return headquarters.asks(query, variables);
  };

  it.each(byId.map(({ name }) => name))('is missing, in the same words: %s', async (name) => {
    const id = randomUUID();
    const missing = await asks(name, id);
    for (const spelled of [id.toUpperCase(), `{${id}}`, id.replaceAll('-', ''), ` ${id}`, 'x', '']) {
      expect([spelled, (await asks(name, spelled)).text]).toEqual([spelled, missing.text]);
    }
    expect(missing.codes.length + Object.keys(missing.data ?? {}).length).toBeGreaterThan(0);
  });
});

describe('a download', () => {
  const REQUEST = 'mutation ($input: RequestReportInput!) { requestReport(input: $input) { id } }';
  let id: string;

  const gets = (path: string, headers: Readonly<Record<string, string>> = {}): Test =>
    http()
      .get(`/reports/${path}`)
      .set({ Cookie: `sid=${headquarters.token}`, ...headers });

  beforeAll(async () => {
    const input = { periodFrom: '2000-10-01', periodTo: '2001-06-05' };
    const { requestReport } = await answerOf<{ requestReport: { id: string } }>(headquarters.asks(REQUEST, { input }));
    id = requestReport.id;
    await app.nest.get(RenderReport, { strict: false }).execute(id);
  });

  it('is a file to keep and never to show, of a type that is not guessed, and is stored nowhere on the way', async () => {
    const { status, headers } = await gets(`${id}.pdf`);
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^attachment; filename="[\w.-]+\.pdf"$/),
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(['etag', 'last-modified', 'accept-ranges'].filter((name) => name in (headers as object))).toEqual([]);
  });

  it.each([
    ['a part of it', { Range: 'bytes=0-9' }],
    ['whether it has changed', { 'If-None-Match': '*' }],
    ['whether it is newer', { 'If-Modified-Since': 'Fri, 01 Jun 2001 00:00:00 GMT' }],
  ])('is the whole file when one asks for %s', async (_, headers) => {
    const [whole, answer] = [await gets(`${id}.pdf`), await gets(`${id}.pdf`, headers)];
    expect({ status: answer.status, body: answer.body as Buffer }).toEqual({ status: 200, body: whole.body as Buffer });
  });

  it('is missing in the same words under an id that is spelled in another way, and to whoever may not see it', async () => {
    const missing = await gets(`${randomUUID()}.pdf`);
    for (const path of [id.toUpperCase(), `${id}.PDF`, '..%2F..%2Fetc', 'x']) {
      const { status, text } = await gets(path);
      expect([path, status, text]).toEqual([path, 404, missing.text]);
    }
    const stranger = await gets(id, { Cookie: 'sid=nobody' });
    expect([stranger.status, stranger.text]).toEqual([401, expect.stringContaining('UNAUTHENTICATED')]);
    expect((await gets(id, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
  });
});
