/**
 * What sealing costs those who write to the audit trail: 16 writers, each transaction with 6 ms of other work and one
 * entry, without a sealer and with one, by turns in one run. And what a look costs the list page.
 * Build first; run from the top of the project: `node bench/audit.mjs`.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sql from 'sql-template-tag';

const built = (path) => import(`../dist/src/${path}.js`);
const { appendAhead, appendEvent } = await built('access/audit-trail');
const { signIn } = await built('access/reading');
const { sealTrail } = await built('access/seal-trail');
const { SessionStore } = await built('accounts/session.store');
const { connectionsBy, contents } = await built('first-run');
const { auditSigningKey } = await built('platform/crypto/signing-key');
const { Database } = await built('platform/db/database');
const { startEmbeddedPostgres } = await built('platform/db/embedded-postgres');
const { withClient } = await built('platform/db/connect');
const { prepareDatabase } = await built('platform/db/prepare-database');
const { loginRoles } = await built('platform/db/roles');
const { newSecret } = await built('platform/secrets');

const WRITERS = 16;
const WORK_SECONDS = 0.006;
const ROUNDS = 5;
const ROUND_MILLISECONDS = 3_000;
const SEAL_EVERY_MILLISECONDS = 200;
const TARGET = 2 / 3;
const LOOKS = 1_000;

const folder = await mkdtemp(join(tmpdir(), 'vigil-bench-'));
const postgres = await startEmbeddedPostgres({ dataFolder: folder, log: () => undefined, throwAway: true });
try {
  await bench();
} finally {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

async function bench() {
  const connections = await prepared();
  const auth = await Database.connect(connections.auth, []);
  const sessions = new SessionStore(auth);
  await sessions.addSystemActors();
  const writer = await sessions.ofSystemActor('IMPORTER');
  const sealer = await sessions.ofSystemActor('SEALER');
  const pools = await Promise.all([1, 2].map(() => Database.connect(connections.app, [])));
  const sealing = await Database.connect(connections.app, []);
  const key = await auditSigningKey(folder);

  const rates = { without: [], sealed: [], waits: { without: [], sealed: [] } };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const kind of round % 2 === 0 ? ['without', 'sealed'] : ['sealed', 'without']) {
      // What the round without a sealer left is sealed outside of any measured time.
      await sealAll(sealing, sealer, key);
      const measured = await written(pools, writer, kind === 'sealed' ? () => sealTrail(sealing, sealer, key) : null);
      rates[kind].push(measured.rate);
      rates.waits[kind].push(...measured.waits);
    }
  }
  const ratio = median(rates.sealed) / median(rates.without);
  console.log(`${WRITERS} writers, ${WORK_SECONDS * 1000} ms of work each, median of ${ROUNDS} rounds by turns`);
  for (const kind of ['without', 'sealed']) {
    const waits = rates.waits[kind].toSorted((one, other) => one - other);
    const p95 = waits[Math.floor(waits.length * 0.95)];
    const each = rates[kind].map((rate) => rate.toFixed(0)).join(', ');
    const name = kind === 'sealed' ? 'with the sealer   ' : 'without a sealer  ';
    console.log(`${name} ${median(rates[kind]).toFixed(0)} a second (${each}), p95 ${p95.toFixed(1)} ms`);
  }
  console.log(`ratio ${ratio.toFixed(3)} (target: at least ${TARGET.toFixed(3)})`);

  const looks = await lookTimes(pools[0], writer);
  console.log(`one look, 50 cases, kept ahead: median ${median(looks).toFixed(2)} ms of ${LOOKS}`);
  await Promise.all([auth, sealing, ...pools].map((database) => database.close()));
  process.exitCode = ratio >= TARGET ? 0 : 1;
}

async function prepared() {
  const passphrases = Object.fromEntries(loginRoles.map((role) => [role, newSecret()]));
  const { user, password, database } = postgres.superuser;
  await withClient(postgres.url(user, password, database), (client) => client.query('CREATE DATABASE bench'));
  const connections = connectionsBy((role) => postgres.url(`vigil_${role}`, passphrases[role], 'bench'));
  const adminUrl = postgres.url(user, password, 'bench');
  await prepareDatabase({ adminUrl, connections, passphrases, ...contents, progress: () => undefined });
  return connections;
}

/** Transactions that were committed in a round, a second; and how long each took. */
async function written(pools, writer, seal) {
  const start = performance.now();
  const isOver = () => performance.now() - start > ROUND_MILLISECONDS;
  const waits = [];
  const write = async (pool) => {
    while (!isOver()) {
      const before = performance.now();
      await pool.writing(async ({ run }) => {
        await signIn(run, writer);
        await run(sql`SELECT pg_sleep(${WORK_SECONDS})`);
        await appendEvent(run, change(writer));
      });
      waits.push(performance.now() - before);
    }
  };
  const sealUntilOver = async () => {
    while (seal && !isOver()) {
      await seal();
      await new Promise((resolve) => setTimeout(resolve, SEAL_EVERY_MILLISECONDS));
    }
  };
  const writers = Array.from({ length: WRITERS }, (_, index) => write(pools[index % pools.length]));
  await Promise.all([...writers, sealUntilOver()]);
  return { rate: (waits.length / (performance.now() - start)) * 1000, waits };
}

function change({ accountId, role }) {
  const facts = [{ type: 'HearingRecorded', id: crypto.randomUUID(), caseId: crypto.randomUUID() }];
  return { accountId, role, onBehalfOf: null, permission: 'HEARING_OBSERVATION:CREATE', facts };
}

async function sealAll(database, sealer, key) {
  for (let sealed = await sealTrail(database, sealer, key); sealed?.more;)
    sealed = await sealTrail(database, sealer, key);
}

async function lookTimes(database, reader) {
  const { accountId, role } = reader;
  const permission = 'WITNESS_STATUS:LIST';
  const looks = [{ dataClass: 'WITNESS_STATUS', action: 'LIST', count: 150 }];
  const times = [];
  for (let look = 0; look < LOOKS; look += 1) {
    const caseIds = Array.from({ length: 50 }, () => crypto.randomUUID());
    const before = performance.now();
    await appendAhead(database, reader, { accountId, role, onBehalfOf: null, permission, facts: [], looks, caseIds });
    times.push(performance.now() - before);
  }
  return times;
}

function median(values) {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)];
}
