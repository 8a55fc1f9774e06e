import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { appendEvent } from '../access/audit-trail.js';
import type { Actor } from '../access/domain/actor.js';
import { type SystemActor, systemActors } from '../access/domain/system-actors.js';
import { Sessions } from '../access/sessions.js';
import { Bug, NotFound, NotSignedIn } from '../kernel/errors.js';
import { clock } from '../platform/clock.js';
import type { Database, Statements } from '../platform/db/database.js';
import type { Account } from './domain/account.js';
import type { Standing } from './domain/second-factor.js';

/** How long a session lasts: without a request, and in all. A system actor's is renewed by its process. */
const IDLE = sql`interval '30 minutes'`;
const ABSOLUTE = sql`interval '12 hours'`;
const KEPT_ALIVE_EVERY_MILLISECONDS = 60_000;
const SYSTEM_SESSION_RENEWED_AFTER_MILLISECONDS = 3_600_000;

/** The account with what only the sign-in may read. */
export interface SignInAccount extends Account {
  readonly passphraseHash: string | null;
}

/** A session of one's own, as its owner sees it. */
export interface OpenSession {
  readonly id: string;
  /** ISO instants. */
  readonly createdAt: string;
  readonly idleUntil: string;
  readonly expiresAt: string;
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

const ACCOUNT = sql`
  SELECT id, email, display_name AS "displayName", role, regions, lawyer_id AS "lawyerId", active, version,
         passphrase_hash AS "passphraseHash"
  FROM sec.account`;
const ALIVE = sql`revoked_at IS NULL AND expires_at > now() AND idle_until > now()`;

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
    const { rows } = await this.auth.once<SignInAccount>(sql`${ACCOUNT} WHERE lower(email) = ${email}`);
    return rows[0] ?? null;
  }

  /** @throws NotSignedIn when there is none. */
  async accountById(id: string): Promise<SignInAccount> {
    const { rows } = await this.auth.once<SignInAccount>(sql`${ACCOUNT} WHERE id = ${id}`);
    const [account] = rows;
    if (!account) throw new NotSignedIn();
    return account;
  }

  async hasAccounts(): Promise<boolean> {
    const { rows } = await this.auth.once<{ some: boolean }>(
      sql`SELECT EXISTS (SELECT 1 FROM sec.account WHERE NOT role = ANY (${systemActors as unknown as string[]})) AS some`,
    );
    return rows[0]?.some ?? false;
  }

  /** Opens a session and records it; the token is known to the client alone. @param facts what else is to be recorded. */
  async open(accountId: string, role: string, standing: Standing, facts: readonly string[] = []): Promise<string> {
    const token = newToken();
    await this.auth.writing(async ({ run }) => {
      await run(sql`
        INSERT INTO sec.login (id, token_hash, account_id, idle_until, expires_at, enrolling, stepped_up_at)
        VALUES (${randomUUID()}, ${hashOf(token)}, ${accountId}, now() + ${IDLE}, now() + ${ABSOLUTE},
                ${standing === 'ENROLLING'}, CASE WHEN ${standing === 'STEPPED_UP'} THEN now() END)`);
      await appendEvent(run, event(accountId, role, 'SignedIn', ...facts));
    });
    return token;
  }

  override async enrolling(token: string): Promise<Actor | null> {
    const { rows } = await this.auth.once<SignInAccount>(sql`
      ${ACCOUNT} WHERE active AND id = (
        SELECT account_id FROM sec.login WHERE token_hash = ${hashOf(token)} AND enrolling AND ${ALIVE})`);
    const [account] = rows;
    if (!account) return null;
    const { id: accountId, role, regions, lawyerId, displayName } = account;
    return { token, accountId, role, regions, lawyerId, displayName, enrolling: true };
  }

  /**
   * The same session under a new token, its second factor entered a moment ago: the old token is worth nothing.
   * @param work in the same transaction, before that.
   * @throws NotSignedIn when the session has ended meanwhile.
   */
  async renew(actor: Actor, fact: string, work: (run: Statements) => Promise<void>): Promise<string> {
    const token = newToken();
    await this.recorded(actor, fact, async (run) => {
      await work(run);
      const { rowCount } = await run(sql`
        UPDATE sec.login SET token_hash = ${hashOf(token)}, enrolling = false, stepped_up_at = now()
        WHERE token_hash = ${hashOf(actor.token)} AND ${ALIVE}`);
      if (rowCount !== 1) throw new NotSignedIn();
    });
    return token;
  }

  /** What somebody does with the own account, and its entry in the trail: together or not at all. */
  async recorded<T>(actor: Actor, fact: string, work: (run: Statements) => Promise<T>): Promise<T> {
    return this.auth.writing(async ({ run }) => {
      const result = await work(run);
      await appendEvent(run, event(actor.accountId, actor.role, fact));
      return result;
    });
  }

  async listOf({ accountId, token }: Actor): Promise<readonly OpenSession[]> {
    const { rows } = await this.auth.once<OpenSession>(sql`
      SELECT id, created_at AS "createdAt", idle_until AS "idleUntil", expires_at AS "expiresAt",
             token_hash = ${hashOf(token)} AS current
      FROM sec.login WHERE account_id = ${accountId} AND ${ALIVE} ORDER BY created_at DESC, id`);
    return rows;
  }

  /** Ends one of the own sessions. @throws NotFound when it is none of them, or over. */
  async revoke(actor: Actor, id: string): Promise<void> {
    await this.recorded(actor, 'SessionRevoked', async (run) => {
      const { rowCount } = await run(sql`
        UPDATE sec.login SET revoked_at = now() WHERE id = ${id} AND account_id = ${actor.accountId} AND ${ALIVE}`);
      if (rowCount !== 1) throw new NotFound();
    });
  }

  /** Ends all sessions of the account but the one that asks. */
  async endOthers(run: Statements, { accountId, token }: Actor): Promise<void> {
    await run(sql`
      UPDATE sec.login SET revoked_at = now()
      WHERE account_id = ${accountId} AND token_hash <> ${hashOf(token)} AND revoked_at IS NULL`);
  }

  async setPassphrase(run: Statements, { accountId }: Actor, passphraseHash: string): Promise<void> {
    await run(sql`UPDATE sec.account SET passphrase_hash = ${passphraseHash} WHERE id = ${accountId}`);
  }

  /** Records what happened to an account, or to a name that there is none of. */
  async record(account: { readonly id: string; readonly role: string } | null, fact: string): Promise<void> {
    await this.auth.writing(({ run }) =>
      appendEvent(run, event(account?.id ?? null, account?.role ?? 'ANONYMOUS', fact)),
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
    await this.auth.once(sql`
      INSERT INTO sec.login (id, token_hash, account_id, idle_until, expires_at)
      VALUES (${randomUUID()}, ${hashOf(token)}, ${account.id}, now() + interval '1 day', now() + interval '1 day')`);
    const actor: Actor = { token, accountId: account.id, role: name, regions: [], lawyerId: null, displayName: name };
    this.systemSessions.set(name, { actor, since: clock.milliseconds() });
    return actor;
  }
}

function event(accountId: string | null, role: string, ...types: readonly string[]): Parameters<typeof appendEvent>[1] {
  const facts = types.map((type) => ({ type, id: accountId ?? 'unknown', caseId: null }));
  return { accountId, role, onBehalfOf: null, permission: null, facts };
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
