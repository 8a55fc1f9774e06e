import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What keeps the book: versions of every row, the audit trail, receipts of commands, and the reports that were made. */
export class TheRecord1760000000004 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      -- Append-only. One row for each version of each row, as it was stored.
      CREATE TABLE vigil.record_version (
        table_name text NOT NULL,
        id text NOT NULL,
        version integer NOT NULL,
        case_id uuid,
        stored_at timestamptz NOT NULL DEFAULT now(),
        account_id uuid NOT NULL,
        reason text,
        row_content jsonb NOT NULL,
        PRIMARY KEY (table_name, id, version)
      );
      CREATE INDEX record_version_case ON vigil.record_version (case_id, stored_at);

      -- "content" is the entry's bytes as hashed; the hash is a leaf of the Merkle log (RFC 6962 form).
      CREATE TABLE vigil.audit_entry (
        id uuid PRIMARY KEY,
        stored_at timestamptz NOT NULL DEFAULT now(),
        transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
        account_id uuid,
        case_id uuid,
        content bytea NOT NULL,
        leaf_hash bytea NOT NULL
      );
      CREATE INDEX audit_entry_time ON vigil.audit_entry (stored_at, id);

      CREATE TABLE vigil.command_receipt (
        account_id uuid NOT NULL,
        operation text NOT NULL,
        idempotency_key text NOT NULL,
        input_hash bytea NOT NULL,
        result jsonb,
        stored_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (account_id, operation, idempotency_key)
      );

      CREATE TABLE vigil.report (
        id uuid PRIMARY KEY,
        version integer NOT NULL DEFAULT 1,
        number text NOT NULL UNIQUE,
        title text NOT NULL,
        period_from date NOT NULL,
        period_to date NOT NULL,
        as_of date NOT NULL,
        status text NOT NULL CHECK (status IN ('WAITING', 'RENDERING', 'READY', 'FAILED')),
        requested_by uuid NOT NULL,
        requested_at timestamptz NOT NULL DEFAULT now(),
        journal_at timestamptz,
        ruleset_version text,
        snapshot jsonb,
        snapshot_hash text,
        pdf bytea,
        pdf_hash text,
        failure text,
        CHECK (period_to >= period_from)
      );
      CREATE SEQUENCE vigil.report_number;
      GRANT USAGE ON SEQUENCE vigil.report_number TO vigil_app;

      ALTER TABLE vigil.record_version ENABLE ROW LEVEL SECURITY;
      ALTER TABLE vigil.record_version FORCE ROW LEVEL SECURITY;
      CREATE POLICY add ON vigil.record_version FOR INSERT TO vigil_app
        WITH CHECK (account_id = (SELECT s.account_id FROM sec.signed_in() s));
      GRANT INSERT ON vigil.record_version TO vigil_app;

      ALTER TABLE vigil.audit_entry ENABLE ROW LEVEL SECURITY;
      ALTER TABLE vigil.audit_entry FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON vigil.audit_entry FOR SELECT TO vigil_app USING ((SELECT sec.everywhere('AUDIT_EVENT', 'LIST')));
      CREATE POLICY add ON vigil.audit_entry FOR INSERT TO vigil_app
        WITH CHECK (account_id = (SELECT s.account_id FROM sec.signed_in() s));
      CREATE POLICY sign_in ON vigil.audit_entry FOR INSERT TO vigil_auth WITH CHECK (true);
      GRANT SELECT, INSERT ON vigil.audit_entry TO vigil_app;
      GRANT INSERT ON vigil.audit_entry TO vigil_auth;

      ALTER TABLE vigil.command_receipt ENABLE ROW LEVEL SECURITY;
      ALTER TABLE vigil.command_receipt FORCE ROW LEVEL SECURITY;
      CREATE POLICY own ON vigil.command_receipt TO vigil_app
        USING (account_id = (SELECT s.account_id FROM sec.signed_in() s));
      GRANT SELECT, INSERT, UPDATE (result) ON vigil.command_receipt TO vigil_app;

      ALTER TABLE vigil.report ENABLE ROW LEVEL SECURITY;
      ALTER TABLE vigil.report FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON vigil.report FOR SELECT TO vigil_app USING ((SELECT sec.everywhere('REPORT_DRAFT', 'LIST')));
      CREATE POLICY add ON vigil.report FOR INSERT TO vigil_app WITH CHECK ((SELECT sec.everywhere('REPORT_DRAFT', 'CREATE')));
      CREATE POLICY change ON vigil.report FOR UPDATE TO vigil_app USING ((SELECT sec.everywhere('REPORT_DRAFT', 'UPDATE')));
      GRANT SELECT, INSERT, UPDATE ON vigil.report TO vigil_app;

      GRANT SELECT ON ALL TABLES IN SCHEMA vigil TO vigil_backup;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}
