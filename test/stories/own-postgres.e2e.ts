import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withClient } from '../../src/platform/db/connect.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/platform/db/embedded-postgres.js';
import { endAllServices, REDEEM_LINK, runCommand, type Settings, startService } from '../support/service-process.js';

const area = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-own-postgres-')));
// As root, PostgreSQL runs as another account, which has to enter.
chmodSync(area, 0o755);

afterAll(async () => {
  await endAllServices();
  rmSync(area, { recursive: true, force: true });
});

describe("a PostgreSQL of one's own", () => {
  let server: EmbeddedPostgres;
  const superuserUrl = (database: string): string =>
    server.url(server.superuser.user, server.superuser.password, database);
  const asSuperuser = (database: string, ...statements: readonly string[]): Promise<void> =>
    withClient(superuserUrl(database), async (client) => {
      for (const statement of statements) await client.query(statement);
    });
  const settings = (name: string, url: string): Settings => ({
    VIGIL_DATA_DIR: join(area, name),
    DATABASE_URL: url,
  });

  beforeAll(async () => {
    server = await startEmbeddedPostgres({
      dataFolder: join(area, 'own'),
      log: () => undefined,
      durable: false,
      throwAway: true,
    });
    await asSuperuser(
      'postgres',
      `CREATE ROLE steward LOGIN CREATEROLE PASSWORD 'stewards own'`,
      `CREATE ROLE guest LOGIN PASSWORD 'guests own'`,
      'CREATE DATABASE managed OWNER steward',
      'CREATE DATABASE plain OWNER guest',
      'CREATE DATABASE full_rights',
    );
  });
  afterAll(() => server.stop());

  const owners = `
    SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class
    WHERE relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('vigil', 'sec'))`;

  async function serves(own: Settings): Promise<void> {
    const service = await startService(own);
    const token = await service.firstAdministratorToken();
    const input = { token, passphrase: 'correct horse battery', email: 'first@example.org', displayName: 'First' };
    expect(await service.client().asks(REDEEM_LINK, { input })).toMatchObject({ data: { redeemLink: true } });
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  }

  it('is prepared by an ordinary administrator who may make roles and owns the database', async () => {
    const own = settings('managed', server.url('steward', 'stewards own', 'managed'));
    await serves(own);
    const { rows } = await withClient(superuserUrl('managed'), (client) => client.query(owners));
    expect(rows).toEqual([{ owner: 'vigil_owner' }]);
    const examined = await runCommand('doctor', own);
    expect(examined.stdout).toContain('vigil_backup may not see every row');
    expect(examined.code).toBe(0);
  });

  it('is prepared by a superuser', async () => {
    const own = settings('full-rights', superuserUrl('full_rights'));
    await serves(own);
    expect(await runCommand('doctor', own)).toMatchObject({ code: 0 });
  });

  it('is left as it is by a start on another data folder, whose passphrases would lock the service out', async () => {
    const passphrases = (): Promise<unknown> =>
      withClient(superuserUrl('postgres'), async (client) => {
        const { rows } = await client.query("SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'vigil%'");
        return rows;
      });
    const before = await passphrases();
    const { code, stderr } = await runCommand('start', settings('mistyped', superuserUrl('full_rights')));
    expect(code).toBe(1);
    expect(stderr).toContain('Nothing was changed.');
    expect(await passphrases()).toEqual(before);
  });

  it('tells the SQL to run where the roles may not be made, and serves once somebody ran it', async () => {
    const own = settings('plain', server.url('guest', 'guests own', 'plain'));
    const { code, stderr } = await runCommand('start', own);
    expect(code).toBe(1);
    const [what, cure] = stderr.split('\n');
    expect(what).toBe('The database roles of Vigil are missing, and guest may not make them in this database.');
    expect(cure).toMatch(/run this SQL in it, and start Vigil again:$/);
    const sql = stderr.slice(stderr.indexOf('\n\n'));
    expect(sql).toContain('CREATE ROLE vigil_owner');
    await asSuperuser('plain', sql);
    await serves(own);
    const examined = await runCommand('doctor', own);
    expect(examined.stdout).toContain('guest may not look which migrations have run.');
    expect(examined.code).toBe(0);
  });

  it('lets each role have a connection of its own', async () => {
    const roles = ['migrator', 'app', 'auth', 'queue'] as const;
    await asSuperuser('postgres', ...roles.map((role) => `ALTER ROLE vigil_${role} PASSWORD 'chosen for ${role}'`));
    const url = (role: string, passphrase = `chosen for ${role}`): string =>
      server.url(`vigil_${role}`, passphrase, 'plain');
    const own: Settings = {
      // The key of the identity vault belongs to the database.
      VIGIL_DATA_DIR: join(area, 'plain'),
      DATABASE_URL: url('migrator'),
      VIGIL_APP_DATABASE_URL: url('app'),
      VIGIL_AUTH_DATABASE_URL: url('auth'),
      VIGIL_QUEUE_DATABASE_URL: url('queue'),
    };
    const service = await startService(own);
    expect(await service.client().asks('{ __typename }')).toMatchObject({ data: { __typename: 'Query' } });
    expect(await service.end('SIGTERM')).toMatchObject({ code: 0, stderr: '' });
  });

  it.each([
    ['refuses the passphrase', () => server.url('steward', 'guessed', 'managed'), /refuses the passphrase\.$/],
    ['has no such database', () => server.url('steward', 'stewards own', 'absent'), /has no such database\.$/],
    ['is not there', () => 'postgres://steward:secret@127.0.0.1:1/managed', /nothing listens there\.$/],
  ])('is named when it %s, without its passphrase', async (_, url, expected) => {
    const { code, stdout, stderr } = await runCommand('start', settings('unreachable', url()));
    const [what = '', cure] = stderr.trim().split('\n');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(what).toMatch(expected);
    expect(cure).toMatch(/^(Correct|Make|Start)/);
    expect(stderr).not.toMatch(/guessed|stewards own|secret/);
  });
});
