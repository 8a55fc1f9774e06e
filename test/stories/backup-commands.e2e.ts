import { chmodSync, existsSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import {
  endAllServices,
  enrolSecondFactor,
  type HttpClient,
  REDEEM_LINK,
  runCommand,
  startService,
} from '../support/service-process.js';

const area = realpathSync(mkdtempSync(join(tmpdir(), 'vigil-backup-commands-')));
// As root, PostgreSQL runs as another account, which has to enter.
chmodSync(area, 0o755);
const data = join(area, 'data');
const settings = { VIGIL_DATA_DIR: data };
const file = join(area, 'vigil.backup');
const account = { email: 'first@example.org', passphrase: 'correct horse battery' };

const ownAccount = (client: HttpClient) => client.asks('{ me { id } }');
const signIn = (client: HttpClient, code: string | undefined) =>
  client.asks('mutation ($input: SignInInput!) { signIn(input: $input) }', { input: { ...account, code } });

afterAll(async () => {
  await endAllServices();
  rmSync(area, { recursive: true, force: true });
});

describe('the way to a new data folder, as to a new major version of the server', () => {
  it('is a backup of the running service, and a restore over the secrets that stay', async () => {
    const service = await startService(settings);
    const client = service.client();
    const input = { token: await service.firstAdministratorToken(), ...account, displayName: 'First' };
    expect(await client.asks(REDEEM_LINK, { input })).toMatchObject({ data: { redeemLink: true } });
    const [recoveryCode] = await enrolSecondFactor(client);
    const made = await runCommand('backup', settings, file);
    expect(made).toMatchObject({ code: 0 });
    expect(made.stdout).toContain(`Let two people keep a copy of ${join(data, 'secrets', 'backup.key')}`);
    expect(await runCommand('backup:verify', settings, file)).toMatchObject({ code: 0, stderr: '' });
    const refused = await runCommand('restore', settings, file);
    expect(refused.code).toBe(1);
    expect(await ownAccount(client)).toMatchObject({ codes: [] });
    await service.end('SIGTERM');

    renameSync(join(data, 'postgres'), join(area, 'old-postgres'));
    expect(await runCommand('restore', settings, file)).toMatchObject({ code: 0 });
    const again = await startService(settings);
    expect(again.lines.join('\n')).not.toContain('There is no account yet');
    const same = again.client();
    expect(await signIn(same, recoveryCode)).toMatchObject({ codes: [] });
    expect(await ownAccount(same)).toMatchObject({ codes: [] });
    await again.end('SIGTERM');
    expect(existsSync(file)).toBe(true);
  });

  it('goes nowhere without the key, and says who has it', async () => {
    const ended = await runCommand('backup:verify', { VIGIL_DATA_DIR: join(area, 'elsewhere') }, file);
    expect(ended).toMatchObject({ code: 1, stdout: '' });
    expect(ended.stderr).toContain('from the copy that its holders keep');
  });
});
