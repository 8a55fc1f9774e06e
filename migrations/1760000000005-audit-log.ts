import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit trail as a Merkle log: where each entry stands, the signed heads, and who may read which entry. */
export class AuditLog1760000000005 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(`
      -- What the trail is searched by. All of it stands in "content" too, and audit:verify holds it to that.
      ALTER TABLE vigil.audit_entry
        ADD COLUMN kind text NOT NULL DEFAULT 'CHANGE' CHECK (kind IN ('SECURITY', 'REVEAL', 'LOOK', 'CHANGE')),
        ADD COLUMN types text[] NOT NULL DEFAULT '{}',
        ADD COLUMN about uuid[] NOT NULL DEFAULT '{}';
      ALTER TABLE vigil.audit_entry
        ALTER COLUMN stored_at DROP DEFAULT, ALTER COLUMN kind DROP DEFAULT, ALTER COLUMN types DROP DEFAULT, ALTER COLUMN about DROP DEFAULT;
      CREATE INDEX audit_entry_transaction ON vigil.audit_entry (transaction_id, id);
      CREATE INDEX audit_entry_account ON vigil.audit_entry (account_id, stored_at, id);
      -- For those who see only these kinds, which are few among the looks.
      CREATE INDEX audit_entry_kind ON vigil.audit_entry (kind, stored_at, id) WHERE kind IN ('SECURITY', 'REVEAL');
      CREATE INDEX audit_entry_about ON vigil.audit_entry USING gin (about);

      -- A second table, so that nobody needs the right to change an entry. No foreign key: it would lock, and so rewrite,
      -- every entry as it is sealed; audit:verify finds a position without its entry.
      CREATE TABLE vigil.audit_position (
        position bigint PRIMARY KEY CHECK (position >= 0),
        entry_id uuid NOT NULL UNIQUE,
        leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32)
      );

      -- "peaks" are the roots of the whole subtrees, so that the tree grows without reading its leaves.
      -- "sealed_below": of the transactions before this one, every entry is sealed.
      CREATE TABLE vigil.audit_head (
        number bigint PRIMARY KEY CHECK (number >= 1),
        size bigint NOT NULL UNIQUE CHECK (size >= 1),
        root bytea NOT NULL CHECK (length(root) = 32),
        sealed_at timestamptz NOT NULL,
        signature bytea NOT NULL CHECK (length(signature) = 64),
        peaks bytea NOT NULL CHECK (length(peaks) % 32 = 0),
        sealed_below xid8 NOT NULL
      );

      ALTER TABLE vigil.audit_position ENABLE ROW LEVEL SECURITY;
      ALTER TABLE vigil.audit_position FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON vigil.audit_position FOR SELECT TO vigil_app USING ((SELECT sec.everywhere('AUDIT_EVENT', 'LIST')));
      CREATE POLICY add ON vigil.audit_position FOR INSERT TO vigil_app WITH CHECK ((SELECT sec.everywhere('AUDIT_EVENT', 'CREATE')));
      GRANT SELECT, INSERT ON vigil.audit_position TO vigil_app;

      ALTER TABLE vigil.audit_head ENABLE ROW LEVEL SECURITY;
      ALTER TABLE vigil.audit_head FORCE ROW LEVEL SECURITY;
      CREATE POLICY see ON vigil.audit_head FOR SELECT TO vigil_app USING ((SELECT sec.everywhere('AUDIT_EVENT', 'LIST')));
      CREATE POLICY add ON vigil.audit_head FOR INSERT TO vigil_app WITH CHECK ((SELECT sec.everywhere('AUDIT_EVENT', 'CREATE')));
      GRANT SELECT, INSERT ON vigil.audit_head TO vigil_app;

      -- audit:verify and audit:export read as the backup's role, also where that role may not pass by row-level security.
      GRANT SELECT ON vigil.audit_position, vigil.audit_head TO vigil_backup;
      CREATE POLICY verify ON vigil.audit_entry FOR SELECT TO vigil_backup USING (true);
      CREATE POLICY verify ON vigil.audit_position FOR SELECT TO vigil_backup USING (true);
      CREATE POLICY verify ON vigil.audit_head FOR SELECT TO vigil_backup USING (true);

      -- Who may export the trail sees it whole; who may list it everywhere, what concerns accounts and sessions; a focal
      -- point and a client's own lawyer, who asked for an identity. The sub-selects see what the reader sees.
      DROP POLICY see ON vigil.audit_entry;
      CREATE POLICY see ON vigil.audit_entry FOR SELECT TO vigil_app USING (
        (SELECT sec.everywhere('AUDIT_EVENT', 'EXPORT'))
        OR kind = 'SECURITY' AND (SELECT sec.everywhere('AUDIT_EVENT', 'LIST'))
        OR kind = 'REVEAL' AND EXISTS (
          SELECT 1 FROM vigil.person p
          WHERE p.id = ANY (about) AND p.region = ANY ((SELECT sec.my_regions('AUDIT_EVENT', 'LIST'))::text[]))
        OR kind = 'REVEAL' AND EXISTS (
          SELECT 1 FROM vigil.witness w
          WHERE w.id = ANY ((SELECT sec.my_clients('AUDIT_EVENT', 'LIST'))::uuid[]) AND w.person_id = ANY (about)));

      -- The containment operator is not leakproof: under row-level security the planner would not use its index.
      -- The ids alone say nothing; which of the entries a reader sees, the policy decides.
      CREATE POLICY search ON vigil.audit_entry FOR SELECT TO vigil_owner USING (true);
      CREATE FUNCTION sec.audit_entries_about(record uuid) RETURNS SETOF uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
        SELECT e.id FROM vigil.audit_entry e WHERE e.about @> ARRAY[record] AND EXISTS (SELECT 1 FROM sec.signed_in())
      $$;
      REVOKE ALL ON FUNCTION sec.audit_entries_about(uuid) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sec.audit_entries_about(uuid) TO vigil_app;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}
