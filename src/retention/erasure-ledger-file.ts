import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../platform/log.js';

const PERSON = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Whose identities were erased, outside the database: a backup from before an erasure does not know of it. Ids and nothing
 * else, a line for each; an entry begins with its line break, so that one that was cut short spoils no other.
 */
export class ErasureLedgerFile {
  readonly path: string;

  constructor(
    dataFolder: string,
    private readonly log: Log,
  ) {
    this.path = join(dataFolder, 'erasures');
  }

  async persons(): Promise<readonly string[]> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
    return [...new Set(text.split('\n'))].filter((line) => PERSON.test(line));
  }

  /** For erasures that the database keeps already: what the file lacks, the next start adds. */
  async addOrTell(persons: readonly string[]): Promise<void> {
    await this.add(persons).catch((error: unknown) => {
      this.log.error({
        event: 'erasure ledger not written',
        error: error instanceof Error ? error.message : 'unknown',
      });
    });
  }

  /** On the disk when this returns. */
  async add(persons: readonly string[]): Promise<void> {
    if (persons.length === 0) return;
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.writeFile(persons.map((person) => `\n${person}`).join(''));
      await file.sync();
    } finally {
      await file.close();
    }
  }
}
