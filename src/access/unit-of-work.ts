import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { Bug, KeyReused } from '../kernel/errors.js';
import { Database, type Writing } from '../platform/db/database.js';
import { sqlState } from '../platform/db/database.js';
import { appendFacts } from './audit-trail.js';
import { Change } from './change.js';
import { asExpectedError } from './constraint-errors.js';
import { type Actor, demand } from './domain/actor.js';
import type { Permission } from './domain/data-class.js';
import { begin } from './reading.js';
import type { RecordDefinition } from './record.js';

/** Attempts before a conflict between transactions is given up. */
const ATTEMPTS = 3;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';

/** A command as the client sent it: the same key with the same input gets its first result again. */
export interface Command {
  readonly operation: string;
  readonly key: string;
  readonly input: unknown;
}

/** What a change left behind, for the receipt: the record is read again under the present scope. */
export interface Written {
  readonly id: string;
  readonly version: number;
}

export interface Performed<Result> {
  readonly result: Result;
  /** True when a receipt was found and nothing was done. */
  readonly replayed: boolean;
}

/** The one door for writes: permission, transaction, receipt, facts, journal and audit entry together or not at all. */
@Injectable()
export class UnitOfWork {
  private readonly open = new AsyncLocalStorage<true>();

  constructor(
    private readonly database: Database,
    /** Every kind of record, each after those that it names. */
    private readonly records: readonly RecordDefinition<never>[],
  ) {}

  /**
   * Runs `work` in one transaction. It must record at least one fact. A conflict with another transaction runs all of
   * it again, at most three times.
   * @throws NotPermitted, NotSignedIn, KeyReused, Unavailable, and whatever `work` throws: then nothing is stored.
   */
  async perform<Result extends Written | null>(
    actor: Actor,
    permission: Permission,
    work: (change: Change) => Promise<Result>,
    command?: Command,
  ): Promise<Performed<Result>> {
    demand(actor, permission);
    if (this.open.getStore()) throw new Bug('a use case called a use case: share a domain function instead');
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.open.run(true, () =>
          this.database.writing((writing) =>
            attemptOnce(new Change(actor, writing, this.records), writing, { permission, work, command }),
          ),
        );
      } catch (error) {
        const conflict = [SERIALIZATION_FAILURE, DEADLOCK].includes(sqlState(error) ?? '');
        if (!conflict || attempt === ATTEMPTS) throw asExpectedError(error);
      }
    }
  }
}

interface Attempt<Result> {
  readonly permission: Permission;
  readonly work: (change: Change) => Promise<Result>;
  readonly command: Command | undefined;
}

async function attemptOnce<Result extends Written | null>(
  change: Change,
  writing: Writing,
  { permission, work, command }: Attempt<Result>,
): Promise<Performed<Result>> {
  const { actor } = change;
  await begin(writing.run, actor);
  const earlier = command && (await takeReceipt(writing, actor, command));
  if (earlier) return { result: earlier as Result, replayed: true };
  const result = await work(change);
  await change.flush();
  if (change.facts.length === 0) throw new Bug(`${permission} changed the record and said nothing`);
  await appendFacts(writing.run, actor, permission, change.facts);
  if (command) await keepReceipt(writing, actor, command, result);
  return { result, replayed: false };
}

/** Null: the command is new, and a twin of it waits for this transaction. */
async function takeReceipt(writing: Writing, actor: Actor, command: Command): Promise<Written | null> {
  const hash = createHash('sha256').update(JSON.stringify(command.input)).digest();
  const { rowCount } = await writing.run(sql`
    INSERT INTO vigil.command_receipt (account_id, operation, idempotency_key, input_hash)
    VALUES (${actor.accountId}, ${command.operation}, ${command.key}, ${hash}) ON CONFLICT DO NOTHING`);
  if (rowCount === 1) return null;
  const { rows } = await writing.run<{ input_hash: Buffer; result: Written }>(sql`
    SELECT input_hash, result FROM vigil.command_receipt
    WHERE account_id = ${actor.accountId} AND operation = ${command.operation} AND idempotency_key = ${command.key}`);
  const [receipt] = rows;
  if (!receipt?.input_hash.equals(hash)) throw new KeyReused();
  return receipt.result;
}

async function keepReceipt(writing: Writing, actor: Actor, command: Command, result: Written | null): Promise<void> {
  await writing.run(sql`
    UPDATE vigil.command_receipt SET result = ${JSON.stringify(result)}::jsonb
    WHERE account_id = ${actor.accountId} AND operation = ${command.operation} AND idempotency_key = ${command.key}`);
}
