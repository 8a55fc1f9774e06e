import { Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Busy } from '../kernel/errors.js';
import { commonPassphrases } from './common-passphrases.js';
import { refuseWeakPassphrase } from './domain/passphrase.js';

/** argon2id with 64 MiB, 3 passes, 1 lane (`security.md` 6). */
const COST = { memoryCost: 65_536, timeCost: 3, parallelism: 1 };
/** Hashes that are computed at once, so that sign-ins take neither all memory nor all processors; and those that wait. */
const AT_ONCE = 2;
const WAITING = 8;

/** Hashes passphrases and compares them, a few at a time. */
@Injectable()
export class Passphrases {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private common: Promise<ReadonlySet<string>> | null = null;
  private decoy: Promise<string> | null = null;

  /** @throws Refusal PASSPHRASE_TOO_WEAK, PASSPHRASE_TOO_COMMON; Busy. */
  async hashNew(passphrase: string, field?: string): Promise<string> {
    this.common ??= commonPassphrases();
    refuseWeakPassphrase(passphrase, await this.common, field);
    return this.hash(passphrase);
  }

  /** Does the same work for an account that does not exist, so that the time tells nothing. @throws Busy. */
  async matches(passphrase: string, kept: string | null): Promise<boolean> {
    this.decoy ??= hash('there is no such account', COST);
    const against = kept ?? (await this.decoy);
    const matches = await this.oneOfFew(() => verify(against, passphrase.normalize('NFC')));
    return matches && kept !== null;
  }

  private hash(passphrase: string): Promise<string> {
    return this.oneOfFew(() => hash(passphrase.normalize('NFC'), COST));
  }

  private async oneOfFew<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running += 1;
    else if (this.waiting.length < WAITING) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else throw new Busy();
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      // The place is handed on: nobody slips in between.
      if (next) next();
      else this.running -= 1;
    }
  }
}
