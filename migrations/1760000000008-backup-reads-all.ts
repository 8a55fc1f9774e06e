import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The backup's role reads every table and sequence, also those that later migrations make. */
export class BackupReadsAll1760000000008 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      GRANT USAGE ON SCHEMA vigil, sec TO vigil_backup;
      GRANT SELECT ON ALL TABLES IN SCHEMA vigil, sec TO vigil_backup;
      GRANT SELECT ON ALL SEQUENCES IN SCHEMA vigil, sec TO vigil_backup;
      ALTER DEFAULT PRIVILEGES FOR ROLE vigil_owner IN SCHEMA vigil, sec GRANT SELECT ON TABLES TO vigil_backup;
      ALTER DEFAULT PRIVILEGES FOR ROLE vigil_owner IN SCHEMA vigil, sec GRANT SELECT ON SEQUENCES TO vigil_backup;`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}
