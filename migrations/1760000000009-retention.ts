import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How long an identity is kept, what keeps it longer, and how it goes (`security.md` 9, docs/decisions/0025): rules, legal
 * holds, requests with their decisions, and a ledger that is applied again after a restore. The application deletes
 * nothing: `sec.erase_identity` alone does, against a decision that another person committed.
 */
export class Retention1760000000009 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(TABLES);
    await queries.query(POLICIES);
    await queries.query(DOORS);
    await queries.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}

const DEFINER = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
const ME = `(SELECT s.account_id FROM sec.signed_in() s)`;
const approver = `region = ANY ((SELECT sec.my_regions('WITNESS_IDENTITY', 'APPROVE'))::text[])`;
const eraser = `(SELECT sec.everywhere('WITNESS_IDENTITY', 'ERASE'))`;
/** An administrator may erase and sees no case; the system actor that knows what is due sees cases and asks for nothing. */
const systemEraser = `sec.everywhere('WITNESS_IDENTITY', 'ERASE') AND sec.everywhere('WITNESS_STATUS', 'LIST')`;

const TABLES = `
  CREATE TABLE vigil.retention_rule (
    data_class text NOT NULL CHECK (data_class IN ('WITNESS_IDENTITY')),
    event text NOT NULL CHECK (event IN ('FINAL_JUDGMENT', 'TERMINATION', 'LAST_CONTACT')),
    months integer NOT NULL CHECK (months BETWEEN 1 AND 1200),
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (data_class, event)
  );

  -- Whatever the rules say, nobody of a case under a hold is erased.
  CREATE TABLE vigil.legal_hold (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL,
    region text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    recorded_on date NOT NULL,
    ordinal bigint NOT NULL DEFAULT nextval('vigil.entry_order'),
    withdrawn boolean NOT NULL DEFAULT false,
    reason text NOT NULL,
    lifted_on date,
    lift_reason text,
    UNIQUE (case_id, id),
    FOREIGN KEY (case_id, region) REFERENCES vigil.trafficking_case (id, region) ON UPDATE CASCADE,
    CHECK ((lifted_on IS NULL) = (lift_reason IS NULL))
  );

  ALTER TABLE vigil.notice DROP CONSTRAINT notice_kind_check, ADD CONSTRAINT notice_kind_check
    CHECK (kind IN ('REVEAL_REQUESTED', 'IDENTITY_REVEALED', 'ERASURE_REQUESTED', 'IDENTITY_ERASED'));

  -- Since when an identity is kept; the last contact when nothing else is known of her.
  ALTER TABLE vigil.person_key ADD COLUMN recorded_on date NOT NULL DEFAULT current_date;
  CREATE INDEX witness_person ON vigil.witness (person_id);
  CREATE INDEX accused_person ON vigil.accused (person_id);

  CREATE TABLE vigil.erasure_request (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    region text NOT NULL,
    account_id uuid NOT NULL REFERENCES sec.account,
    ground text NOT NULL CHECK (ground IN ('RETENTION_DUE', 'SUBJECT_REQUEST')),
    explanation text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (person_id, region) REFERENCES vigil.person (id, region) ON UPDATE CASCADE
  );
  CREATE INDEX erasure_request_time ON vigil.erasure_request (requested_at, id);
  CREATE INDEX erasure_request_person ON vigil.erasure_request (person_id);

  CREATE TABLE vigil.erasure_approval (
    request_id uuid PRIMARY KEY REFERENCES vigil.erasure_request,
    approved boolean NOT NULL,
    decided_by uuid NOT NULL REFERENCES sec.account,
    decided_at timestamptz NOT NULL DEFAULT now()
  );

  -- Whose keys are destroyed. No foreign key: a database restored from before a person was recorded keeps the entry.
  CREATE TABLE vigil.erasure_ledger (
    person_id uuid PRIMARY KEY,
    erased_at timestamptz NOT NULL DEFAULT now()
  );`;

const tables = ['retention_rule', 'erasure_request', 'erasure_approval', 'erasure_ledger'];

const POLICIES = `
  CALL sec.protect('legal_hold', 'CASE_PUBLIC', 'CASE', 'case_id');
  ${tables.map((table) => `ALTER TABLE vigil.${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;`).join('\n')}
  -- The functions below run as the owner, who is under FORCE too.
  ${['legal_hold', 'accused', 'erasure_request', 'erasure_approval']
    .map((table) => `CREATE POLICY erasure_functions ON vigil.${table} FOR SELECT TO vigil_owner USING (true);`)
    .join('\n')}
  CREATE POLICY erasure_functions ON vigil.trafficking_case TO vigil_owner USING (true) WITH CHECK (true);
  CREATE POLICY erasure_functions ON vigil.erasure_ledger TO vigil_owner USING (true) WITH CHECK (true);

  CREATE POLICY see ON vigil.retention_rule FOR SELECT TO vigil_app USING (EXISTS (SELECT 1 FROM sec.signed_in()));
  CREATE POLICY add ON vigil.retention_rule FOR INSERT TO vigil_app
    WITH CHECK ((SELECT sec.everywhere('REFERENCE_DATA', 'CREATE')));
  CREATE POLICY change ON vigil.retention_rule FOR UPDATE TO vigil_app
    USING ((SELECT sec.everywhere('REFERENCE_DATA', 'UPDATE')));

  CREATE POLICY see ON vigil.erasure_request FOR SELECT TO vigil_app USING (account_id = ${ME} OR ${approver} OR ${eraser});
  CREATE POLICY add ON vigil.erasure_request FOR INSERT TO vigil_app
    WITH CHECK (account_id = ${ME} AND sec.my_scope_of_person(person_id, 'ERASE') IS NOT NULL);

  CREATE POLICY see ON vigil.erasure_approval FOR SELECT TO vigil_app
    USING (EXISTS (SELECT 1 FROM vigil.erasure_request r WHERE r.id = request_id));
  CREATE POLICY add ON vigil.erasure_approval FOR INSERT TO vigil_app
    WITH CHECK (decided_by = ${ME} AND EXISTS (
      SELECT 1 FROM vigil.erasure_request r
      WHERE r.id = request_id AND ${approver} AND sec.is_independent_of(r.account_id)));

  CREATE POLICY see ON vigil.erasure_ledger FOR SELECT TO vigil_app
    USING (${eraser} OR EXISTS (SELECT 1 FROM vigil.erasure_request r WHERE r.person_id = erasure_ledger.person_id));`;

const DOORS = `
  -- The door of the vault's own migration let an administrator alone through.
  DROP FUNCTION sec.destroy_person_key(uuid);

  -- Without the key nobody opens what is left anywhere, in a backup or on the disk. It also stands for a person of whom
  -- nothing was recorded, so that nothing will be. Only the functions below call it.
  CREATE FUNCTION sec.destroy_person_key(person uuid) RETURNS void LANGUAGE plpgsql VOLATILE ${DEFINER} AS $$
  BEGIN
    INSERT INTO vigil.erasure_ledger (person_id) VALUES (person) ON CONFLICT DO NOTHING;
    INSERT INTO vigil.person_key AS k (person_id, region, destroyed_at)
      SELECT subject.id, subject.region, now() FROM vigil.person subject WHERE subject.id = person
      ON CONFLICT (person_id) DO UPDATE
        SET wrapped_key = NULL, key_version = NULL, destroyed_at = COALESCE(k.destroyed_at, now());
    DELETE FROM vigil.identity i WHERE i.person_id = person;
    DELETE FROM vigil.blind_index b WHERE b.person_id = person;
  END $$;

  CREATE FUNCTION sec.cases_of_person(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT c.id FROM vigil.trafficking_case c WHERE NOT c.withdrawn AND (
      EXISTS (SELECT 1 FROM vigil.witness w WHERE w.case_id = c.id AND w.person_id = person AND NOT w.withdrawn)
      OR EXISTS (SELECT 1 FROM vigil.accused a WHERE a.case_id = c.id AND a.person_id = person AND NOT a.withdrawn))
  $$;

  -- Where a person is registered, to one who may ask for her erasure: an administrator sees no person.
  CREATE FUNCTION sec.erasure_subject(person uuid) RETURNS TABLE (id uuid, region text) LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT p.id, p.region FROM vigil.person p WHERE p.id = person AND sec.my_scope_of_person(person, 'ERASE') IS NOT NULL
  $$;

  -- Carries an approved request out. What it answers instead of ERASED is the refusal. A hold that is being set at the
  -- same time names its case, so that one of the two waits for the other.
  CREATE FUNCTION sec.erase_identity(asked uuid) RETURNS text LANGUAGE plpgsql VOLATILE ${DEFINER} AS $$
  DECLARE subject uuid; decider uuid;
  BEGIN
    SELECT r.person_id, a.decided_by INTO subject, decider
    FROM vigil.erasure_request r JOIN vigil.erasure_approval a ON a.request_id = r.id
    WHERE r.id = asked AND a.approved AND a.decided_by <> r.account_id AND a.decided_at > now() - interval '24 hours'
      AND sec.my_scope_of_person(r.person_id, 'ERASE') = 'ANY';
    IF subject IS NULL THEN RETURN 'SECOND_PERSON_NEEDED'; END IF;
    IF NOT sec.stepped_up() OR EXISTS (
      SELECT 1 FROM sec.account a WHERE a.id = decider AND (a.id = ${ME} OR a.created_by = ${ME})
    ) THEN RETURN 'ANOTHER_PERSON_DECIDES'; END IF;
    PERFORM 1 FROM vigil.trafficking_case c WHERE c.id IN (SELECT sec.cases_of_person(subject)) ORDER BY c.id FOR UPDATE;
    IF EXISTS (
      SELECT 1 FROM vigil.legal_hold h
      WHERE h.case_id IN (SELECT sec.cases_of_person(subject)) AND NOT h.withdrawn AND h.lifted_on IS NULL
    ) THEN RETURN 'LEGAL_HOLD'; END IF;
    IF EXISTS (SELECT 1 FROM vigil.erasure_ledger l WHERE l.person_id = subject) THEN RETURN 'IDENTITY_ERASED'; END IF;
    PERFORM sec.destroy_person_key(subject);
    RETURN 'ERASED';
  END $$;

  -- Of these persons and of those in the ledger, who is not erased: a backup from before brought the key back.
  CREATE FUNCTION sec.erasures_undone(persons uuid[]) RETURNS SETOF uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT erased FROM (SELECT unnest(persons) UNION SELECT l.person_id FROM vigil.erasure_ledger l) every (erased)
    WHERE ${systemEraser}
      AND (NOT EXISTS (SELECT 1 FROM vigil.erasure_ledger l WHERE l.person_id = erased)
        OR EXISTS (SELECT 1 FROM vigil.person_key k WHERE k.person_id = erased AND k.destroyed_at IS NULL))
  $$;

  CREATE FUNCTION sec.reapply_erasure(person uuid) RETURNS void LANGUAGE plpgsql VOLATILE ${DEFINER} AS $$
  BEGIN
    IF ${systemEraser} THEN PERFORM sec.destroy_person_key(person); END IF;
  END $$;

  -- Whose identity is kept, and since when: to the system actor that finds out what is due.
  CREATE FUNCTION sec.kept_identities() RETURNS TABLE (person_id uuid, recorded_on date) LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT k.person_id, k.recorded_on FROM vigil.person_key k WHERE k.destroyed_at IS NULL AND ${systemEraser}
  $$;`;

const GRANTS = `
  GRANT SELECT, INSERT (data_class, event, months), UPDATE (months, version) ON vigil.retention_rule TO vigil_app;
  GRANT SELECT, INSERT (id, person_id, region, account_id, ground, explanation) ON vigil.erasure_request TO vigil_app;
  GRANT SELECT, INSERT (request_id, approved, decided_by) ON vigil.erasure_approval TO vigil_app;
  GRANT SELECT ON vigil.erasure_ledger TO vigil_app;
  GRANT SELECT ON ALL TABLES IN SCHEMA vigil TO vigil_backup;

  REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA sec FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.erase_identity(uuid), sec.erasures_undone(uuid[]), sec.reapply_erasure(uuid),
    sec.kept_identities(), sec.erasure_subject(uuid) TO vigil_app;`;
