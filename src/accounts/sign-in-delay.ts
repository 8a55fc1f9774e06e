import { Injectable } from '@nestjs/common';
import sql from 'sql-template-tag';
import { TooMany } from '../kernel/errors.js';
import { KeyRing } from '../platform/crypto/key-ring.js';
import { AuthDatabase } from '../platform/db/auth-database.js';
import { KnownDevice } from './known-device.js';

/** What is counted: whom somebody tries to be, from where, with which browser; what one does in a session. */
export interface Counted {
  readonly what: 'NAME' | 'ADDRESS' | 'DEVICE' | 'ACCOUNT' | 'RESET_NAME' | 'RESET_ADDRESS';
  readonly text: string;
}

/** From where somebody asks. */
export interface Origin {
  /** Null: this machine itself. */
  readonly address: string | null;
  /** The cookie of a device that is known. */
  readonly device: string | null;
}

/**
 * A delay that grows with each failure, and never a lock-out: three are free, then one waits 1, 2, 4 and up to 60
 * seconds (`sec.begin_attempt`). The counters lie in the database, under keyed hashes: a restart forgets none.
 */
@Injectable()
export class SignInDelay {
  constructor(
    private readonly auth: AuthDatabase,
    private readonly keys: KeyRing,
    private readonly devices: KnownDevice,
  ) {}

  /** What a sign-in is counted by. A known device has a counter of its own: whoever guesses a name elsewhere keeps nobody out. */
  countersOf(name: string, { address, device }: Origin): readonly Counted[] {
    const known = this.devices.recognised(device, name);
    if (known) return [{ what: 'DEVICE', text: known }];
    return [{ what: 'NAME', text: name }, ...(address ? [{ what: 'ADDRESS' as const, text: address }] : [])];
  }

  /** Counts an attempt as failed, until it succeeds. @throws TooMany, before any work is done. */
  async begin(counted: readonly Counted[]): Promise<void> {
    const { rows } = await this.auth.database.once<{ begun: boolean }>(
      sql`SELECT sec.begin_attempt(${this.hashesOf(counted)}::bytea[]) AS begun`,
    );
    if (!rows[0]?.begun) throw new TooMany('Too many attempts. Wait a minute.');
  }

  /** A success clears its counters; one from an address takes back its own attempt alone: others may be guessing there. */
  async succeeded(counted: readonly Counted[]): Promise<void> {
    const addresses = counted.filter(({ what }) => what === 'ADDRESS');
    await this.auth.database.once(sql`
      UPDATE sec.attempt SET retry_at = now(), failures = CASE
        WHEN counter = ANY (${this.hashesOf(addresses)}::bytea[]) THEN greatest(failures - 1, 0) ELSE 0 END
      WHERE counter = ANY (${this.hashesOf(counted)}::bytea[])`);
  }

  private hashesOf(counted: readonly Counted[]): Buffer[] {
    return counted.map(({ what, text }) => this.keys.digest(`attempts ${what}`, text));
  }
}
