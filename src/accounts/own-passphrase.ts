import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { refuse } from '../kernel/refusal.js';
import { normaliseEmail } from './domain/account.js';
import { Passphrases } from './passphrases.js';
import { SessionStore } from './session.store.js';
import { type Origin, SignInDelay } from './sign-in-delay.js';

/** What everybody does with the own passphrase, also who forgot it. */
@Injectable()
export class OwnPassphrase {
  constructor(
    private readonly sessions: SessionStore,
    private readonly passphrases: Passphrases,
    private readonly delay: SignInDelay,
  ) {}

  /** Ends all other sessions. @throws TooMany; Busy; Refusal PASSPHRASE_WRONG, PASSPHRASE_TOO_WEAK, PASSPHRASE_TOO_COMMON. */
  async change(actor: Actor, current: string, next: string): Promise<void> {
    const counted = [{ what: 'ACCOUNT' as const, text: actor.accountId }];
    await this.delay.begin(counted);
    const { passphraseHash } = await this.sessions.accountById(actor.accountId);
    if (!(await this.passphrases.matches(current, passphraseHash))) {
      await this.sessions.record({ id: actor.accountId, role: actor.role }, 'PassphraseChangeFailed');
      refuse('PASSPHRASE_WRONG', 'input.current');
    }
    await this.delay.succeeded(counted);
    const hash = await this.passphrases.hashNew(next, 'input.next');
    await this.sessions.recorded(actor, 'PassphraseChanged', async (run) => {
      await this.sessions.setPassphrase(run, actor, hash);
      await this.sessions.endOthers(run, actor);
    });
  }

  /** Leaves a trace for administrators, with the same work for an address that nobody has. @throws TooMany. */
  async requestReset(email: string, { address }: Origin): Promise<void> {
    const name = normaliseEmail(email);
    await this.delay.begin([
      { what: 'RESET_NAME', text: name },
      ...(address ? [{ what: 'RESET_ADDRESS' as const, text: address }] : []),
    ]);
    const account = await this.sessions.accountByEmail(name);
    await this.sessions.record(account, 'PassphraseResetRequested');
  }
}
