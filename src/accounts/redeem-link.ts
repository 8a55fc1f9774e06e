import { Injectable } from '@nestjs/common';
import { normaliseEmail } from './domain/account.js';
import { standingOf } from './domain/second-factor.js';
import { OneTimeLinkStore } from './one-time-link.store.js';
import { Passphrases } from './passphrases.js';
import { SecondFactorStore } from './second-factor.store.js';
import { SessionStore } from './session.store.js';

export interface LinkRedemption {
  readonly token: string;
  readonly passphrase: string;
  /** For the first administrator. */
  readonly email?: string | null;
  readonly displayName?: string | null;
}

/** Uses a one-time link up: sets the passphrase behind it, and signs in where no second factor is to be asked for. */
@Injectable()
export class RedeemLink {
  constructor(
    private readonly links: OneTimeLinkStore,
    private readonly sessions: SessionStore,
    private readonly passphrases: Passphrases,
    private readonly factors: SecondFactorStore,
  ) {}

  /**
   * @returns the session's token; null for an account with a second factor, which a link does not replace.
   * @throws Refusal PASSPHRASE_TOO_WEAK, PASSPHRASE_TOO_COMMON, LINK_NOT_VALID; Busy.
   */
  async execute({ token, passphrase, email, displayName }: LinkRedemption): Promise<string | null> {
    const { accountId, role } = await this.links.redeem({
      token,
      passphraseHash: await this.passphrases.hashNew(passphrase),
      email: email ? normaliseEmail(email) : null,
      displayName: displayName ?? null,
    });
    if (await this.factors.secretOf(accountId)) return null;
    return this.sessions.open(accountId, role, standingOf(role, false));
  }
}
