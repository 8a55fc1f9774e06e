import { Injectable } from '@nestjs/common';
import { Sessions } from '../access/sessions.js';
import { UnitOfWork } from '../access/unit-of-work.js';
import { readReferencePack } from './read-reference-pack.js';
import { ReferenceStore } from './reference.store.js';

/** Loads a mission's pack at the first start. What was edited since is never overwritten. */
@Injectable()
export class LoadReferencePack {
  constructor(
    private readonly work: UnitOfWork,
    private readonly entries: ReferenceStore,
    private readonly sessions: Sessions,
  ) {}

  /** @returns how many entries were new. @throws BadInput when the pack is faulty: then nothing is loaded. */
  async execute(folder: string): Promise<number> {
    const importer = await this.sessions.ofSystemActor('IMPORTER');
    if ((await this.entries.list(importer, 'REGION')).length > 0) return 0;
    const pack = await readReferencePack(folder);
    let added = 0;
    await this.work.perform(importer, 'REFERENCE_DATA:CREATE', async (change) => {
      added = await this.entries.add(change, pack);
      change.record({ type: 'ReferencePackLoaded', id: pack.id, caseId: null });
      return null;
    });
    return added;
  }
}
