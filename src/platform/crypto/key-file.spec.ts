import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeKeyFile, newKey, readKeyFile, replaceKeyFile, VaultKeyUnreadable, vaultKeyPath } from './key-file.js';

describe('the key file of the vault', () => {
  let folder: string;
  const path = (name: string): string => vaultKeyPath(join(folder, name));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigil-key-file-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is absent before the first start', async () => {
    expect(await readKeyFile(path('absent'))).toBeNull();
  });

  it('is made once, however many start at once, and leaves nothing beside it', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => makeKeyFile(path('race'))));
    const [first] = made;
    expect(made.every((keys) => keys.indexKey.equals(first?.indexKey ?? Buffer.alloc(0)))).toBe(true);
    expect(readdirSync(join(folder, 'race', 'secrets'))).toEqual(['vault.key']);
  });

  it('belongs to this account alone', async () => {
    await makeKeyFile(path('closed'));
    expect(statSync(path('closed')).mode & 0o777).toBe(0o600);
    await replaceKeyFile(path('closed'), { keyEncryptionKeys: new Map([[2, newKey()]]), indexKey: newKey() });
    expect(statSync(path('closed')).mode & 0o777).toBe(0o600);
  });

  it('gives back what was put into it', async () => {
    const keys = {
      keyEncryptionKeys: new Map([
        [1, newKey()],
        [2, newKey()],
      ]),
      indexKey: newKey(),
    };
    await makeKeyFile(path('kept'));
    await replaceKeyFile(path('kept'), keys);
    expect(await readKeyFile(path('kept'))).toEqual(keys);
  });

  it.each([
    ['nothing', ''],
    ['something else', '{"name": "other"}'],
    ['no key at all', '{"keyEncryptionKeys": {}, "blindIndexKey": "KEY"}'],
    ['a key that is too short', '{"keyEncryptionKeys": {"1": "00"}, "blindIndexKey": "KEY"}'],
    ['a version that is none', '{"keyEncryptionKeys": {"one": "KEY"}, "blindIndexKey": "KEY"}'],
    ['no key for the index', '{"keyEncryptionKeys": {"1": "KEY"}}'],
  ])('is refused when it holds %s', async (_, content) => {
    const file = join(folder, 'damaged');
    writeFileSync(file, content.replaceAll('KEY', newKey().toString('hex')));
    await expect(readKeyFile(file)).rejects.toThrow(VaultKeyUnreadable);
  });
});
