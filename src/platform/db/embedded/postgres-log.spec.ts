import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { keepLogShort } from './postgres-log.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("PostgreSQL's log", () => {
  it('is set aside once when it is long, so that it never fills the disk', () => {
    const file = join(folder, 'postgres.log');
    writeFileSync(file, 'x'.repeat(5_000_001));
    keepLogShort(file)();
    expect([statSync(file).size, statSync(`${file}.1`).size]).toEqual([0, 5_000_001]);
  });

  it('stays as it is while it is short, or is not there yet', () => {
    const file = join(folder, 'postgres.log');
    keepLogShort(file)();
    writeFileSync(file, 'a line');
    keepLogShort(file)();
    expect(readFileSync(file, 'utf8')).toBe('a line');
  });
});
