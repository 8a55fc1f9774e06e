import { withClient } from '../connect.js';
import { migrate } from '../migrate.js';
import { type Preparation, prepareRoles } from '../prepare-database.js';
import type { Manifest } from './backup-file.js';
import { BackupUnusable } from './backup-unusable.js';
import { loadBackup, type Restore } from './load-backup.js';
import { ranMigrations } from './tables.js';
import { type Verified, verifyBackup } from './verify-backup.js';

/**
 * Puts a backup into a database: the migrations that had run, then all rows in one transaction or none. Later migrations
 * are the next preparation's. The file is read to its end first, so that a bad one is refused before anything is made.
 * @throws BackupUnusable, DatabaseNotEmpty, and whatever the database throws: then its rows are as they were.
 */
export async function restoreBackup(preparation: Preparation, restore: Restore): Promise<Verified> {
  const { connections, migrations, progress } = preparation;
  progress('Reading the backup …');
  const verified = await verifyBackup(restore.path, restore.secret);
  refuseNewer(
    verified,
    migrations.map(({ name }) => name),
  );
  await prepareRoles(preparation);
  await withClient(connections.migrator, async (owner) => {
    await owner.query('SET ROLE vigil_owner');
    refuseFurther(verified, await ranMigrations(owner));
    await migrate(
      connections.migrator,
      migrations.filter(({ name }) => verified.migrations.includes(name)),
    );
    await owner.query('BEGIN');
    await loadBackup(owner, { ...restore, progress });
    await owner.query('COMMIT');
    await owner.query('ANALYZE');
  });
  return verified;
}

function refuseNewer({ migrations }: Manifest, known: readonly string[]): void {
  const unknown = migrations.filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new BackupUnusable(`a newer Vigil made it (${unknown.join(', ')})`, 'Restore it with that newer Vigil.');
}

/** Rows from before a migration do not fit what it made. */
function refuseFurther({ migrations }: Manifest, ran: readonly string[]): void {
  const further = ran.filter((name) => !migrations.includes(name));
  if (further.length === 0) return;
  throw new BackupUnusable(
    `it is older than the tables of this database, which have had ${further.join(', ')}`,
    'Restore it into a new database: the tables are made as they were, and brought up to date afterwards.',
  );
}
