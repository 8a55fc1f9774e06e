import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockState, takeFolderLock } from './folder-lock.js';
import { startOf } from './process-identity.js';

/** Above the highest process id of any system. */
const NOBODY = 2 ** 30;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'vigil.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const leave = (holder: unknown): void => writeFileSync(file, JSON.stringify(holder));

describe('the lock of a data folder', () => {
  it('is held until it is given back, and then leaves nothing', () => {
    const giveBack = takeFolderLock(file);
    expect(lockState(file)).toEqual({ kind: 'held', holder: { pid: process.pid, started: startOf(process.pid) } });
    giveBack();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is refused while its process runs, naming that process', () => {
    leave({ pid: process.ppid, started: startOf(process.ppid) });
    expect(() => takeFolderLock(file)).toThrow(`Process ${process.ppid} already runs Vigil on ${folder}.`);
    expect(readdirSync(folder)).toEqual(['vigil.lock']);
  });

  it('is taken over from a process that is gone', () => {
    leave({ pid: NOBODY, started: 'some time' });
    expect(lockState(file)).toEqual({ kind: 'stale', pid: NOBODY });
    takeFolderLock(file);
    expect(lockState(file)).toMatchObject({ kind: 'held', holder: { pid: process.pid } });
    expect(readdirSync(folder)).toEqual(['vigil.lock']);
  });

  it('is taken over when another process has the number by now', () => {
    leave({ pid: process.ppid, started: 'before the last reboot' });
    takeFolderLock(file);
    expect(lockState(file)).toMatchObject({ kind: 'held', holder: { pid: process.pid } });
  });

  it.each(['', 'nonsense', 'null', '{"pid":"7"}'])('is taken over when its file says %j', (text) => {
    writeFileSync(file, text);
    takeFolderLock(file);
    expect(lockState(file).kind).toBe('held');
  });

  it('is not given back by one who has lost it', () => {
    const giveBack = takeFolderLock(file);
    leave({ pid: process.ppid, started: startOf(process.ppid) });
    giveBack();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.ppid });
  });
});
