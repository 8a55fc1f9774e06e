/**
 * The list page, 50 cases of a region with everything below them, as its focal point sees it. Two questions:
 *
 * 1. What the second wall costs: the statements that the service sends for the page, replayed in one transaction as the
 *    role of the service, under row-level security, and as the superuser, whom no policy binds. By turns in one run.
 * 2. What the whole service costs over a floor: node:http with one prepared statement that returns the rows as JSON, and
 *    no row-level security.
 *
 * With 2,000 and 20,000 cases, or as many as are named. Build first; run from the top of the project:
 * `node bench/list-page.mjs [cases ...]`.
 */
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSchema, getNamedType, isLeafType, isObjectType } from 'graphql';
import pg from 'pg';

const built = (path) => import(`../dist/src/${path}.js`);
const { ManageAccount } = await built('accounts/manage-account');
const { OneTimeLinkStore } = await built('accounts/one-time-link.store');
const { SessionStore } = await built('accounts/session.store');
const { ImportDocket } = await built('docket/import-docket');
const { connectionsBy, contents } = await built('first-run');
const { readConfig } = await built('platform/config');
const { startEmbeddedPostgres } = await built('platform/db/embedded-postgres');
const { prepareDatabase } = await built('platform/db/prepare-database');
const { loginRoles } = await built('platform/db/roles');
const { listen } = await built('platform/http/listen');
const { Log } = await built('platform/log');
const { newSecret } = await built('platform/secrets');
const { createApplication } = await built('server');

const schema = buildSchema(await readFile('schema.gql', 'utf8'));
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [2_000, 20_000];
const REGION = 'PRIZREN';
const FIRST = 50;
const ROUNDS = 7;
const PAGES = 20;
const WHOLE_PAGE = `{ cases(first: ${FIRST}) { ${pageSelection('CaseConnection')} } }`;
/** The page with both walls takes at most so many times what it takes without row-level security. */
const TARGET = 2;

const folder = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: () => undefined, throwAway: true });
const { user, password, database } = postgres.superuser;
try {
  for (const cases of sizes) await bench(cases);
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function bench(cases) {
  const name = `bench_${cases}`;
  const adminUrl = postgres.url(user, password, name);
  const connections = await prepared(name, adminUrl);
  const config = { ...readConfig({}), dataFolder: folder, port: 0, assessmentDay: '2001-06-05' };
  const { nest, close } = await createApplication(config, connections, new Log('error'));
  const clients = [];
  const connected = async (url) => {
    const client = new pg.Client(url);
    await client.connect();
    clients.push(client);
    return client;
  };
  try {
    await filled(nest, cases);
    const superuser = await connected(adminUrl);
    await superuser.query('VACUUM ANALYZE');
    const port = await listen(nest, config.host, 0);
    const page = { url: `http://${config.host}:${port}/graphql`, token: await focalPoint(nest) };
    const statements = await statementsBehind(() => asked(page));
    const replayed = { walls: await connected(connections.app), open: superuser };

    // The page is scoped by its statements already, so that the policies take nothing away from it.
    const rows = {
      walls: await transaction(replayed.walls, statements),
      open: await transaction(superuser, statements),
    };
    if (rows.walls !== rows.open) throw new Error(`${rows.walls} rows with both walls, ${rows.open} without`);
    const walls = await byTurns({
      walls: () => transaction(replayed.walls, statements),
      open: () => transaction(replayed.open, statements),
    });
    const ratio = walls.walls / walls.open;
    console.log(
      `${cases} cases, page of ${FIRST}: ${statements.length} statements, ${rows.walls} rows, medians of ${ROUNDS} rounds`,
    );
    console.log(`  with both walls ${ms(walls.walls)}, without row-level security ${ms(walls.open)}`);
    console.log(`  ratio ${ratio.toFixed(2)} (target: at most ${TARGET})`);
    if (ratio > TARGET) process.exitCode = 1;

    const floor = await floorServer(superuser);
    const whole = await byTurns({ service: () => asked(page), floor: () => fetched(floor.url) });
    console.log(`  the service over HTTP ${ms(whole.service)}, the floor ${ms(whole.floor)}`);
    console.log(`  ${(whole.service / whole.floor).toFixed(1)} times the floor (aim of performance: 3)`);
    floor.server.close();
    floor.server.closeAllConnections();
  } finally {
    await Promise.all(clients.map((client) => client.end()));
    await close();
  }
}

async function prepared(name, adminUrl) {
  const passphrases = Object.fromEntries(loginRoles.map((role) => [role, newSecret()]));
  const root = new pg.Client(postgres.url(user, password, database));
  await root.connect();
  await root.query(`CREATE DATABASE ${name}`);
  await root.end();
  const connections = connectionsBy((role) => postgres.url(`vigil_${role}`, passphrases[role], name));
  await prepareDatabase({ adminUrl, connections, passphrases, ...contents, progress: () => undefined });
  return connections;
}

/** The test vectors, repeated under ids of their own. */
async function filled(nest, cases) {
  const { scenarios } = JSON.parse(await readFile('test/vectors/scenarios.json', 'utf8'));
  const trials = Array.from({ length: cases }, (_, index) => ({
    ...scenarios[index % scenarios.length],
    id: `B${index}`,
  }));
  const file = join(folder, 'docket.json');
  await writeFile(file, JSON.stringify({ scenarios: trials }));
  const importing = nest.get(ImportDocket, { strict: false });
  const docket = await importing.read(file);
  await importing.execute({ scenarios: docket.scenarios }, { by: 'bench', progress: () => undefined });
}

/** @returns the token of somebody who keeps the region. */
async function focalPoint(nest) {
  const links = nest.get(OneTimeLinkStore, { strict: false });
  const sessions = nest.get(SessionStore, { strict: false });
  const link = { email: 'administrator@example.org', displayName: 'Administrator', passphraseHash: 'none' };
  const { accountId } = await links.redeem({ ...link, token: await links.forFirstAdministrator() });
  const administrator = { ...link, accountId, role: 'ADMIN', regions: [], lawyerId: null };
  administrator.token = await sessions.open(accountId, 'ADMIN');
  const input = { email: 'tfp@example.org', displayName: 'TFP', role: 'TFP', regions: [REGION], lawyerId: null };
  const { id } = await nest.get(ManageAccount, { strict: false }).invite(administrator, input);
  return sessions.open(id, 'TFP');
}

async function asked({ url, token }) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: `sid=${token}` },
    body: JSON.stringify({ query: WHOLE_PAGE }),
  });
  const { data, errors } = await response.json();
  if (errors || data.cases.nodes.length < FIRST)
    throw new Error(`No page: ${JSON.stringify(errors ?? data).slice(0, 500)}`);
}

/** Every page below every record, each record with its own values, but not what is computed. */
function pageSelection(connection) {
  const node = getNamedType(schema.getType(connection).getFields().nodes.type);
  const selected = Object.values(node.getFields()).map(({ name, type }) => {
    const below = getNamedType(type);
    if (isLeafType(below)) return name;
    if (below.name.endsWith('Connection')) return `${name} { ${pageSelection(below.name)} }`;
    return isObjectType(below) && 'value' in below.getFields() && isLeafType(getNamedType(below.getFields().value.type))
      ? `${name} { value }`
      : '';
  });
  return `nodes { ${selected.join(' ')} }`;
}

/** The statements of the reading transaction behind one request: between its BEGIN and its COMMIT. */
async function statementsBehind(work) {
  await work();
  const { query } = pg.Client.prototype;
  const perClient = new Map();
  pg.Client.prototype.query = function (text, values, ...rest) {
    const sent = perClient.get(this) ?? [];
    perClient.set(this, [...sent, { text, values }]);
    return query.call(this, text, values, ...rest);
  };
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  const [sent] = [...perClient.values()].toSorted((one, other) => other.length - one.length);
  const begin = sent.findIndex(({ text }) => text === 'BEGIN READ ONLY');
  const end = sent.findIndex(({ text }, index) => index > begin && text === 'COMMIT');
  return sent.slice(begin + 1, end);
}

/** @returns how many rows it gave. */
async function transaction(client, statements) {
  await client.query('BEGIN READ ONLY');
  let rows = 0;
  for (const { text, values } of statements) rows += (await client.query(text, values)).rowCount;
  await client.query('COMMIT');
  return rows;
}

/** The same page as JSON from one prepared statement. */
async function floorServer(client) {
  const { rows } = await client.query(`
    SELECT table_name AS name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'vigil' AND column_name = 'case_id' AND table_type = 'BASE TABLE'
      AND table_name IN ('cycle', 'accused', 'charge', 'indictment', 'hearing', 'judgment', 'evidence_closing', 'termination',
        'witness', 'summons', 'statement', 'shelter_stay', 'planned_return', 'movement', 'deportation_order', 'recovery_step',
        'testimony', 'assignment')`);
  const below = rows.map(
    ({ name }) => `(SELECT json_agg(x) FROM vigil.${name} x WHERE x.case_id = page.id) AS ${name}`,
  );
  const text = `SELECT json_agg(whole)::text AS json FROM (
    SELECT page.*, ${below.join(', ')} FROM (
      SELECT * FROM vigil.trafficking_case WHERE region = $1 ORDER BY code LIMIT $2) page) whole`;
  const server = createServer((_, response) => {
    void client
      .query({ name: 'floor', text, values: [REGION, FIRST] })
      .then(({ rows: [row] }) => response.end(row.json));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}` };
}

async function fetched(url) {
  await (await fetch(url)).json();
}

/** Milliseconds of each work, one after the other and in turn: the median of the rounds, each the mean of its pages. */
async function byTurns(works) {
  const means = Object.fromEntries(Object.keys(works).map((name) => [name, []]));
  for (let round = -1; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? Object.keys(works) : Object.keys(works).toReversed();
    for (const name of order) {
      const start = performance.now();
      for (let page = 0; page < PAGES; page += 1) await works[name]();
      // The first round warms up.
      if (round >= 0) means[name].push((performance.now() - start) / PAGES);
    }
  }
  return Object.fromEntries(Object.entries(means).map(([name, values]) => [name, median(values)]));
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}

function ms(value) {
  return `${value.toFixed(1)} ms`;
}
