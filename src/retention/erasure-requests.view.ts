import { Injectable } from '@nestjs/common';
import type { Actor } from '../access/domain/actor.js';
import { Readings } from '../access/reading.js';
import { type ErasureRequest, ErasureStore } from './erasure.store.js';

/** Requests to erase an identity, as somebody sees them who asks, decides or carries them out. */
@Injectable()
export class ErasureRequestsView {
  constructor(
    private readonly readings: Readings,
    private readonly store: ErasureStore,
  ) {}

  newest(actor: Actor): Promise<readonly ErasureRequest[]> {
    return this.readings.reading(actor, async ({ run, looks }) => {
      const requests = await this.store.newest(run, actor);
      looks.note('WITNESS_IDENTITY:ERASE', requests.length);
      return requests;
    });
  }

  /** @throws NotFound. */
  one(actor: Actor, id: string): Promise<ErasureRequest> {
    return this.readings.reading(actor, ({ run }) => this.store.one(run, actor, id));
  }
}
