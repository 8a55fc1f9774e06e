import { describe, expect, it } from '@jest/globals';
import { type RunningServer } from './postgres-server.js';
import { type PostgresExit, supervise } from './postgres-supervisor.js';

/** A server that has ended; nothing runs under its number. */
const killed: RunningServer = { pid: 2 ** 30, ended: Promise.resolve('it was killed by SIGKILL') };
const steady: RunningServer = { pid: 2 ** 30, ended: new Promise(() => undefined) };

interface Course {
  readonly exits: PostgresExit[];
  readonly lines: string[];
  readonly tries: () => number;
  readonly stop: () => Promise<void>;
}

/** Lets a killed server be started again as `attempts` say, one after the other. */
function course(attempts: (RunningServer | Error)[], pauses: readonly number[] = [0, 0, 0]): Course {
  const exits: PostgresExit[] = [];
  const lines: string[] = [];
  let tries = 0;
  const relaunch = (): Promise<RunningServer> => {
    const next = attempts[tries++] ?? new Error('no more');
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  const stop = supervise(killed, {
    relaunch,
    log: (line) => lines.push(line),
    onExit: (exit) => exits.push(exit),
    pauses,
  });
  return { exits, lines, tries: () => tries, stop };
}

const settle = (): Promise<void> => new Promise((later) => setTimeout(later, 30));

describe('a PostgreSQL that ends unasked', () => {
  it('is started again, with as many tries as it takes', async () => {
    const { exits, lines, stop } = course([new Error('the disk is full'), steady]);
    await settle();
    expect(exits).toEqual([{ reason: 'it was killed by SIGKILL', restarting: true }]);
    expect(lines).toEqual([
      'PostgreSQL is gone: it was killed by SIGKILL. Starting it again.',
      'the disk is full',
      'PostgreSQL is back.',
    ]);
    await stop();
  });

  it('is given up when no try succeeds, and that is said', async () => {
    const { exits, lines, tries, stop } = course([]);
    await settle();
    expect(tries()).toBe(3);
    expect(exits.map(({ restarting }) => restarting)).toEqual([true, false]);
    expect(lines.at(-1)).toContain('npm run doctor');
    await stop();
  });

  it('is given up when it ends again and again', async () => {
    const { exits, stop } = course([killed, killed, killed, killed]);
    await settle();
    expect(exits.at(-1)?.restarting).toBe(false);
    await stop();
  });

  it('is not started again once we stop, even in the pause before a try', async () => {
    const { tries, exits, stop } = course([steady], [60_000]);
    await settle();
    await stop();
    expect([tries(), exits.length]).toEqual([0, 1]);
  });
});
