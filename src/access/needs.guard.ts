import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import sql from 'sql-template-tag';
import { Bug, NotPermitted, NotSignedIn, SecondFactorRequired } from '../kernel/errors.js';
import { Database } from '../platform/db/database.js';
import { appendEvent } from './audit-trail.js';
import { type AccountRole, type Actor, alwaysUnder, demand } from './domain/actor.js';
import type { Condition, Permission } from './domain/data-class.js';
import { NEED, type Need, requestContext, UNDERTAKES } from './needs.js';
import { signIn } from './reading.js';
import { Sessions } from './sessions.js';
import { StepUp } from './step-up.js';

const TOKEN = /^[0-9a-f]{64}$/;
/** Asked for before the work of an operation where every rule of its permission has it. */
const FRESH = 'STEP_UP_TOTP' satisfies Condition;

interface SignedInRow {
  readonly account_id: string;
  readonly role: AccountRole;
  readonly regions: readonly string[];
  readonly lawyer_id: string | null;
  readonly display_name: string;
}

/** The first wall: reads what the operation needs before its resolver runs. A silent operation is an error. */
@Injectable()
export class NeedsGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly stepUp: StepUp,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const need = this.reflector.get<Need | undefined>(NEED, context.getHandler());
    if (!need) throw new Bug(`${context.getClass().name}.${context.getHandler().name} says nothing of what it needs`);
    if (need === 'PUBLIC') return true;
    const request = requestContext(context);
    request.actor ??= await this.actorOf(request.token);
    const { actor } = request;
    if (actor.enrolling && need !== 'ENROLLING') throw new SecondFactorRequired();
    if (need !== 'SIGNED_IN' && need !== 'ENROLLING') {
      await this.demandOrRecord(actor, need);
      const undertaken = this.reflector.get<readonly Condition[]>(UNDERTAKES, context.getHandler());
      if (alwaysUnder(actor, need, FRESH) && !undertaken.includes(FRESH)) await this.stepUp.demand(actor);
    }
    return true;
  }

  private async actorOf(token: string | null): Promise<Actor> {
    if (!token || !TOKEN.test(token)) throw new NotSignedIn();
    const { rows } = await this.database.once<SignedInRow>(sql`SELECT * FROM sec.sign_in(${token})`);
    const [row] = rows;
    if (!row) return (await this.sessions.enrolling(token)) ?? nobody();
    await this.sessions.keepAlive(token);
    return {
      token,
      accountId: row.account_id,
      role: row.role,
      regions: row.regions,
      lawyerId: row.lawyer_id,
      displayName: row.display_name,
    };
  }

  /** A denial leaves a trace, outside any transaction that fails with it. */
  private async demandOrRecord(actor: Actor, need: Permission): Promise<void> {
    try {
      demand(actor, need);
    } catch (error) {
      if (error instanceof NotPermitted) {
        await this.database.writing(async ({ run }) => {
          await signIn(run, actor);
          const fact = { type: 'AccessDenied', id: actor.accountId, caseId: null };
          await appendEvent(run, {
            accountId: actor.accountId,
            role: actor.role,
            onBehalfOf: null,
            permission: need,
            facts: [fact],
          });
        });
      }
      throw error;
    }
  }
}

function nobody(): never {
  throw new NotSignedIn();
}
