import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { NotSignedIn } from '../kernel/errors.js';
import { Database, JOB_PATIENCE, type Statements } from '../platform/db/database.js';
import { type Actor, isSystemActor } from './domain/actor.js';
import type { Action, DataClass } from './domain/data-class.js';
import { Looks } from './looks.js';
import { type RecordDefinition, type Row } from './record.js';
import { scoped } from './scoped.js';
import { Sessions } from './sessions.js';

/** An open transaction in which one actor reads. */
export interface Reading {
  readonly actor: Actor;
  readonly run: Statements;
  /** What the reader is shown, also of what a system actor finds for it. */
  readonly looks: Looks;
  /** A FROM item with the rows that the actor may list. */
  from<T extends Row>(record: RecordDefinition<T>, action?: Action, dataClass?: DataClass): Sql;
}

/** Opens transactions that only read, signed in as the actor who asks. */
@Injectable()
export class Readings {
  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
  ) {}

  /**
   * What the policy keeps of looks is committed to the audit trail before the answer is handed out.
   * @throws NotSignedIn when the session has ended.
   */
  async reading<T>(actor: Actor, work: (reading: Reading) => Promise<T>): Promise<T> {
    const looks = new Looks(actor);
    const answer = await this.database.reading(async (run) => {
      await begin(run, actor);
      return work(readingAs(actor, run, looks));
    });
    await looks.keep(this.database);
    return answer;
  }

  /**
   * The same transaction as a system actor, for the facts of an assessment: a class must not depend on who asks
   * (`security.md` 10). Nothing is read as the first actor afterwards.
   */
  async asAssessor(reading: Reading): Promise<Reading> {
    const assessor = await this.sessions.ofSystemActor('ASSESSOR');
    await signIn(reading.run, assessor);
    return readingAs(assessor, reading.run, reading.looks);
  }
}

/** Signs the transaction in; a job has more time than a request. @throws NotSignedIn when the session is over. */
export async function begin(run: Statements, actor: Actor): Promise<void> {
  if (isSystemActor(actor.role)) {
    const { statement, idleInTransaction } = JOB_PATIENCE;
    await run(sql`
      SELECT set_config('statement_timeout', ${String(statement)}, true),
             set_config('idle_in_transaction_session_timeout', ${String(idleInTransaction)}, true)`);
  }
  await signIn(run, actor);
}

/** Signs the transaction in. @throws NotSignedIn when the session is over. */
export async function signIn(run: Statements, actor: Actor): Promise<void> {
  const { rowCount } = await run(sql`SELECT account_id FROM sec.sign_in(${actor.token})`);
  if (rowCount !== 1) throw new NotSignedIn();
}

function readingAs(actor: Actor, run: Statements, looks: Looks): Reading {
  return {
    actor,
    run,
    looks,
    from: (record, action = 'LIST', dataClass) => {
      // A search that finds nothing is a look too. What a system actor gathers is none until the reader is shown it.
      if (!isSystemActor(actor.role)) looks.noteRows(record, action, []);
      return scoped(actor, record, action, dataClass);
    },
  };
}
