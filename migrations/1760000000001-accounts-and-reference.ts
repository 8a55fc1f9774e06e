import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign in, what each role may do, and the mission's reference data. */
export class AccountsAndReference1760000000001 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      CREATE SCHEMA sec;
      GRANT USAGE ON SCHEMA sec, vigil TO vigil_app, vigil_auth, vigil_backup;

      -- Written at every start from src/access/domain/policy.ts, so that row-level security follows the same table.
      CREATE TABLE sec.permission (
        role text NOT NULL,
        scope text NOT NULL,
        data_class text NOT NULL,
        action text NOT NULL,
        PRIMARY KEY (role, data_class, action, scope)
      );

      CREATE TABLE sec.account (
        id uuid PRIMARY KEY,
        email text NOT NULL,
        display_name text NOT NULL,
        role text NOT NULL,
        regions text[] NOT NULL DEFAULT '{}',
        lawyer_id uuid,
        active boolean NOT NULL DEFAULT true,
        passphrase_hash text,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX account_email ON sec.account (lower(email));

      CREATE TABLE sec.login (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        account_id uuid NOT NULL REFERENCES sec.account,
        created_at timestamptz NOT NULL DEFAULT now(),
        idle_until timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        revoked_at timestamptz
      );
      CREATE INDEX login_account ON sec.login (account_id);

      CREATE TABLE sec.one_time_link (
        id uuid PRIMARY KEY,
        token_hash bytea NOT NULL UNIQUE,
        purpose text NOT NULL CHECK (purpose IN ('FIRST_ADMINISTRATOR', 'INVITATION')),
        account_id uuid REFERENCES sec.account,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );

      CREATE TABLE vigil.reference_entry (
        kind text NOT NULL,
        code text NOT NULL,
        labels jsonb NOT NULL,
        valid_from date,
        valid_to date,
        source text,
        mark text NOT NULL,
        verified_by text,
        verified_on date,
        details jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        position integer NOT NULL DEFAULT 0,
        PRIMARY KEY (kind, code),
        CHECK (valid_to IS NULL OR valid_from IS NULL OR valid_to >= valid_from)
      );
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}
