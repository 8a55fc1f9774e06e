/** A file that cannot be restored: why, and what to do. Nothing was changed. */
export class BackupUnusable extends Error {
  override readonly name = 'BackupUnusable';

  constructor(
    why: string,
    readonly cure: string,
  ) {
    super(`This backup cannot be used: ${why}.`);
  }
}
