import { Injectable } from '@nestjs/common';
import { appendAhead } from '../access/audit-trail.js';
import type { Actor } from '../access/domain/actor.js';
import { ExpectedError, type ErrorCode } from '../kernel/errors.js';
import { Database } from '../platform/db/database.js';

/** Refusals of a reveal that the trail keeps. A missing second factor is only asked for. */
const DENIALS: readonly ErrorCode[] = ['FORBIDDEN', 'NOT_FOUND', 'REFUSED', 'TOO_MANY'];

/** Leaves a trace of each refused reveal, outside the transaction that fails with it. */
@Injectable()
export class RefusedReveals {
  constructor(private readonly database: Database) {}

  /** @param about the person, or the request, as the client named it. */
  async recorded<T>(actor: Actor, about: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ExpectedError && DENIALS.includes(error.code)) {
        const { accountId, role, onBehalfOf = null } = actor;
        const facts = [{ type: 'RevealDenied', id: about, caseId: null }];
        await appendAhead(this.database, actor, {
          ...{ accountId, role, onBehalfOf, facts },
          permission: 'WITNESS_IDENTITY:REVEAL',
        });
      }
      throw error;
    }
  }
}
