import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningServer, stopServer } from './postgres-server.js';

/** PostgreSQL ended although nobody asked it to. */
export interface PostgresExit {
  readonly reason: string;
  /** False when every try to start it again failed: only a new start of Vigil helps. */
  readonly restarting: boolean;
}

export interface SupervisorOptions {
  readonly relaunch: () => Promise<RunningServer>;
  readonly log: (line: string) => void;
  readonly onExit: (exit: PostgresExit) => void;
  /** Milliseconds to wait before each try; as many tries as pauses. */
  readonly pauses?: readonly number[];
}

const PAUSES_MS = [0, 500, 2_000, 10_000, 30_000];
/** After so long a run the count of tries starts anew. */
const STEADY_MS = 60_000;

/**
 * Starts the server again whenever it ends unasked, until the returned function is called, which stops it.
 */
export function supervise(first: RunningServer, options: SupervisorOptions): () => Promise<void> {
  const { relaunch, log, onExit, pauses = PAUSES_MS } = options;
  const stopping = new AbortController();
  // Null while none runs: the number of a process that is gone may belong to another by now.
  let server: RunningServer | null = first;
  let tries = 0;
  let restarting: Promise<void> = Promise.resolve();

  const watch = (watched: RunningServer): void => {
    const since = performance.now();
    void watched.ended.then((reason) => {
      server = null;
      if (stopping.signal.aborted) return;
      if (performance.now() - since > STEADY_MS) tries = 0;
      restarting = restart(reason);
    });
  };

  const restart = async (reason: string): Promise<void> => {
    log(`PostgreSQL is gone: ${reason}. Starting it again.`);
    onExit({ reason, restarting: true });
    while (!stopping.signal.aborted) {
      const pause = pauses[tries++];
      if (pause === undefined) break;
      try {
        await sleep(pause, undefined, { signal: stopping.signal });
        const again = await relaunch();
        server = again;
        log('PostgreSQL is back.');
        return watch(again);
      } catch (error) {
        if (!stopping.signal.aborted) log(error instanceof Error ? error.message : String(error));
      }
    }
    if (stopping.signal.aborted) return;
    log('PostgreSQL could not be started again. Stop Vigil, mend what npm run doctor names, and start it.');
    onExit({ reason, restarting: false });
  };

  watch(first);
  return async () => {
    stopping.abort();
    await restarting;
    if (server) await stopServer(server);
  };
}
