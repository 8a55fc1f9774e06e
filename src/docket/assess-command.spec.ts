import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { aDocket, aDocketReading, aDocketWitness, aScenario, reference } from '../../test/support/docket.js';
import { assessDocketFile } from './assess-command.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vigil-assess-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Keeps what is written to it; a small buffer makes the writer wait. */
class Kept extends Writable {
  text = '';
  constructor() {
    super({ highWaterMark: 10 });
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    setImmediate(done);
  }
}

async function assess(path: string): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new Kept(), new Kept()];
  const code = await assessDocketFile(path, { reference, stdout, stderr });
  await Promise.all([stdout, stderr].map((stream) => new Promise((resolve) => stream.end(resolve))));
  return { code, out: stdout.text, err: stderr.text };
}

async function assessText(text: string | Buffer): Promise<{ code: number; out: string; err: string }> {
  const path = join(folder, 'docket.json');
  await writeFile(path, text);
  return assess(path);
}

describe('assess', () => {
  it('prints one JSON object with witnesses, trial and explanation by scenario id', async () => {
    const { code, out, err } = await assessText(JSON.stringify(aDocket(aScenario(), aScenario({ id: 'S2' }))));
    const answers = JSON.parse(out) as Record<string, Record<string, unknown>>;
    expect([code, err]).toEqual([0, '']);
    expect(Object.keys(answers)).toEqual(['S1', 'S2']);
    expect(Object.keys(answers.S1 ?? {})).toEqual(['witnesses', 'trial', 'explanation']);
    expect(answers.S1?.witnesses).toEqual({
      V1: {
        class: 'STATEMENT_READ',
        final: false,
        cause: 'IOM',
        lostToRepatriation: 'YES',
        basis: 'UNCONFRONTED_STATEMENT',
        fairTrialRisk: 'HIGH',
        flags: [],
      },
    });
    expect(answers.S1?.explanation).toMatchObject({
      trial: [{ code: 'HEADLINE_ALL', records: ['V1'] }, {}, {}],
      witnesses: {
        V1: expect.arrayContaining([
          {
            code: 'DEPARTED_ON',
            parameters: { date: '2001-04-10', programme: 'IOM' },
            records: ['V1.movements[0]'],
            text: 'The witness left with the IOM programme on 10 April 2001.',
          },
        ]),
      },
    });
  });

  it('assesses each scenario on its own as-of day', async () => {
    const document = aDocket(aScenario({ asOf: '2001-04-11' }), aScenario({ id: 'S2', asOf: '2001-04-12' }));
    const answers = JSON.parse((await assessText(JSON.stringify(document))).out) as Record<string, { trial: unknown }>;
    expect(answers.S1?.trial).toMatchObject({ headline: 'PENDING' });
    expect(answers.S2?.trial).toMatchObject({ headline: 'LOST' });
  });

  it('writes findings to standard error and assesses all the same', async () => {
    const witnesses = [aDocketWitness({ testimony: [aDocketReading({ objection: null })] })];
    const { code, out, err } = await assessText(JSON.stringify(aDocket(aScenario({ witnesses }))));
    expect(code).toBe(0);
    expect(Object.keys(JSON.parse(out) as object)).toEqual(['S1']);
    expect(err).toBe(
      'Finding: $.scenarios[0].witnesses[0].testimony[0].objection is missing: it is not known whether there was an objection\n',
    );
  });

  it('prints an empty object for a document without scenarios', async () => {
    expect(JSON.parse((await assessText('{"scenarios": []}')).out)).toEqual({});
  });

  it('waits for a slow reader and loses nothing of many scenarios', async () => {
    const scenarios = Array.from({ length: 300 }, (_, index) => aScenario({ id: `S${String(index)}` }));
    const { out } = await assessText(JSON.stringify(aDocket(...scenarios)));
    expect(Object.keys(JSON.parse(out) as object)).toHaveLength(300);
  });

  it('reads a file that begins with a byte order mark', async () => {
    expect((await assessText(`\ufeff${JSON.stringify(aDocket(aScenario()))}`)).code).toBe(0);
  });
});

describe('bad input is one line a fault on standard error, exit code 1 and nothing else', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  it.each([
    ['an empty file', '', '$ is empty\n'],
    ['a blank file', ' \n', '$ is empty\n'],
    ['text that is not JSON', '{\n  "scenarios": [],\n}', '$ is not JSON (line 3, column 1)\n'],
    ['JSON cut short', '{"scenarios": [', /^\$ is not JSON( \(line 1, column \d+\))?\n$/],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), '$ is not UTF-8 text\n'],
    ['a raw NUL', '{"scenarios": "a\u0000"}', /^\$ is not JSON( \(line 1, column \d+\))?\n$/],
    ['nesting of 100,000', deep, '$ must be an object\n'],
    ['nesting of 100,000 in a field', `{"scenarios": ${deep}}`, '$.scenarios[0] must be an object\n'],
    ['a prototype', '{"__proto__": {}, "scenarios": []}', '$.__proto__ is not a field of the format\n'],
    ['an escaped prototype', '{"\\u005f_proto__": {}, "scenarios": []}', '$.__proto__ is not a field of the format\n'],
    [
      'a name given twice',
      '{"scenarios": [{"id": "a\\"{,", "x": [1], "id": "b"}]}',
      '$.scenarios[0].id is given more than once in the same object\n',
    ],
    [
      'a name given twice, once escaped',
      '{"version": 1, "\\u0076ersion": 2, "scenarios": []}',
      '$.version is given more than once in the same object\n',
    ],
  ])('%s', async (_, text, message) => {
    const { code, out, err } = await assessText(text);
    expect([code, out]).toEqual([1, '']);
    if (typeof message === 'string') expect(err).toBe(message);
    else expect(err).toMatch(message);
  });

  it('every fault of the document with its path', async () => {
    const { code, out, err } = await assessText(JSON.stringify(aDocket(aScenario({ court: 'X', asOf: 'soon' }))));
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      '$.scenarios[0].asOf must be a day that exists, as in 2001-06-05\n' +
        '$.scenarios[0].court "X" is no court of the reference pack\n',
    );
  });

  it('a message never carries a control character of the document', async () => {
    const { err } = await assessText('{"scenarios": [{"\\u001b[31m\\nx": 1}]}');
    expect(err).toContain('$.scenarios[0]["\\u001b[31m\\nx"] is not a field of the format\n');
    expect(err).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('a file over 256 MB is not read', async () => {
    const path = join(folder, 'large.json');
    await writeFile(path, '');
    await truncate(path, 256 * 1024 * 1024 + 1);
    expect(await assess(path)).toEqual({ code: 1, out: '', err: '$ is larger than 256 MB\n' });
  });

  it('a file that is not there, or is a folder', async () => {
    expect((await assess(join(folder, 'nowhere.json'))).err).toBe('$ cannot be read (ENOENT)\n');
    expect((await assess(folder)).err).toBe('$ is not a file\n');
  });
});
