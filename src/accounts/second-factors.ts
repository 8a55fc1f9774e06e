import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { NotFound } from '../kernel/errors.js';
import { refuse } from '../kernel/refusal.js';
import { clock } from '../platform/clock.js';
import { open, seal } from '../platform/crypto/field-cipher.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { canonicalRecoveryCode, newRecoveryCodes } from './recovery-codes.js';
import { SecondFactorStore } from './second-factor.store.js';
import { SessionStore } from './session.store.js';
import { newTotpSecret, stepOfCode, totpUrl } from './totp.js';

/** What a code turned out to be. */
export type Verdict = 'NOT_ENROLLED' | 'WRONG' | 'RIGHT' | 'RECOVERY_CODE';

export interface Enrolment {
  /** In base 32, for typing. */
  readonly secret: string;
  /** For an authenticator, as a link or as a picture. */
  readonly url: string;
}

/** The account of nobody: what is done for it changes nothing. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** The second factor of an account: a code of an authenticator that is good once, or a recovery code. */
@Injectable()
export class SecondFactors {
  private readonly decoy = { id: randomUUID(), secret: newTotpSecret() };

  constructor(
    private readonly store: SecondFactorStore,
    private readonly sessions: SessionStore,
    private readonly keys: KeyRing,
  ) {}

  /**
   * Checks a code, with the same work and the same statements whether or not there is such an account, factor or code.
   * @param spend whether a right code is used up: it is not when the sign-in fails for another reason.
   */
  async check(accountId: string | null, code: string, spend = true): Promise<Verdict> {
    const kept = await this.store.secretOf(accountId ?? NOBODY);
    const factor = accountId && kept ? { owner: accountId, sealed: kept } : this.decoyFactor();
    const step = await stepOfCode(this.opened(factor.owner, factor.sealed), code, clock.milliseconds());
    const used = await this.store.use(kept && spend ? factor.owner : NOBODY, {
      step,
      recoveryHash: this.recoveryHash(factor.owner, code),
    });
    return kept ? verdictOf(used) : 'NOT_ENROLLED';
  }

  async isEnrolled(accountId: string): Promise<boolean> {
    return (await this.store.secretOf(accountId)) !== null;
  }

  /** A new secret, which becomes the factor with its first code. Until then an earlier factor stays good. */
  async begin({ accountId }: Actor): Promise<Enrolment> {
    const account = await this.sessions.accountById(accountId);
    const secret = newTotpSecret();
    await this.store.keepPending(accountId, this.sealed(accountId, secret));
    return { secret, url: totpUrl(secret, account.email) };
  }

  /**
   * The first code of the new secret: the session goes on under a new token, all others of the account end.
   * @throws Refusal NO_ENROLMENT, CODE_NOT_VALID.
   */
  async confirm(actor: Actor, code: string): Promise<{ readonly token: string; readonly codes: readonly string[] }> {
    const { accountId } = actor;
    const pending = await this.store.pendingSecretOf(accountId);
    if (!pending) refuse('NO_ENROLMENT');
    const step = await stepOfCode(this.opened(accountId, pending), code, clock.milliseconds());
    if (step === null) refuse('CODE_NOT_VALID', 'input.code');
    const codes = newRecoveryCodes();
    const token = await this.sessions.renew(actor, 'SecondFactorEnrolled', async (run) => {
      if (!(await this.store.enrol(run, accountId, pending, step))) refuse('NO_ENROLMENT');
      await this.store.replaceRecoveryCodes(run, accountId, this.hashesOf(accountId, codes));
      await this.sessions.endOthers(run, actor);
    });
    return { token, codes };
  }

  /** Ten new recovery codes; the earlier ones stop working. */
  async renewRecoveryCodes(actor: Actor): Promise<readonly string[]> {
    const codes = newRecoveryCodes();
    await this.sessions.recorded(actor, 'RecoveryCodesRenewed', (run) =>
      this.store.replaceRecoveryCodes(run, actor.accountId, this.hashesOf(actor.accountId, codes)),
    );
    return codes;
  }

  /** The owner of an account stops a reset that an administrator asked for. @throws NotFound when none did. */
  async stopReset(actor: Actor): Promise<void> {
    await this.sessions.recorded(actor, 'SecondFactorResetStopped', async (run) => {
      if (!(await this.store.stopReset(run, actor.accountId))) throw new NotFound();
    });
  }

  private decoyFactor(): { readonly owner: string; readonly sealed: Buffer } {
    const { id: owner, secret } = this.decoy;
    return { owner, sealed: this.sealed(owner, secret) };
  }

  private hashesOf(accountId: string, codes: readonly string[]): readonly Buffer[] {
    return codes.map((code) => this.recoveryHash(accountId, code));
  }

  private recoveryHash(accountId: string, code: string): Buffer {
    return this.keys.digest('recovery code', `${accountId} ${canonicalRecoveryCode(code)}`);
  }

  private sealed(accountId: string, secret: string): Buffer {
    return seal(this.keyOf(accountId), placeOf(accountId), Buffer.from(secret));
  }

  private opened(accountId: string, sealed: Buffer): string {
    return open(this.keyOf(accountId), placeOf(accountId), sealed).toString();
  }

  /** From the key that rotation of the vault does not touch. */
  private keyOf(accountId: string): { readonly version: number; readonly key: Buffer } {
    return { version: 1, key: this.keys.digest('key of a second factor', accountId) };
  }
}

function placeOf(row: string): { readonly table: string; readonly column: string; readonly row: string } {
  return { table: 'second_factor', column: 'secret', row };
}

function verdictOf({ step, recovery }: { readonly step: boolean; readonly recovery: boolean }): Verdict {
  if (recovery) return 'RECOVERY_CODE';
  return step ? 'RIGHT' : 'WRONG';
}
