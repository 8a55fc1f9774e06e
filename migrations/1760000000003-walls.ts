import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row-level security, the second wall behind the scope of every query. The functions read the verified sign-in and
 * `sec.permission`, which is written from the policy; `sec.protect` gives a table its policies.
 */
export class Walls1760000000003 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(SIGN_IN);
    await queries.query(REACH);
    await queries.query(PROTECT);
    await queries.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}

const DEFINER = `STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

const SIGN_IN = `
  -- An adverse interest: for this lawyer the case does not exist.
  CREATE TABLE sec.conflict_wall (
    lawyer_id uuid NOT NULL REFERENCES vigil.lawyer,
    case_id uuid NOT NULL REFERENCES vigil.trafficking_case,
    raised_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (lawyer_id, case_id)
  );

  -- After COMMIT the setting is '', not NULL, hence NULLIF.
  CREATE FUNCTION sec.signed_in()
  RETURNS TABLE (account_id uuid, role text, regions text[], lawyer_id uuid, display_name text)
  LANGUAGE sql ${DEFINER} AS $$
    SELECT a.id, a.role, a.regions, a.lawyer_id, a.display_name
    FROM sec.login l JOIN sec.account a ON a.id = l.account_id
    WHERE l.token_hash = sha256(decode(NULLIF(current_setting('app.login', true), ''), 'hex'))
      AND l.revoked_at IS NULL AND l.expires_at > now() AND l.idle_until > now() AND a.active
  $$;

  -- Signs this transaction in. No row: the session is unknown, over or revoked.
  CREATE FUNCTION sec.sign_in(token text)
  RETURNS TABLE (account_id uuid, role text, regions text[], lawyer_id uuid, display_name text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM set_config('app.login', token, true);
    RETURN QUERY SELECT * FROM sec.signed_in();
  END $$;`;

const REACH = `
  CREATE FUNCTION sec.everywhere(class text, act text) RETURNS boolean LANGUAGE sql ${DEFINER} AS $$
    SELECT EXISTS (
      SELECT 1 FROM sec.signed_in() s JOIN sec.permission p ON p.role = s.role
      WHERE p.scope = 'ANY' AND p.data_class = class AND p.action = act)
  $$;

  CREATE FUNCTION sec.my_regions(class text, act text) RETURNS text[] LANGUAGE sql ${DEFINER} AS $$
    SELECT s.regions FROM sec.signed_in() s JOIN sec.permission p ON p.role = s.role
    WHERE p.scope = 'OWN_REGION' AND p.data_class = class AND p.action = act
  $$;

  -- The lawyer's assignments of today. The side belongs to the assignment: a witness's lawyer stands on the victim's.
  CREATE FUNCTION sec.my_active_assignments()
  RETURNS TABLE (id uuid, case_id uuid, witness_id uuid, side text) LANGUAGE sql ${DEFINER} AS $$
    SELECT a.id, a.case_id, a.witness_id,
           CASE WHEN a.witness_id IS NULL THEN 'LAWYER_ACCUSED_SIDE' ELSE 'LAWYER_VICTIM_SIDE' END
    FROM sec.signed_in() s JOIN vigil.assignment a ON a.lawyer_id = s.lawyer_id
    WHERE NOT a.withdrawn
      AND (a.started_on IS NULL OR a.started_on <= current_date)
      AND (a.ended_on IS NULL OR a.ended_on >= current_date)
      AND NOT EXISTS (SELECT 1 FROM sec.conflict_wall w WHERE w.lawyer_id = a.lawyer_id AND w.case_id = a.case_id)
  $$;

  -- "within" is OWN_CLIENT for what belongs to the case itself, ASSIGNED_CASE_OTHER_PERSON for what belongs to a person in it.
  CREATE FUNCTION sec.my_cases(class text, act text, within text) RETURNS uuid[] LANGUAGE sql ${DEFINER} AS $$
    SELECT array_agg(DISTINCT a.case_id) FROM sec.my_active_assignments() a
    JOIN sec.permission p ON p.role = a.side AND p.scope = within AND p.data_class = class AND p.action = act
  $$;

  CREATE FUNCTION sec.my_clients(class text, act text) RETURNS uuid[] LANGUAGE sql ${DEFINER} AS $$
    SELECT array_agg(a.witness_id) FROM sec.my_active_assignments() a
    JOIN sec.permission p ON p.role = a.side AND p.scope = 'OWN_CLIENT' AND p.data_class = class AND p.action = act
    WHERE a.witness_id IS NOT NULL
  $$;

  CREATE FUNCTION sec.my_assignments(class text, act text) RETURNS uuid[] LANGUAGE sql ${DEFINER} AS $$
    SELECT array_agg(a.id) FROM sec.my_active_assignments() a
    JOIN sec.permission p ON p.role = a.side AND p.scope = 'OWN_CLIENT' AND p.data_class = class AND p.action = act
  $$;

  CREATE FUNCTION sec.my_lawyer(class text, act text) RETURNS uuid LANGUAGE sql ${DEFINER} AS $$
    SELECT s.lawyer_id FROM sec.signed_in() s WHERE s.role = 'LAWYER' AND EXISTS (
      SELECT 1 FROM sec.permission p
      WHERE p.role LIKE 'LAWYER%' AND p.scope = 'OWN_CLIENT' AND p.data_class = class AND p.action = act)
  $$;

  CREATE FUNCTION sec.my_walled_cases() RETURNS uuid[] LANGUAGE sql ${DEFINER} AS $$
    SELECT COALESCE(array_agg(w.case_id), '{}')
    FROM sec.signed_in() s JOIN sec.conflict_wall w ON w.lawyer_id = s.lawyer_id
  $$;`;

const PROTECT = `
  -- The condition under which the signed-in account reaches a row, as SQL text. "anchor" names what ties the row to one
  -- client: WITNESS or ASSIGNMENT with its column; CASE for a row of the whole case; NONE for a row of no case.
  CREATE FUNCTION sec.reach(class text, act text, anchor text, anchor_column text, case_column text)
  RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT format('(SELECT sec.everywhere(%1$L, %2$L)) OR region = ANY ((SELECT sec.my_regions(%1$L, %2$L))::text[])', class, act)
      || CASE anchor
           WHEN 'CASE' THEN format(
             ' OR %3$I = ANY ((SELECT sec.my_cases(%1$L, %2$L, ''OWN_CLIENT''))::uuid[])', class, act, case_column)
           WHEN 'WITNESS' THEN format(
             ' OR %3$I = ANY ((SELECT sec.my_cases(%1$L, %2$L, ''ASSIGNED_CASE_OTHER_PERSON''))::uuid[])'
             ' OR %4$I = ANY ((SELECT sec.my_clients(%1$L, %2$L))::uuid[])', class, act, case_column, anchor_column)
           WHEN 'ASSIGNMENT' THEN format(
             ' OR %4$I = ANY ((SELECT sec.my_assignments(%1$L, %2$L))::uuid[])', class, act, case_column, anchor_column)
           WHEN 'LAWYER' THEN format(' OR %3$I = (SELECT sec.my_lawyer(%1$L, %2$L))', class, act, anchor_column)
           ELSE ''
         END
  $$;

  -- "changed_under": the action for adding and changing rows, where it is another one than CREATE and UPDATE.
  CREATE PROCEDURE sec.protect(target text, class text, anchor text, anchor_column text,
    case_column text DEFAULT 'case_id', changed_under text DEFAULT NULL)
  LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('ALTER TABLE vigil.%1$I ENABLE ROW LEVEL SECURITY; ALTER TABLE vigil.%1$I FORCE ROW LEVEL SECURITY', target);
    EXECUTE format('CREATE POLICY see ON vigil.%I FOR SELECT TO vigil_app USING (%s)',
      target, sec.reach(class, 'LIST', anchor, anchor_column, case_column));
    EXECUTE format('CREATE POLICY add ON vigil.%I FOR INSERT TO vigil_app WITH CHECK (%s)',
      target, sec.reach(class, COALESCE(changed_under, 'CREATE'), anchor, anchor_column, case_column));
    EXECUTE format('CREATE POLICY change ON vigil.%1$I FOR UPDATE TO vigil_app USING (%2$s) WITH CHECK (%2$s)',
      target, sec.reach(class, COALESCE(changed_under, 'UPDATE'), anchor, anchor_column, case_column));
    IF anchor IN ('CASE', 'WITNESS', 'ASSIGNMENT') THEN
      EXECUTE format('CREATE POLICY wall ON vigil.%I AS RESTRICTIVE TO vigil_app USING (NOT %I = ANY ((SELECT sec.my_walled_cases())::uuid[]))',
        target, case_column);
    END IF;
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON vigil.%I TO vigil_app', target);
  END $$;

  CALL sec.protect('trafficking_case', 'CASE_PUBLIC', 'CASE', 'id', 'id');
  CALL sec.protect('cycle', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('accused', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('charge', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('indictment', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('evidence_closing', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('termination', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('judgment', 'CASE_PUBLIC', 'CASE', 'case_id');
  CALL sec.protect('hearing', 'HEARING_OBSERVATION', 'CASE', 'case_id');
  CALL sec.protect('witness', 'WITNESS_STATUS', 'WITNESS', 'id');
  CALL sec.protect('summons', 'WITNESS_STATUS', 'WITNESS', 'witness_id');
  CALL sec.protect('statement', 'WITNESS_STATUS', 'WITNESS', 'witness_id');
  CALL sec.protect('movement', 'WITNESS_STATUS', 'WITNESS', 'witness_id');
  CALL sec.protect('deportation_order', 'WITNESS_STATUS', 'WITNESS', 'witness_id');
  CALL sec.protect('recovery_step', 'WITNESS_STATUS', 'WITNESS', 'witness_id');
  CALL sec.protect('testimony', 'WITNESS_STATUS', 'WITNESS', 'witness_id');
  CALL sec.protect('shelter_stay', 'LOCATION_RETURN', 'WITNESS', 'witness_id');
  CALL sec.protect('planned_return', 'LOCATION_RETURN', 'WITNESS', 'witness_id');
  CALL sec.protect('assignment', 'LEGAL_AID_FILE', 'ASSIGNMENT', 'id', 'case_id', 'ASSIGN');
  CALL sec.protect('case_file_entry', 'LEGAL_AID_FILE', 'ASSIGNMENT', 'assignment_id');
  CALL sec.protect('person', 'WITNESS_STATUS', 'NONE', NULL);
  CALL sec.protect('lawyer', 'LEGAL_AID_FILE', 'LAWYER', 'id');

  -- The functions above run as the owner, who is under FORCE too: without this they would ask the policies that call them.
  CREATE POLICY scope_functions ON vigil.assignment FOR SELECT TO vigil_owner USING (true);

  ALTER TABLE vigil.reference_entry ENABLE ROW LEVEL SECURITY;
  ALTER TABLE vigil.reference_entry FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON vigil.reference_entry FOR SELECT TO vigil_app USING (EXISTS (SELECT 1 FROM sec.signed_in()));
  CREATE POLICY add ON vigil.reference_entry FOR INSERT TO vigil_app WITH CHECK ((SELECT sec.everywhere('REFERENCE_DATA', 'CREATE')));
  CREATE POLICY change ON vigil.reference_entry FOR UPDATE TO vigil_app USING ((SELECT sec.everywhere('REFERENCE_DATA', 'UPDATE')));
  GRANT SELECT, INSERT, UPDATE ON vigil.reference_entry TO vigil_app;

  ALTER TABLE sec.account ENABLE ROW LEVEL SECURITY;
  CREATE POLICY see ON sec.account FOR SELECT TO vigil_app USING (EXISTS (SELECT 1 FROM sec.signed_in()));
  CREATE POLICY add ON sec.account FOR INSERT TO vigil_app WITH CHECK ((SELECT sec.everywhere('USER_ACCOUNT', 'CREATE')));
  CREATE POLICY change ON sec.account FOR UPDATE TO vigil_app USING ((SELECT sec.everywhere('USER_ACCOUNT', 'UPDATE')));
  CREATE POLICY sign_in ON sec.account TO vigil_auth USING (true) WITH CHECK (true);`;

const GRANTS = `
  GRANT USAGE ON SEQUENCE vigil.entry_order, vigil.case_number, vigil.person_number TO vigil_app;
  GRANT SELECT (id, email, display_name, role, regions, lawyer_id, active, version, created_at),
        INSERT (id, email, display_name, role, regions, lawyer_id, active),
        UPDATE (email, display_name, role, regions, lawyer_id, active, version) ON sec.account TO vigil_app;
  GRANT INSERT (id, token_hash, purpose, account_id, expires_at) ON sec.one_time_link TO vigil_app;
  GRANT SELECT, INSERT, UPDATE ON sec.account, sec.login, sec.one_time_link TO vigil_auth;
  GRANT SELECT ON ALL TABLES IN SCHEMA sec, vigil TO vigil_backup;

  REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA sec FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.signed_in(), sec.sign_in(text), sec.everywhere(text, text), sec.my_regions(text, text),
    sec.my_cases(text, text, text), sec.my_clients(text, text), sec.my_assignments(text, text), sec.my_lawyer(text, text),
    sec.my_walled_cases() TO vigil_app;`;
