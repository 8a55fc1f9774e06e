import { Injectable } from '@nestjs/common';
import { TooMany } from '../kernel/errors.js';
import { clock } from '../platform/clock.js';

/** Failures that are free, and the longest wait in seconds; between them the wait doubles (`security.md` 6). */
const FREE_FAILURES = 3;
const LONGEST_WAIT_SECONDS = 60;
/** Names that are remembered at most. */
const NAMES = 100_000;

interface Failures {
  readonly count: number;
  readonly until: number;
}

/** A delay that grows with each failure for a name, and never a lock-out. */
@Injectable()
export class SignInDelay {
  private readonly failures = new Map<string, Failures>();

  /** @throws TooMany, before any work is done. */
  refuseIfTooSoon(name: string): void {
    const known = this.failures.get(name);
    if (known && known.until > clock.milliseconds())
      throw new TooMany('Too many attempts for this name. Wait a minute.');
  }

  failed(name: string): void {
    const count = (this.failures.get(name)?.count ?? 0) + 1;
    const wait = count <= FREE_FAILURES ? 0 : Math.min(2 ** (count - FREE_FAILURES - 1), LONGEST_WAIT_SECONDS);
    if (this.failures.size >= NAMES) this.failures.clear();
    this.failures.set(name, { count, until: clock.milliseconds() + wait * 1_000 });
  }

  succeeded(name: string): void {
    this.failures.delete(name);
  }
}
