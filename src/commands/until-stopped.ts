import { clock } from '../platform/clock.js';

/** npm hands on the Ctrl-C that the terminal has delivered already: two that come together are one. */
const TOGETHER_MILLISECONDS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** What a shell calls a process that a signal ended. */
const ENDED_BY_SIGNAL = 130;

/**
 * Resolves when somebody asks this process to stop: Ctrl-C, or SIGTERM. Asked again later, it ends at once; the next
 * start takes over what it leaves.
 */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked: number | null = null;
    const stop = (): void => {
      asked ??= clock.milliseconds();
      if (clock.milliseconds() - asked > TOGETHER_MILLISECONDS) process.exit(ENDED_BY_SIGNAL);
      resolve();
    };
    for (const signal of SIGNALS) process.on(signal, stop);
  });
}
