import { Injectable } from '@nestjs/common';
import { NotSignedIn } from '../kernel/errors.js';
import { normaliseEmail } from './domain/account.js';
import { standingOf } from './domain/second-factor.js';
import { Passphrases } from './passphrases.js';
import { SecondFactors, type Verdict } from './second-factors.js';
import { SessionStore, type SignInAccount } from './session.store.js';
import { type Origin, SignInDelay } from './sign-in-delay.js';

export interface Credentials {
  readonly email: string;
  readonly passphrase: string;
  /** Of the second factor; empty when none was given. */
  readonly code: string;
}

/** Opens a session for a name, its passphrase and a code: one path and the same work, whatever is wrong. */
@Injectable()
export class SignIn {
  constructor(
    private readonly sessions: SessionStore,
    private readonly passphrases: Passphrases,
    private readonly factors: SecondFactors,
    private readonly delay: SignInDelay,
  ) {}

  /** @returns the session's token. @throws NotSignedIn; TooMany while the delay after failures lasts; Busy. */
  async execute({ email, passphrase, code }: Credentials, origin: Origin): Promise<string> {
    const name = normaliseEmail(email);
    const counters = this.delay.countersOf(name, origin);
    await this.delay.begin(counters);
    const account = await this.sessions.accountByEmail(name);
    const verdict = await this.verdictOn(account, passphrase, code);
    if (!account || verdict === 'WRONG') {
      await this.sessions.record(account, 'SignInFailed');
      throw new NotSignedIn('The e-mail, the passphrase or the code is wrong.');
    }
    await this.delay.succeeded(counters);
    const facts = verdict === 'RECOVERY_CODE' ? ['RecoveryCodeUsed'] : [];
    return this.sessions.open(account.id, account.role, standingOf(account.role, verdict !== 'NOT_ENROLLED'), facts);
  }

  /** Both are looked at in any case, and a code is used up only behind the right passphrase. */
  private async verdictOn(account: SignInAccount | null, passphrase: string, code: string): Promise<Verdict> {
    const matches = await this.passphrases.matches(passphrase, account?.passphraseHash ?? null);
    const known = matches && account?.active === true;
    const verdict = await this.factors.check(account?.id ?? null, code, known);
    return known ? verdict : 'WRONG';
  }
}
