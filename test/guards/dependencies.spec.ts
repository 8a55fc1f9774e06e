import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly scripts: { readonly secrets: string };
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigil-dependencies-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the licences of what is installed with the service', () => {
  const judged = (packages: object): { readonly status: number | null; readonly said: string } => {
    const lock = join(folder, 'package-lock.json');
    writeFileSync(lock, JSON.stringify({ packages: { '': { name: 'vigil' }, ...packages } }));
    const { status, stderr } = spawnSync(process.execPath, ['.ci/licences.mjs', lock], { encoding: 'utf8' });
    return { status, said: stderr };
  };

  it.each(['MIT', '(MIT AND BSD-3-Clause)', 'GPL-3.0-only OR MIT'])('may be %s', (license) => {
    expect(judged({ 'node_modules/some': { version: '1.0.0', license } })).toEqual({ status: 0, said: '' });
  });

  it.each(['GPL-3.0-only', 'MIT AND AGPL-3.0-only', 'SEE LICENSE IN FILE', 'UNLICENSED', undefined])(
    'may not be %s',
    (license) => {
      const { status, said } = judged({ 'node_modules/a/node_modules/@some/one': { version: '1.0.0', license } });
      expect({ status, said }).toEqual({ status: 1, said: expect.stringMatching(/^@some\/one@1\.0\.0: /) });
    },
  );

  it('are not asked of tools that stay with the developer', () => {
    expect(judged({ 'node_modules/some': { version: '1.0.0', license: 'GPL-3.0-only', dev: true } }).status).toBe(0);
  });
});

describe('the scan for secrets', () => {
  const scan = (): number | null =>
    spawnSync('sh', ['-c', scripts.secrets], {
      cwd: folder,
      env: { ...process.env, PATH: [resolve('node_modules/.bin'), process.env.PATH].join(delimiter) },
    }).status;
  const commits = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
    execFileSync('git', ['init', '--quiet'], { cwd: folder });
    execFileSync('git', ['add', name], { cwd: folder });
  };
  beforeEach(() => copyFileSync('.secretlintrc.json', join(folder, '.secretlintrc.json')));

  // Composed here, so that the scan of this file finds none.
  it.each([
    ['the connection string of a database', `${'postgres'}://vigil:Xk29vQ-77fLm@db.example.org:5432/vigil`],
    ['a token of a forge', `${'ghp'}_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`],
    [
      'a private key like that of the audit trail',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
  ])('finds %s in a tracked file', (_, secret) => {
    commits('settings [1].txt', `${secret}\n`);
    expect(scan()).not.toBe(0);
  });

  it('finds nothing where there is none', () => {
    commits('settings [1].txt', 'The example: postgres://user:passphrase@host:5432/database\n');
    expect(scan()).toBe(0);
  });
});

describe('the question for known weaknesses', () => {
  /** With a service of advisories that answers so. */
  const asked = (answer: string): { readonly status: number | null; readonly said: string } => {
    writeFileSync(join(folder, 'npm'), `#!/bin/sh\ncat <<'END'\n${answer}\nEND\n`, { mode: 0o755 });
    const { status, stdout } = spawnSync(process.execPath, ['.ci/advisories.mjs'], {
      encoding: 'utf8',
      env: { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) },
    });
    return { status, said: stdout };
  };
  const weakness = (severity: string): string =>
    JSON.stringify({ vulnerabilities: { some: { name: 'some', severity, range: '<2' } } });

  it.each([
    ['critical', 1],
    ['high', 1],
    ['moderate', 0],
  ])('ends with a %s one in %d', (severity, status) => {
    expect(asked(weakness(severity)).status).toBe(status);
  });

  it.each(['{ "error": { "code": "ENOAUDIT" } }', 'no JSON', ''])(
    'says that nobody answered, and fails nothing: %s',
    (answer) => {
      expect(asked(answer)).toEqual({ status: 0, said: expect.stringContaining('NOT checked') });
    },
  );
});
