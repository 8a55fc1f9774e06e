import { AbstractLogger, DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

/** A migration, as TypeORM knows it by the name of its class. */
export type Migration = new () => MigrationInterface;

/** A migration failed. All of them were rolled back. */
export class MigrationFailed extends Error {
  override readonly name = 'MigrationFailed';
  readonly cure = 'Go on with the Vigil that ran before, and report this message.';

  constructor(migration: string, reason: string) {
    super(`The migration ${migration} failed: ${reason}. The database is as it was before.`);
  }
}

/** Migrations of a newer Vigil have run here: this one does not know what the tables mean now. */
export class NewerDatabase extends Error {
  override readonly name = 'NewerDatabase';
  readonly cure = 'Start that newer Vigil, or restore a backup from before it.';

  constructor(unknown: readonly string[]) {
    super(`A newer Vigil changed this database: ${unknown.join(', ')}. This one does not write here.`);
  }
}

/** What went wrong is thrown, and told once. */
class Silence extends AbstractLogger {
  protected override writeLog(): void {
    // Says nothing.
  }
}

/**
 * Runs the migrations that are missing, all in one transaction: one that fails leaves the database as it was. The
 * caller sees to it that two never run at once.
 * @param url the migrator's connection. @returns the names of those that ran.
 * @throws MigrationFailed, NewerDatabase.
 */
export async function migrate(url: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    schema: 'vigil',
    applicationName: 'vigil migrations',
    migrations: migrations.map(sayingItsName),
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'all',
    logger: new Silence(),
    extra: { options: '-c role=vigil_owner' },
  });
  await source.initialize();
  try {
    await refuseNewer(source, migrations);
    const ran = await source.runMigrations({ transaction: 'all' });
    return ran.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

async function refuseNewer(source: DataSource, migrations: readonly Migration[]): Promise<void> {
  const [table] = (await source.query(`SELECT to_regclass('vigil.migration') AS name`)) as { readonly name: unknown }[];
  if (!table?.name) return;
  const done = (await source.query('SELECT name FROM vigil.migration ORDER BY id')) as { readonly name: string }[];
  const unknown = done.map(({ name }) => name).filter((name) => !migrations.some((known) => known.name === name));
  if (unknown.length > 0) throw new NewerDatabase(unknown);
}

/** The same migration under the same name, which its failure tells. */
function sayingItsName(Given: Migration): Migration {
  const { name } = Given;
  const Saying = class extends Given {
    override async up(queries: QueryRunner): Promise<void> {
      await super.up(queries).catch((error: unknown) => {
        throw new MigrationFailed(name, error instanceof Error ? error.message : String(error));
      });
    }
  };
  Object.defineProperty(Saying, 'name', { value: name });
  return Saying;
}
