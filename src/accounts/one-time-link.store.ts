import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { appendEvent } from '../access/audit-trail.js';
import type { AccountRole } from '../access/domain/actor.js';
import { BadInput } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import type { Database } from '../platform/db/database.js';
import { hashOf, newToken } from './session.store.js';

const TOKEN = /^[0-9a-f]{64}$/;

export interface Redemption {
  readonly token: string;
  readonly passphraseHash: string;
  /** For the first administrator, whose account the link makes. */
  readonly email: string | null;
  readonly displayName: string | null;
}

interface Link {
  readonly id: string;
  readonly purpose: 'FIRST_ADMINISTRATOR' | 'INVITATION' | 'RESET';
  readonly accountId: string | null;
}

/** @throws BadInput when the account that is to be made would have no address or no name. */
function requireNames({ email, displayName }: Redemption): void {
  const missing = Object.entries({ email, displayName }).filter(([, value]) => !value);
  if (missing.length > 0) {
    throw new BadInput(
      missing.map(([name]) => ({ field: `input.${name}`, problem: 'is needed for the first administrator' })),
    );
  }
}

/** Links that are good once: for the first administrator, for those who are invited, and for a new passphrase. */
@Injectable()
export class OneTimeLinkStore {
  constructor(private readonly auth: Database) {}

  /** A new link for the first administrator; earlier ones stop working. @returns its token. */
  async forFirstAdministrator(): Promise<string> {
    const token = newToken();
    await this.auth.writing(async ({ run }) => {
      await run(
        sql`UPDATE sec.one_time_link SET used_at = now() WHERE purpose = 'FIRST_ADMINISTRATOR' AND used_at IS NULL`,
      );
      await run(sql`
        INSERT INTO sec.one_time_link (id, token_hash, purpose, expires_at)
        VALUES (${randomUUID()}, ${hashOf(token)}, 'FIRST_ADMINISTRATOR', now() + interval '48 hours')`);
    });
    return token;
  }

  /** Sets the passphrase of the account behind a link, uses up all its links and ends its sessions. @throws Refusal LINK_NOT_VALID. */
  async redeem(redemption: Redemption): Promise<{ readonly accountId: string; readonly role: AccountRole }> {
    if (!TOKEN.test(redemption.token)) refuse('LINK_NOT_VALID', 'input.token');
    return this.auth.writing(async ({ run }) => {
      const { rows } = await run<Link>(sql`
        UPDATE sec.one_time_link SET used_at = now()
        WHERE token_hash = ${hashOf(redemption.token)} AND used_at IS NULL AND expires_at > now()
        RETURNING id, purpose, account_id AS "accountId"`);
      const [link] = rows;
      if (!link) refuse('LINK_NOT_VALID', 'input.token');
      const accountId = link.accountId ?? randomUUID();
      if (link.purpose === 'FIRST_ADMINISTRATOR') requireNames(redemption);
      const statement =
        link.purpose === 'FIRST_ADMINISTRATOR'
          ? sql`INSERT INTO sec.account (id, email, display_name, role, passphrase_hash)
                VALUES (${accountId}, ${redemption.email}, ${redemption.displayName}, 'ADMIN', ${redemption.passphraseHash})
                RETURNING role`
          : sql`UPDATE sec.account SET passphrase_hash = ${redemption.passphraseHash} WHERE id = ${accountId} AND active RETURNING role`;
      const account = (await run<{ role: AccountRole }>(statement)).rows[0];
      if (!account) refuse('LINK_NOT_VALID', 'input.token');
      await run(sql`UPDATE sec.one_time_link SET used_at = now() WHERE account_id = ${accountId} AND used_at IS NULL`);
      await run(sql`UPDATE sec.login SET revoked_at = now() WHERE account_id = ${accountId} AND revoked_at IS NULL`);
      const fact = { type: 'LinkRedeemed', id: accountId, caseId: null };
      await appendEvent(run, { accountId, role: account.role, onBehalfOf: null, permission: null, facts: [fact] });
      return { accountId, role: account.role };
    });
  }
}
