import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql, { type Sql } from 'sql-template-tag';
import { appendEvent } from '../access/audit-trail.js';
import type { Actor } from '../access/domain/actor.js';
import { type SystemActor, systemActors } from '../access/domain/system-actors.js';
import { Sessions } from '../access/sessions.js';
import { Bug } from '../kernel/errors.js';
import { clock } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Account } from './domain/account.js';

/** How long a session lasts: without a request, and in all. A system actor's is renewed by its process. */
const IDLE = sql`interval '30 minutes'`;
const ABSOLUTE = sql`interval '12 hours'`;
const KEPT_ALIVE_EVERY_MILLISECONDS = 60_000;
const SYSTEM_SESSION_RENEWED_AFTER_MILLISECONDS = 3_600_000;

/** The account with what only the sign-in may read. */
export interface SignInAccount extends Account {
  readonly passphraseHash: string | null;
}

/** Sessions and one-time links, through the one database role that may see them. */
@Injectable()
export class SessionStore extends Sessions {
  private readonly keptAlive = new Map<string, number>();
  private readonly systemSessions = new Map<SystemActor, { readonly actor: Actor; readonly since: number }>();

  constructor(private readonly auth: Database) {
    super();
  }

  override async keepAlive(token: string): Promise<void> {
    const now = clock.milliseconds();
    if (now - (this.keptAlive.get(token) ?? 0) < KEPT_ALIVE_EVERY_MILLISECONDS) return;
    if (this.keptAlive.size > 10_000) this.keptAlive.clear();
    this.keptAlive.set(token, now);
    await this.auth.once(sql`
      UPDATE sec.login SET idle_until = now() + ${IDLE}
      WHERE token_hash = ${hashOf(token)} AND revoked_at IS NULL AND idle_until > now()`);
  }

  override async ofSystemActor(name: SystemActor, onBehalfOf?: string): Promise<Actor> {
    const known = this.systemSessions.get(name);
    const fresh = known && clock.milliseconds() - known.since < SYSTEM_SESSION_RENEWED_AFTER_MILLISECONDS;
    const actor = fresh ? known.actor : await this.openSystemSession(name);
    return onBehalfOf ? { ...actor, onBehalfOf } : actor;
  }

  /** Makes sure that every system actor has its account, at start. */
  async addSystemActors(): Promise<void> {
    for (const name of systemActors) {
      await this.auth.once(sql`
        INSERT INTO sec.account (id, email, display_name, role) VALUES (${randomUUID()}, ${systemEmail(name)}, ${name}, ${name})
        ON CONFLICT DO NOTHING`);
    }
  }

  async accountByEmail(email: string): Promise<SignInAccount | null> {
    const { rows } = await this.auth.once<SignInAccount>(sql`
      SELECT id, email, display_name AS "displayName", role, regions, lawyer_id AS "lawyerId", active, version,
             passphrase_hash AS "passphraseHash"
      FROM sec.account WHERE lower(email) = ${email}`);
    return rows[0] ?? null;
  }

  async hasAccounts(): Promise<boolean> {
    const { rows } = await this.auth.once<{ some: boolean }>(
      sql`SELECT EXISTS (SELECT 1 FROM sec.account WHERE NOT role = ANY (${systemActors as unknown as string[]})) AS some`,
    );
    return rows[0]?.some ?? false;
  }

  /** Opens a session and records it; the token is known to the client alone. */
  async open(accountId: string, role: string): Promise<string> {
    const token = newToken();
    await this.auth.writing(async ({ run }) => {
      await run(insertLogin(accountId, token));
      await appendEvent(run, event(accountId, role, 'SignedIn'));
    });
    return token;
  }

  async recordFailure(account: SignInAccount | null): Promise<void> {
    await this.auth.writing(({ run }) =>
      appendEvent(run, event(account?.id ?? null, account?.role ?? 'ANONYMOUS', 'SignInFailed')),
    );
  }

  /** Ends a session: from its next statement on it sees nothing. */
  async end(actor: Actor): Promise<void> {
    await this.auth.writing(async ({ run }) => {
      await run(
        sql`UPDATE sec.login SET revoked_at = now() WHERE token_hash = ${hashOf(actor.token)} AND revoked_at IS NULL`,
      );
      await appendEvent(run, event(actor.accountId, actor.role, 'SignedOut'));
    });
  }

  /** Ends all sessions of an account whose role, regions or passphrase changed. */
  async endAll(accountId: string): Promise<void> {
    await this.auth.once(
      sql`UPDATE sec.login SET revoked_at = now() WHERE account_id = ${accountId} AND revoked_at IS NULL`,
    );
  }

  private async openSystemSession(name: SystemActor): Promise<Actor> {
    const { rows } = await this.auth.once<{ id: string }>(
      sql`SELECT id FROM sec.account WHERE email = ${systemEmail(name)}`,
    );
    const [account] = rows;
    if (!account) throw new Bug(`the system actor ${name} has no account`);
    const token = newToken();
    await this.auth.once(insertLogin(account.id, token, sql`interval '1 day'`));
    const actor: Actor = { token, accountId: account.id, role: name, regions: [], lawyerId: null, displayName: name };
    this.systemSessions.set(name, { actor, since: clock.milliseconds() });
    return actor;
  }
}

function insertLogin(accountId: string, token: string, idle: Sql = IDLE): Sql {
  const all = idle === IDLE ? ABSOLUTE : idle;
  return sql`
    INSERT INTO sec.login (id, token_hash, account_id, idle_until, expires_at)
    VALUES (${randomUUID()}, ${hashOf(token)}, ${accountId}, now() + ${idle}, now() + ${all})`;
}

function event(accountId: string | null, role: string, type: string): Parameters<typeof appendEvent>[1] {
  const fact = { type, id: accountId ?? 'unknown', caseId: null };
  return { accountId, role, onBehalfOf: null, permission: null, facts: [fact] };
}

function systemEmail(name: SystemActor): string {
  return `${name.toLowerCase()}@system.invalid`;
}

/** 256 random bits. The database keeps only their hash. */
export function newToken(): string {
  return randomBytes(32).toString('hex');
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(Buffer.from(token, 'hex')).digest();
}
