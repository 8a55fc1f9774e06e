import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { CaseRecords, type NewRecord } from '../access/case-records.js';
import type { Change } from '../access/change.js';
import type { Actor } from '../access/domain/actor.js';
import { Today } from '../access/today.js';
import { type Command, type Performed, UnitOfWork, type Written } from '../access/unit-of-work.js';
import { refuse } from '../kernel/refusal.js';
import { caseRecord, cycleRecord } from './case.tables.js';
import { caseCode } from './domain/case-code.js';
import type { TraffickingCase } from './domain/trafficking-case.js';

/** Opens proceedings: their region follows from the court, their code is generated, their first cycle comes with them. */
@Injectable()
export class OpenCase {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: CaseRecords,
    private readonly today: Today,
  ) {}

  /** @throws NotFound when the court lies outside the actor's regions; IdTaken; Refusal. */
  execute(actor: Actor, input: NewRecord<TraffickingCase>, command?: Command): Promise<Performed<Written>> {
    return this.work.perform(
      actor,
      'CASE_PUBLIC:CREATE',
      async (change) => {
        const opened = await this.openWithin(change, input);
        await this.records.createWithin(change, cycleRecord, {
          id: randomUUID(),
          caseId: opened.id,
          number: 1,
          opening: 'FIRST_INSTANCE',
          recordedOn: input.recordedOn,
        });
        return opened;
      },
      command,
    );
  }

  /** Without a cycle: a docket brings its own. */
  async openWithin(change: Change, input: NewRecord<TraffickingCase>): Promise<Written> {
    const court = String(input.court);
    const { region, prefix } = await change.once(`seat of ${court}`, () => seatOf(change, court));
    const day = input.recordedOn ?? this.today.day();
    const code = caseCode(prefix, await change.nextNumber('vigil.case_number'), day);
    return this.records.createWithin(change, caseRecord, { ...input, region, code, recordedOn: day });
  }
}

/** The region of a court and how the codes of its cases begin. @throws Refusal. */
async function seatOf(change: Change, court: string): Promise<{ readonly region: string; readonly prefix: string }> {
  const { rows } = await change.run<{ region: string | null; prefix: string }>(sql`
    SELECT court.details ->> 'region' AS region, region.details ->> 'casePrefix' AS prefix
    FROM vigil.reference_entry court
    LEFT JOIN vigil.reference_entry region ON region.kind = 'REGION' AND region.code = court.details ->> 'region'
    WHERE court.kind = 'COURT' AND court.code = ${court}`);
  const [seat] = rows;
  if (!seat) refuse('UNKNOWN_REFERENCE_CODE', 'input.court');
  if (!seat.region) refuse('COURT_HAS_NO_REGION', 'input.court');
  return { region: seat.region, prefix: seat.prefix };
}
