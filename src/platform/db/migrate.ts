import { DataSource, type MigrationInterface } from 'typeorm';

/** One for all of Vigil's migrations in a database: two starts at once migrate one after the other. */
const MIGRATION_LOCK = 7_483_201;

/** A migration, as TypeORM knows it by the name of its class. */
export type Migration = new () => MigrationInterface;

/**
 * Runs the migrations that are missing, all in one transaction: one that fails leaves the database as it was.
 * @param url the migrator's connection. @returns the names of those that ran.
 * @throws the database's own error, with the migration's name before it.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: 'vigil',
    applicationName: 'vigil migrations',
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    extra: { max: 2, options: '-c role=vigil_owner' },
  });
  await source.initialize();
  const lock = source.createQueryRunner();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const ran = await source.runMigrations({ transaction: 'all' });
    return ran.map(({ name }) => name);
  } finally {
    await lock.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => undefined);
    await lock.release();
    await source.destroy();
  }
}
