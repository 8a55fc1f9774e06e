import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { auditSigningKey } from './crypto/signing-key.js';
import { findDataFolder } from './db/embedded/data-folder.js';
import { rolePassphrases } from './secrets.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-secrets-'));
  mkdirSync(join(folder, 'secrets'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('what somebody wrote over in the data folder', () => {
  it.each([
    ['the passphrases of the database roles', 'database-roles.json', () => rolePassphrases(folder, ['app'])],
    ['the key of the audit trail', 'audit-signing.key', () => auditSigningKey(folder)],
  ])('is named with its file and a cure: %s', async (_, name, read) => {
    const path = join(folder, 'secrets', name);
    writeFileSync(path, '{"a');
    await expect(read()).rejects.toMatchObject({
      message: expect.stringContaining(path),
      cure: expect.stringMatching(/^(Move|Put)/),
    });
  });

  it('is named when a file lies where the folder should be', () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    expect(() => findDataFolder(path)).toThrow(`${path} is not a folder.`);
  });
});
