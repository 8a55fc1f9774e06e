import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { judgeSpace } from '../doctor/machine-checks.js';
import { ballastPath, holdRoomBack } from './ballast.js';

describe('the room that is held back for a full disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'vigil-ballast-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is taken at a start, once, in blocks that are really written', async () => {
    await holdRoomBack(folder);
    const { size, blocks, mtimeMs } = statSync(ballastPath(folder));
    expect(size).toBe(32 * 1_048_576);
    expect(blocks * 512).toBeGreaterThanOrEqual(size / 2);
    await holdRoomBack(folder);
    expect(statSync(ballastPath(folder)).mtimeMs).toBe(mtimeMs);
    expect(readdirSync(folder)).toEqual(['ballast']);
  });

  it('is made again after somebody has released it', async () => {
    await holdRoomBack(folder);
    rmSync(ballastPath(folder));
    await holdRoomBack(folder);
    expect(existsSync(ballastPath(folder))).toBe(true);
  });

  it('is what the doctor says to delete when the disk is nearly full, where it is still there', () => {
    writeFileSync(ballastPath(folder), '');
    const cure = (ballast: string | null): unknown => judgeSpace(100, folder, ballast);
    expect(cure(ballastPath(folder))).toMatchObject({ kind: 'problem', cure: expect.stringContaining('delete') });
    expect(JSON.stringify(cure(null))).not.toContain('delete');
  });
});
