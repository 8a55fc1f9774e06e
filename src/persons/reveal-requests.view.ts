import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { Readings } from '../access/reading.js';
import { NotFound } from '../kernel/errors.js';
import { type Notice, type RevealRequest, RevealStore } from './reveal.store.js';

/** What one asked for, what one may decide, and what one must know of others. */
@Injectable()
export class RevealRequestsView {
  constructor(
    private readonly readings: Readings,
    private readonly store: RevealStore,
  ) {}

  newest(actor: Actor): Promise<readonly RevealRequest[]> {
    return this.readings.reading(actor, ({ run }) => this.store.newest(run, actor.accountId, actor.regions));
  }

  /** @throws NotFound when it is neither an own request nor one of the own region. */
  one(actor: Actor, id: string): Promise<RevealRequest> {
    return this.readings.reading(actor, async ({ run }) => {
      const request =
        (await this.store.own(run, actor.accountId, id)) ?? (await this.store.inRegions(run, actor.regions, id));
      if (!request) throw new NotFound();
      return request;
    });
  }

  notices(actor: Actor): Promise<readonly Notice[]> {
    return this.readings.reading(actor, ({ run }) => this.store.notices(run, actor.accountId, actor.regions));
  }
}
