import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { StepUpRequired } from '../kernel/errors.js';
import { Database, type Statements } from '../platform/db/database.js';
import type { Actor } from './domain/actor.js';

/**
 * The one place that asks for a fresh second factor: `sec.stepped_up()` looks at the session that this transaction is
 * signed in with (`sec.login.stepped_up_at`, at most five minutes old).
 * @throws StepUpRequired.
 */
export async function demandStepUp(run: Statements): Promise<void> {
  const { rows } = await run<{ fresh: boolean }>(sql`SELECT sec.stepped_up() AS fresh`);
  if (!rows[0]?.fresh) throw new StepUpRequired();
}

/** The same question before any work is done. */
@Injectable()
export class StepUp {
  constructor(private readonly database: Database) {}

  /** @throws StepUpRequired. */
  async demand({ token }: Actor): Promise<void> {
    await this.database.reading(async (run) => {
      await run(sql`SELECT FROM sec.sign_in(${token})`);
      await demandStepUp(run);
    });
  }
}
