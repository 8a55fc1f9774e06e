import { Injectable } from '@nestjs/common';
import { normaliseEmail, refuseWeakPassphrase } from './domain/account.js';
import { OneTimeLinkStore } from './one-time-link.store.js';
import { hashPassphrase } from './passphrases.js';
import { SessionStore } from './session.store.js';

export interface LinkRedemption {
  readonly token: string;
  readonly passphrase: string;
  /** For the first administrator. */
  readonly email?: string | null;
  readonly displayName?: string | null;
}

/** Uses a one-time link up: sets the passphrase behind it, and signs in. */
@Injectable()
export class RedeemLink {
  constructor(
    private readonly links: OneTimeLinkStore,
    private readonly sessions: SessionStore,
  ) {}

  /** @returns the session's token. @throws Refusal PASSPHRASE_TOO_WEAK, LINK_NOT_VALID. */
  async execute({ token, passphrase, email, displayName }: LinkRedemption): Promise<string> {
    refuseWeakPassphrase(passphrase);
    const { accountId, role } = await this.links.redeem({
      token,
      passphraseHash: await hashPassphrase(passphrase),
      email: email ? normaliseEmail(email) : null,
      displayName: displayName ?? null,
    });
    return this.sessions.open(accountId, role);
  }
}
