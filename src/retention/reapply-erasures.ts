import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Readings } from '../access/reading.js';
import { Sessions } from '../access/sessions.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { ErasureLedgerFile } from './erasure-ledger-file.js';

/**
 * Erases again what a restored backup brought back, before anybody is served: the ledger outside the database and the one
 * in it are made one, and no key of anybody in it stays.
 */
@Injectable()
export class ReapplyErasures {
  constructor(
    private readonly readings: Readings,
    private readonly work: UnitOfWork,
    private readonly sessions: Sessions,
    private readonly ledger: ErasureLedgerFile,
  ) {}

  /** Repeating it changes nothing. @returns how many had come back. */
  async reapplyErasures(): Promise<number> {
    const eraser = await this.sessions.ofSystemActor('ERASER');
    const outside = await this.ledger.persons();
    const { inside, undone } = await this.readings.reading(eraser, async ({ run }) => ({
      inside: (await run<{ id: string }>(sql`SELECT person_id AS id FROM vigil.erasure_ledger`)).rows,
      undone: (await run<{ id: string }>(sql`SELECT sec.erasures_undone(${outside}::uuid[]) AS id`)).rows,
    }));
    if (undone.length > 0) {
      await this.work.perform(eraser, 'WITNESS_IDENTITY:ERASE', async (change) => {
        for (const { id } of undone) {
          await change.run(sql`SELECT sec.reapply_erasure(${id}::uuid)`);
          change.record({ type: 'ErasureReapplied', id, caseId: null });
        }
        return null;
      });
    }
    const known = new Set(outside);
    await this.ledger.add(inside.map(({ id }) => id).filter((id) => !known.has(id)));
    return undone.length;
  }
}
