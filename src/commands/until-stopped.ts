/** Resolves when somebody asks this process to stop: Ctrl-C, or SIGTERM. A second time it stops at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
