import { Injectable } from '@nestjs/common';
import { NotSignedIn } from '../kernel/errors.js';
import { normaliseEmail } from './domain/account.js';
import { isPassphrase } from './passphrases.js';
import { SessionStore } from './session.store.js';
import { SignInDelay } from './sign-in-delay.js';

/** Opens a session for a name and its passphrase: one path, whatever is wrong. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: SessionStore,
    private readonly delay: SignInDelay,
  ) {}

  /** @returns the session's token. @throws NotSignedIn; TooMany while the delay after failures lasts. */
  async execute(email: string, passphrase: string): Promise<string> {
    const name = normaliseEmail(email);
    this.delay.refuseIfTooSoon(name);
    const account = await this.sessions.accountByEmail(name);
    const right = await isPassphrase(passphrase, account?.passphraseHash ?? null);
    if (!right || !account?.active) {
      this.delay.failed(name);
      await this.sessions.recordFailure(account);
      throw new NotSignedIn();
    }
    this.delay.succeeded(name);
    return this.sessions.open(account.id, account.role);
  }
}
