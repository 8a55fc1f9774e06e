import { run, runMigrations, type TaskList } from 'graphile-worker';
import { Logger } from 'graphile-worker';
import { openPool } from '../db/connect.js';
import type { Log } from '../log.js';
import { withoutValues } from '../without-values.js';

/** Jobs that run at once. A report takes a core. */
const CONCURRENCY = 1;

/**
 * Makes the queue's tables, and the one function by which the application adds a job inside its own transaction.
 * The tables belong to the queue's role; row-level security without policies keeps every other role out of them.
 */
export async function prepareQueue(queueUrl: string, runSql: (sql: string) => Promise<void>): Promise<void> {
  await runMigrations({ connectionString: queueUrl, logger: silent });
  await runSql(`
    GRANT USAGE ON SCHEMA queue TO vigil_app;
    CREATE OR REPLACE FUNCTION queue.enqueue(task text, payload json) RETURNS void
    LANGUAGE sql SECURITY DEFINER SET search_path = graphile_worker, pg_catalog, pg_temp
    AS $$ SELECT graphile_worker.add_job(task, payload, max_attempts => 5) $$;
    REVOKE ALL ON FUNCTION queue.enqueue(text, json) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION queue.enqueue(text, json) TO vigil_app;`);
}

interface Worker {
  /** Finishes the job under way, and closes the connections: the database may go then. */
  stop(): Promise<void>;
}

/** Works off the queue as the queue's role; each task writes through the door, as a system actor. */
export async function startWorker(queueUrl: string, tasks: TaskList, log: Log): Promise<Worker> {
  const pool = openPool(queueUrl);
  const runner = await run({
    pgPool: pool,
    taskList: tasks,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    noPreparedStatements: false,
    pollInterval: 1_000,
    // The queue's own words quote the failure's; ours say what and where, without values.
    logger: new Logger(() => (level, _message, { failure, error } = {}) => {
      if (level !== 'error') return;
      log.error({ event: failure ? 'job failed' : 'queue in trouble', ...withoutValues(error) });
    }),
  });
  return {
    stop: async () => {
      await runner.stop();
      await pool.end();
    },
  };
}

const silent = new Logger(() => () => undefined);
