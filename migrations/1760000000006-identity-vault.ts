import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The identity vault (`security.md` 4): sealed names apart from the working record, a key for each person, and the way in.
 * What is asked for, decided and granted is append-only; the application cannot read a sealed value, only
 * `sec.open_identity` gives it, once, against a grant that an earlier transaction committed.
 */
export class IdentityVault1760000000006 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(SIGN_IN);
    await queries.query(TABLES);
    await queries.query(REACH);
    await queries.query(POLICIES);
    await queries.query(DOORS);
    await queries.query(GRANTS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}

const DEFINER = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;
/** The columns that hold sealed values. */
const sealed = ['name', 'other_names', 'birth_date', 'family', 'contact', 'documents', 'safe_contact'];
const ME = `(SELECT s.account_id FROM sec.signed_in() s)`;

const SIGN_IN = `
  ALTER TABLE sec.login ADD COLUMN IF NOT EXISTS stepped_up_at timestamptz;

  CREATE FUNCTION sec.stepped_up() RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT EXISTS (
      SELECT 1 FROM sec.login l
      WHERE l.token_hash = sha256(decode(NULLIF(current_setting('app.login', true), ''), 'hex'))
        AND l.stepped_up_at > now() - interval '5 minutes')
  $$;

  -- Who made an account decides nothing that its holder asks for, nor the other way round.
  CREATE FUNCTION sec.signed_in_account() RETURNS uuid LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT s.account_id FROM sec.signed_in() s
  $$;
  ALTER TABLE sec.account ADD COLUMN created_by uuid REFERENCES sec.account DEFAULT sec.signed_in_account();

  -- Whether the one who is signed in may decide, as the second person, what this account asked for.
  CREATE FUNCTION sec.is_independent_of(requester uuid) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT EXISTS (
      SELECT 1 FROM sec.signed_in() s JOIN sec.account a ON a.id = s.account_id
      WHERE a.id <> requester AND a.created_by IS DISTINCT FROM requester)
  $$;`;

const TABLES = `
  -- Whether the policy lets it happen only after a second person's decision; written at every start, as the rest of it.
  ALTER TABLE sec.permission ADD COLUMN second_person boolean NOT NULL DEFAULT false;

  -- Versions of the key-encryption key that person keys are wrapped with. The keys themselves lie in a file.
  CREATE TABLE sec.vault_key (
    version integer PRIMARY KEY CHECK (version BETWEEN 1 AND 65535),
    check_value bytea NOT NULL, index_check_value bytea NOT NULL,
    made_at timestamptz NOT NULL DEFAULT now()
  );

  ALTER TABLE vigil.person ADD UNIQUE (id, region);

  CREATE TABLE vigil.person_key (
    person_id uuid PRIMARY KEY,
    region text NOT NULL,
    key_version integer REFERENCES sec.vault_key,
    wrapped_key bytea, destroyed_at timestamptz,
    FOREIGN KEY (person_id, region) REFERENCES vigil.person (id, region) ON UPDATE CASCADE,
    CHECK ((wrapped_key IS NULL) = (destroyed_at IS NOT NULL) AND (wrapped_key IS NULL) = (key_version IS NULL))
  );
  CREATE INDEX person_key_version ON vigil.person_key (key_version, person_id);

  CREATE TABLE vigil.identity (
    person_id uuid PRIMARY KEY REFERENCES vigil.person_key,
    region text NOT NULL,
    version integer NOT NULL DEFAULT 1,
    ${sealed.map((column) => `${column} bytea`).join(', ')},
    FOREIGN KEY (person_id, region) REFERENCES vigil.person (id, region) ON UPDATE CASCADE
  );

  -- Keyed hashes of names, 32 bits each: a hit is a candidate. Never unique, never in an answer.
  CREATE TABLE vigil.blind_index (
    person_id uuid NOT NULL REFERENCES vigil.person_key,
    region text NOT NULL,
    field text NOT NULL CHECK (field IN ('name', 'otherNames')),
    whole integer[] NOT NULL, bare integer[] NOT NULL,
    PRIMARY KEY (person_id, field),
    FOREIGN KEY (person_id, region) REFERENCES vigil.person (id, region) ON UPDATE CASCADE
  );
  CREATE INDEX blind_index_bare ON vigil.blind_index USING gin (bare);

  CREATE TABLE vigil.reveal_request (
    id uuid PRIMARY KEY,
    person_id uuid NOT NULL,
    region text NOT NULL,
    account_id uuid NOT NULL REFERENCES sec.account,
    -- How the person stood to the one who asked, which decides the terms.
    scope text NOT NULL CHECK (scope IN ('OWN_REGION', 'OTHER_REGION', 'OWN_CLIENT')),
    second_person boolean NOT NULL,
    purpose text NOT NULL, explanation text NOT NULL,
    requested_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (person_id, region) REFERENCES vigil.person (id, region) ON UPDATE CASCADE
  );
  CREATE INDEX reveal_request_time ON vigil.reveal_request (requested_at, id);

  CREATE TABLE vigil.reveal_approval (
    request_id uuid PRIMARY KEY REFERENCES vigil.reveal_request,
    approved boolean NOT NULL,
    decided_by uuid NOT NULL REFERENCES sec.account,
    decided_at timestamptz NOT NULL DEFAULT now()
  );

  CREATE TABLE vigil.reveal_grant (
    id uuid PRIMARY KEY,
    -- Good for one use.
    request_id uuid NOT NULL UNIQUE REFERENCES vigil.reveal_request,
    account_id uuid NOT NULL REFERENCES sec.account,
    granted_at timestamptz NOT NULL DEFAULT now(),
    granted_in xid8 NOT NULL DEFAULT pg_current_xact_id(),
    expires_at timestamptz NOT NULL DEFAULT now() + interval '15 minutes',
    opened_at timestamptz
  );
  CREATE INDEX reveal_grant_account ON vigil.reveal_grant (account_id, granted_at);

  -- What the focal points of a region must learn of: by code, for all of them but the one who did it.
  CREATE TABLE vigil.notice (
    id uuid PRIMARY KEY,
    region text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('REVEAL_REQUESTED', 'IDENTITY_REVEALED')),
    person_id uuid NOT NULL, account_id uuid NOT NULL REFERENCES sec.account,
    stored_at timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (person_id, region) REFERENCES vigil.person (id, region) ON UPDATE CASCADE
  );
  CREATE INDEX notice_time ON vigil.notice (region, stored_at, id);

  ALTER TABLE vigil.assignment
    ADD COLUMN client_agreement_on date,
    ADD COLUMN client_agreement_withdrawn_on date,
    ADD CHECK (client_agreement_withdrawn_on IS NULL OR COALESCE(client_agreement_withdrawn_on >= client_agreement_on, false));`;

const REACH = `
  -- The functions below run as the owner, who is under FORCE too.
  CREATE POLICY vault_functions ON vigil.person FOR SELECT TO vigil_owner USING (true);
  CREATE POLICY vault_functions ON vigil.witness FOR SELECT TO vigil_owner USING (true);

  CREATE FUNCTION sec.my_client_persons(class text, act text) RETURNS uuid[] LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT COALESCE(array_agg(DISTINCT w.person_id), '{}') FROM vigil.witness w
    WHERE w.id = ANY (sec.my_clients(class, act)) AND NOT w.withdrawn
  $$;

  -- How a person stands to the one who is signed in, where the policy allows the action on her identity; else NULL.
  CREATE FUNCTION sec.my_scope_of_person(person uuid, act text) RETURNS text LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT p.scope FROM sec.signed_in() s, vigil.person subject, sec.permission p
    WHERE subject.id = person AND p.data_class = 'WITNESS_IDENTITY' AND p.action = act
      AND CASE
        WHEN s.role = 'LAWYER' THEN p.role = 'LAWYER_VICTIM_SIDE' AND p.scope = 'OWN_CLIENT'
          AND subject.id = ANY (sec.my_client_persons('WITNESS_IDENTITY', act))
        ELSE p.role = s.role
          AND p.scope IN ('ANY', CASE WHEN subject.region = ANY (s.regions) THEN 'OWN_REGION' ELSE 'OTHER_REGION' END)
      END
  $$;

  CREATE FUNCTION sec.reveal_needs_second_person(standing text) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT bool_or(p.second_person) FROM sec.signed_in() s
    JOIN sec.permission p ON p.role = CASE s.role WHEN 'LAWYER' THEN 'LAWYER_VICTIM_SIDE' ELSE s.role END
    WHERE p.scope = standing AND p.data_class = 'WITNESS_IDENTITY' AND p.action = 'REVEAL'
  $$;

  -- Whether a lawyer's client agreed that the lawyer may know who she is, and did not take it back.
  CREATE FUNCTION sec.client_agrees(person uuid) RETURNS boolean LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT EXISTS (
      SELECT 1 FROM sec.my_active_assignments() mine
      JOIN vigil.assignment a ON a.id = mine.id
      JOIN vigil.witness w ON w.id = mine.witness_id AND NOT w.withdrawn
      WHERE w.person_id = person AND a.client_agreement_on <= current_date
        AND (a.client_agreement_withdrawn_on IS NULL OR a.client_agreement_withdrawn_on > current_date))
  $$;`;

const keeper = (action: string): string => `
  region = ANY ((SELECT sec.my_regions('WITNESS_IDENTITY', '${action}'))::text[])
  OR person_id = ANY ((SELECT sec.my_client_persons('WITNESS_IDENTITY', '${action}'))::uuid[])`;
const approver = `region = ANY ((SELECT sec.my_regions('WITNESS_IDENTITY', 'APPROVE'))::text[])`;
const vaultTables = ['person_key', 'identity', 'blind_index', 'reveal_request', 'reveal_approval', 'reveal_grant'];

const POLICIES = `
  ${[...vaultTables, 'notice']
    .map((table) => `ALTER TABLE vigil.${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;`)
    .join('\n')}
  ${vaultTables
    .map((table) => `CREATE POLICY vault_functions ON vigil.${table} TO vigil_owner USING (true) WITH CHECK (true);`)
    .join('\n')}

  CREATE POLICY see ON vigil.person_key FOR SELECT TO vigil_app USING (${keeper('UPDATE')});
  CREATE POLICY add ON vigil.person_key FOR INSERT TO vigil_app WITH CHECK (${keeper('CREATE')});

  CREATE POLICY see ON vigil.identity FOR SELECT TO vigil_app USING (${keeper('UPDATE')});
  CREATE POLICY add ON vigil.identity FOR INSERT TO vigil_app WITH CHECK (${keeper('CREATE')});
  CREATE POLICY change ON vigil.identity FOR UPDATE TO vigil_app
    USING (${keeper('UPDATE')}) WITH CHECK (${keeper('UPDATE')});

  CREATE POLICY see ON vigil.blind_index FOR SELECT TO vigil_app USING (${keeper('UPDATE')});
  CREATE POLICY add ON vigil.blind_index FOR INSERT TO vigil_app WITH CHECK (${keeper('UPDATE')});
  CREATE POLICY change ON vigil.blind_index FOR UPDATE TO vigil_app
    USING (${keeper('UPDATE')}) WITH CHECK (${keeper('UPDATE')});

  CREATE POLICY see ON vigil.reveal_request FOR SELECT TO vigil_app USING (account_id = ${ME} OR ${approver});
  CREATE POLICY add ON vigil.reveal_request FOR INSERT TO vigil_app
    WITH CHECK (account_id = ${ME} AND scope = sec.my_scope_of_person(person_id, 'REVEAL')
      AND second_person = sec.reveal_needs_second_person(scope));

  CREATE POLICY see ON vigil.reveal_approval FOR SELECT TO vigil_app
    USING (EXISTS (SELECT 1 FROM vigil.reveal_request r WHERE r.id = request_id));
  CREATE POLICY add ON vigil.reveal_approval FOR INSERT TO vigil_app
    WITH CHECK (decided_by = ${ME} AND EXISTS (
      SELECT 1 FROM vigil.reveal_request r
      WHERE r.id = request_id AND ${approver} AND sec.is_independent_of(r.account_id)));

  CREATE POLICY see ON vigil.reveal_grant FOR SELECT TO vigil_app USING (account_id = ${ME});
  CREATE POLICY add ON vigil.reveal_grant FOR INSERT TO vigil_app
    WITH CHECK (account_id = ${ME} AND EXISTS (
      SELECT 1 FROM vigil.reveal_request r LEFT JOIN vigil.reveal_approval a ON a.request_id = r.id AND a.approved
      WHERE r.id = reveal_grant.request_id AND r.account_id = ${ME}
        AND CASE WHEN r.second_person THEN a.decided_at > now() - interval '24 hours'
                 ELSE r.requested_at > now() - interval '24 hours' END));

  CREATE POLICY see ON vigil.notice FOR SELECT TO vigil_app USING (${approver} AND account_id <> ${ME});
  CREATE POLICY add ON vigil.notice FOR INSERT TO vigil_app WITH CHECK (account_id = ${ME});`;

const DOORS = `
  -- The version with which new person keys are wrapped.
  CREATE FUNCTION sec.vault_key_version() RETURNS integer LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT max(v.version) FROM sec.vault_key v
  $$;

  -- Where a person is registered, and whether her identity is recorded: to one who may change or reveal it.
  CREATE FUNCTION sec.identity_of(person uuid) RETURNS TABLE (region text, state text) LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT subject.region,
           CASE WHEN k.person_id IS NULL THEN 'NONE' WHEN k.destroyed_at IS NULL THEN 'RECORDED' ELSE 'ERASED' END
    FROM vigil.person subject LEFT JOIN vigil.person_key k ON k.person_id = subject.id
    WHERE subject.id = person
      AND (sec.my_scope_of_person(person, 'REVEAL') IS NOT NULL OR sec.my_scope_of_person(person, 'UPDATE') IS NOT NULL)
  $$;

  -- The only way to a sealed value: once, within the time of a grant that another transaction committed.
  CREATE FUNCTION sec.open_identity(opened uuid)
  RETURNS TABLE (person_id uuid, version integer, key_version integer, wrapped_key bytea,
    ${sealed.map((column) => `${column} bytea`).join(', ')})
  LANGUAGE plpgsql VOLATILE ${DEFINER} AS $$
  BEGIN
    UPDATE vigil.reveal_grant g SET opened_at = now()
    WHERE g.id = opened AND g.account_id = ${ME}
      AND g.granted_in <> pg_current_xact_id() AND g.opened_at IS NULL AND g.expires_at > now();
    IF NOT FOUND THEN RETURN; END IF;
    RETURN QUERY
      SELECT i.person_id, i.version, k.key_version, k.wrapped_key, ${sealed.map((column) => `i.${column}`).join(', ')}
      FROM vigil.reveal_grant g
      JOIN vigil.reveal_request r ON r.id = g.request_id
      JOIN vigil.identity i ON i.person_id = r.person_id
      JOIN vigil.person_key k ON k.person_id = i.person_id AND k.destroyed_at IS NULL
      WHERE g.id = opened AND sec.my_scope_of_person(r.person_id, 'REVEAL') = r.scope;
  END $$;

  -- Erasure: without the key nobody opens what is left anywhere, in a backup or on the disk. It also stands for a
  -- person of whom nothing was recorded, so that nothing will be. False: not allowed, or no such person.
  CREATE FUNCTION sec.destroy_person_key(person uuid) RETURNS boolean LANGUAGE plpgsql VOLATILE ${DEFINER} AS $$
  BEGIN
    IF sec.my_scope_of_person(person, 'ERASE') IS DISTINCT FROM 'ANY' THEN RETURN false; END IF;
    INSERT INTO vigil.person_key AS k (person_id, region, destroyed_at)
      SELECT subject.id, subject.region, now() FROM vigil.person subject WHERE subject.id = person
      ON CONFLICT (person_id) DO UPDATE
        SET wrapped_key = NULL, key_version = NULL, destroyed_at = COALESCE(k.destroyed_at, now());
    DELETE FROM vigil.identity i WHERE i.person_id = person;
    DELETE FROM vigil.blind_index b WHERE b.person_id = person;
    RETURN true;
  END $$;`;

const GRANTS = `
  GRANT SELECT, INSERT (person_id, region, key_version, wrapped_key) ON vigil.person_key TO vigil_app;
  GRANT SELECT (person_id, region, version), INSERT (person_id, region, ${sealed.join(', ')}), UPDATE (version, ${sealed.join(', ')})
    ON vigil.identity TO vigil_app;
  GRANT SELECT, INSERT, UPDATE (whole, bare) ON vigil.blind_index TO vigil_app;
  GRANT SELECT, INSERT (id, person_id, region, account_id, scope, second_person, purpose, explanation)
    ON vigil.reveal_request TO vigil_app;
  GRANT SELECT, INSERT (request_id, approved, decided_by) ON vigil.reveal_approval TO vigil_app;
  GRANT SELECT, INSERT (id, request_id, account_id) ON vigil.reveal_grant TO vigil_app;
  GRANT SELECT, INSERT (id, region, kind, person_id, account_id) ON vigil.notice TO vigil_app;
  GRANT SELECT ON ALL TABLES IN SCHEMA sec, vigil TO vigil_backup;

  REVOKE EXECUTE ON ALL ROUTINES IN SCHEMA sec FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.signed_in_account() TO vigil_auth;
  GRANT EXECUTE ON FUNCTION sec.signed_in_account(), sec.stepped_up(), sec.is_independent_of(uuid),
    sec.my_client_persons(text, text), sec.my_scope_of_person(uuid, text), sec.client_agrees(uuid), sec.reveal_needs_second_person(text),
    sec.vault_key_version(), sec.identity_of(uuid), sec.open_identity(uuid), sec.destroy_person_key(uuid) TO vigil_app;`;
