import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { keyPlace } from '../../src/persons/identity-vault.js';
import { rotateVaultKey, type Rotation } from '../../src/persons/person-key.store.js';
import { seal } from '../../src/platform/crypto/field-cipher.js';
import { readKeyFile, vaultKeyPath } from '../../src/platform/crypto/key-file.js';
import { readConfig } from '../../src/platform/config.js';
import { withClient } from '../../src/platform/db/connect.js';
import { refuseWrongVaultKey } from '../../src/platform/db/unlock-vault.js';
import { Log } from '../../src/platform/log.js';
import { createApplication } from '../../src/server.js';
import { type Client, startTestApp, type TestApp } from '../support/app.js';
import { eraseOf } from '../support/erasures.js';
import { creates } from '../support/given.js';
import { asSuperuser, findsPersons, mayReveal, reveals, rowsOf, setsIdentity, stepsUp } from '../support/identities.js';

describe('the key of the identity vault', () => {
  let app: TestApp;
  let dataFolder: string;
  let keyFile: string;
  let focalPoint: Client;
  let person: string;

  beforeAll(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'vigil-vault-'));
    keyFile = vaultKeyPath(dataFolder);
    app = await startTestApp({ dataFolder });
    focalPoint = await app.signedInAs({ role: 'TFP', regions: ['PRIZREN'] });
    await stepsUp(app, focalPoint);
    person = await named('Ana Petrović');
  });
  afterAll(async () => {
    await app.close();
    await rm(dataFolder, { recursive: true });
  });

  const named = async (name: string): Promise<string> => {
    const { id } = await creates(focalPoint, 'Person', { region: 'PRIZREN' });
    expect((await setsIdentity(focalPoint, { personId: id, name })).codes).toEqual([]);
    return id;
  };
  const nameOf = async (personId: string): Promise<unknown> => {
    // Each test looks a few times; the limit of a day is another story.
    await asSuperuser(app, `UPDATE vigil.reveal_grant SET granted_at = granted_at - interval '1 day'`);
    const { data } = await reveals(focalPoint, await mayReveal(focalPoint, personId));
    return (data?.revealIdentity as { name: string } | undefined)?.name;
  };
  const startsAgain = async (): Promise<string> => {
    const application = await createApplication(
      { ...readConfig({}), dataFolder, port: 0 },
      app.database.connections,
      new Log('silent'),
    );
    await application.close();
    return 'started';
  };
  const rotate = (progress: (done: number) => void = () => undefined): Promise<Rotation> =>
    withClient(app.database.connections.migrator, (owner) => rotateVaultKey(keyFile, owner, progress));
  const versions = async (): Promise<unknown> =>
    (
      await rowsOf(
        app,
        'SELECT DISTINCT key_version AS version FROM vigil.person_key WHERE key_version IS NOT NULL ORDER BY 1',
      )
    ).map((row) => Object.values(row)[0]);

  it('is made at the first start, outside the database, readable by this account alone', async () => {
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect((await stat(join(dataFolder, 'secrets'))).mode & 0o777).toBe(0o700);
    const keys = await readKeyFile(keyFile);
    expect([...(keys?.keyEncryptionKeys.keys() ?? [])]).toEqual([1]);
    await expect(startsAgain()).resolves.toBe('started');
    expect(await readKeyFile(keyFile)).toEqual(keys);
  });

  it.each([
    ['missing', 'VaultKeyMissing', (file: string) => rm(file)],
    ['another one', 'VaultKeyWrong', (file: string) => otherKey(file, 'keyEncryptionKeys')],
    ['of another index', 'VaultKeyWrong', (file: string) => otherKey(file, 'blindIndexKey')],
    ['unreadable', 'VaultKeyUnreadable', (file: string) => writeFile(file, 'not a key')],
  ])('keeps the service from starting when it is %s, and nothing changes', async (_, error, damage) => {
    const whole = await readFile(keyFile);
    const before = await rowsOf(app, 'SELECT * FROM sec.vault_key');
    await damage(keyFile);
    await expect(startsAgain()).rejects.toMatchObject({ name: error, cure: expect.stringContaining('holders') });
    await expect(
      withClient(app.database.connections.migrator, (owner) => refuseWrongVaultKey(keyFile, owner)),
    ).rejects.toMatchObject({ name: error });
    expect(await rowsOf(app, 'SELECT * FROM sec.vault_key')).toEqual(before);
    if (error === 'VaultKeyMissing') await expect(stat(keyFile)).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(keyFile, whole);
    await chmod(keyFile, 0o600);
  });

  it('is changed while the service runs: what was sealed opens, and so does what is sealed next', async () => {
    expect(await rotate()).toEqual({ version: 2, resumed: false, wrapped: 1 });
    expect(await nameOf(person)).toBe('Ana Petrović');
    expect(await nameOf(await named('Vera Ilić'))).toBe('Vera Ilić');
    expect(await versions()).toEqual([2]);
    expect([...((await readKeyFile(keyFile))?.keyEncryptionKeys.keys() ?? [])]).toEqual([2]);
    await expect(startsAgain()).resolves.toBe('started');
  });

  it('finds the same names afterwards', async () => {
    expect((await findsPersons(focalPoint, 'Ана Петровић')).data?.findPersons).toMatchObject([{ personId: person }]);
  });

  it('changes for 20,000 persons in seconds, goes on after an interruption, and keeps the old key until then', async () => {
    await fill(20_000);
    const interrupted = rotate((done) => {
      if (done >= 3_000) throw new Error('the power failed');
    });
    await expect(interrupted).rejects.toThrow('the power failed');
    expect(await versions()).toEqual([2, 3]);
    expect([...((await readKeyFile(keyFile))?.keyEncryptionKeys.keys() ?? [])]).toEqual([2, 3]);
    expect(await nameOf(person)).toBe('Ana Petrović');
    await expect(startsAgain()).resolves.toBe('started');
    const began = performance.now();
    const seen: number[] = [];
    expect(await rotate((done) => seen.push(done))).toEqual({ version: 3, resumed: true, wrapped: 17_002 });
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(seen).toHaveLength(18);
    expect(await versions()).toEqual([3]);
    expect(await nameOf(person)).toBe('Ana Petrović');
  });

  it('opens no value that was moved to another person or another column', async () => {
    const other = await named('Mira Savić');
    const sealedName = '(SELECT name FROM vigil.identity WHERE person_id = $2)';
    await asSuperuser(app, `UPDATE vigil.identity SET contact = ${sealedName} WHERE person_id = $1`, [person, person]);
    expect(await nameOf(person)).toBeUndefined();
    await asSuperuser(app, `UPDATE vigil.identity SET contact = NULL, name = ${sealedName} WHERE person_id = $1`, [
      other,
      person,
    ]);
    expect(await nameOf(other)).toBeUndefined();
    expect(await nameOf(person)).toBeUndefined();
    await asSuperuser(app, 'UPDATE vigil.identity SET contact = NULL WHERE person_id = $1', [person]);
    expect(await nameOf(person)).toBe('Ana Petrović');
  });

  it('of a person is destroyed by an erasure, and then nobody opens it, finds it, or records it again', async () => {
    const erased = await named('Dana Kostić');
    const waiting = await mayReveal(focalPoint, erased);
    const count = (): Promise<unknown[]> => rowsOf(app, 'SELECT count(*) FROM vigil.person');
    const before = await count();
    await eraseOf(app, erased);
    expect((await reveals(focalPoint, waiting)).errors[0]?.extensions.refusal).toBe('IDENTITY_ERASED');
    expect((await setsIdentity(focalPoint, { personId: erased, name: 'Again' })).errors[0]?.extensions.refusal).toBe(
      'IDENTITY_ERASED',
    );
    expect((await findsPersons(focalPoint, 'Dana Kostić')).data?.findPersons).toEqual([]);
    const left = await rowsOf(
      app,
      'SELECT person_id FROM vigil.identity WHERE person_id = $1 UNION ALL SELECT person_id FROM vigil.blind_index WHERE person_id = $1',
      [erased],
    );
    expect(left).toEqual([]);
    expect(await count()).toEqual(before);
  });

  async function otherKey(file: string, name: 'keyEncryptionKeys' | 'blindIndexKey'): Promise<void> {
    const keys = JSON.parse(await readFile(file, 'utf8')) as {
      keyEncryptionKeys: Record<string, string>;
      blindIndexKey: string;
    };
    const other = randomBytes(32).toString('hex');
    const changed =
      name === 'blindIndexKey' ? { ...keys, blindIndexKey: other } : { ...keys, keyEncryptionKeys: { 1: other } };
    await writeFile(file, JSON.stringify(changed));
  }

  /** Persons with keys of their own, wrapped as the service wraps them. */
  async function fill(count: number): Promise<void> {
    const keys = await readKeyFile(keyFile);
    const ids = await rowsOf<{ id: string }>(
      app,
      `INSERT INTO vigil.person (id, region, code) SELECT gen_random_uuid(), 'PRIZREN', 'F-' || n FROM generate_series(1, $1) n RETURNING id`,
      [count],
    );
    const key = { version: 2, key: keys?.keyEncryptionKeys.get(2) ?? Buffer.alloc(0) };
    await asSuperuser(
      app,
      `INSERT INTO vigil.person_key (person_id, region, key_version, wrapped_key)
       SELECT id, 'PRIZREN', 2, wrapped FROM unnest($1::uuid[], $2::bytea[]) made (id, wrapped)`,
      [ids.map(({ id }) => id), ids.map(({ id }) => seal(key, keyPlace(id), randomBytes(32)))],
    );
  }
});
