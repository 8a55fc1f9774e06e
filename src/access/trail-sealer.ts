import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { clock } from '../platform/clock.js';
import type { SigningKey } from '../platform/crypto/signing-key.js';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/log.js';
import { sealTrail, TrailNotOurs } from './seal-trail.js';
import { Sessions } from './sessions.js';

/** How often entries are sealed: so long, an entry could be taken away without a trace. */
const EVERY_MILLISECONDS = 200;
/** Entries that wait longer than this are an alarm, told once in as long a time (`security.md` 5). */
const ALARM_MILLISECONDS = 60_000;

/** Seals the audit trail while the server runs, and once more when it has closed. */
@Injectable()
export class TrailSealer implements OnApplicationShutdown {
  private readonly stop = new AbortController();
  private sealing: Promise<void> = Promise.resolve();
  private key: SigningKey | null = null;
  /** Since when no pass has ended well, or the last one that did. */
  private lastPass = clock.milliseconds();
  private lastAlarm = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly sessions: Sessions,
    private readonly log: Log,
  ) {}

  /** Only the service seals: a command leaves its entries to it. */
  begin(key: SigningKey): void {
    this.key = key;
    this.lastPass = clock.milliseconds();
    this.sealing = this.sealUntilStopped(key);
  }

  /** By now no request is under way any more. */
  async onApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.sealing;
    if (this.key) await this.pass(this.key);
  }

  private async sealUntilStopped(key: SigningKey): Promise<void> {
    while (!this.stop.signal.aborted) {
      await this.pass(key);
      await sleep(EVERY_MILLISECONDS, undefined, { signal: this.stop.signal }).catch(() => undefined);
    }
  }

  /** Seals all that is ready. A failure waits for the next pass: the log says so once it has lasted. */
  private async pass(key: SigningKey): Promise<void> {
    try {
      const sealer = await this.sessions.ofSystemActor('SEALER');
      let sealed = await sealTrail(this.database, sealer, key);
      while (sealed?.more) sealed = await sealTrail(this.database, sealer, key);
      this.lastPass = clock.milliseconds();
      if (sealed?.waitingSince) this.alarm(Date.parse(sealed.waitingSince), 'a transaction has been open for as long');
    } catch (error) {
      const since = error instanceof TrailNotOurs ? 0 : this.lastPass;
      this.alarm(since, error instanceof Error ? error.message : String(error));
    }
  }

  private alarm(since: number, error: string): void {
    const now = clock.milliseconds();
    if (now - since < ALARM_MILLISECONDS || now - this.lastAlarm < ALARM_MILLISECONDS) return;
    this.lastAlarm = now;
    this.log.error({ event: 'audit entries are not sealed', error });
  }
}
