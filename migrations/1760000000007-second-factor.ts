import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signing in (`security.md` 6): the second factor of an account, the delay after failures, links for a new passphrase,
 * and the reset of a second factor, which waits for another administrator or for a day.
 */
export class SecondFactor1760000000007 implements MigrationInterface {
  async up(queries: QueryRunner): Promise<void> {
    await queries.query(SESSIONS);
    await queries.query(FACTORS);
    await queries.query(DELAY);
    await queries.query(RESETS);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only (docs/decisions/0011).');
  }
}

const DEFINER = `SECURITY DEFINER SET search_path = pg_catalog, pg_temp`;

const SESSIONS = `
  -- Opened for a role that needs a second factor by an account that has none yet: good for enrolling one, and nothing else.
  ALTER TABLE sec.login ADD COLUMN enrolling boolean NOT NULL DEFAULT false;

  -- No statement of an enrolling session sees a row: it is not signed in.
  CREATE OR REPLACE FUNCTION sec.signed_in()
  RETURNS TABLE (account_id uuid, role text, regions text[], lawyer_id uuid, display_name text)
  LANGUAGE sql STABLE ${DEFINER} AS $$
    SELECT a.id, a.role, a.regions, a.lawyer_id, a.display_name
    FROM sec.login l JOIN sec.account a ON a.id = l.account_id
    WHERE l.token_hash = sha256(decode(NULLIF(current_setting('app.login', true), ''), 'hex'))
      AND l.revoked_at IS NULL AND l.expires_at > now() AND l.idle_until > now() AND a.active AND NOT l.enrolling
  $$;

  ALTER TABLE sec.one_time_link DROP CONSTRAINT one_time_link_purpose_check;
  ALTER TABLE sec.one_time_link ADD CHECK (purpose IN ('FIRST_ADMINISTRATOR', 'INVITATION', 'RESET'));`;

const FACTORS = `
  CREATE TABLE sec.second_factor (
    account_id uuid PRIMARY KEY REFERENCES sec.account,
    -- Sealed. The pending one waits for its first code.
    secret bytea,
    pending_secret bytea,
    enrolled_at timestamptz,
    -- Of the last code that was accepted: this step and those before it are refused.
    last_step bigint,
    CHECK ((secret IS NULL) = (enrolled_at IS NULL))
  );

  CREATE TABLE sec.recovery_code (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES sec.account,
    code_hash bytea NOT NULL,
    -- Used, or replaced by others.
    used_at timestamptz,
    UNIQUE (account_id, code_hash)
  );
  GRANT SELECT, INSERT, UPDATE ON sec.second_factor, sec.recovery_code TO vigil_auth;
  GRANT SELECT ON sec.second_factor, sec.recovery_code TO vigil_backup;`;

const DELAY = `
  -- Keyed hashes of names, addresses and devices: who has tried in vain, nobody can read here.
  CREATE TABLE sec.attempt (
    counter bytea PRIMARY KEY,
    failures integer NOT NULL,
    retry_at timestamptz NOT NULL,
    counted_at timestamptz NOT NULL
  );
  CREATE INDEX attempt_time ON sec.attempt (counted_at);

  -- Counts an attempt as failed before any work is done for it, so that a thousand at once are a thousand: false while
  -- one of the counters waits. Three are free; then 1, 2, 4 and up to 60 seconds. An hour of rest forgets them.
  CREATE FUNCTION sec.begin_attempt(counters bytea[]) RETURNS boolean LANGUAGE plpgsql VOLATILE ${DEFINER} AS $$
  BEGIN
    PERFORM FROM sec.attempt a WHERE a.counter = ANY (counters) ORDER BY a.counter FOR UPDATE;
    IF EXISTS (SELECT FROM sec.attempt a WHERE a.counter = ANY (counters) AND a.retry_at > clock_timestamp()) THEN
      RETURN false;
    END IF;
    INSERT INTO sec.attempt AS a (counter, failures, retry_at, counted_at)
    SELECT counter, 1, clock_timestamp(), clock_timestamp() FROM unnest(counters) AS counter ORDER BY counter
    ON CONFLICT (counter) DO UPDATE SET
      failures = a.failures + 1,
      counted_at = clock_timestamp(),
      retry_at = clock_timestamp() + CASE WHEN a.failures < 3 THEN interval '0 s'
        ELSE least(2 ^ least(a.failures - 3, 6), 60) * interval '1 s' END;
    DELETE FROM sec.attempt WHERE counter IN (
      SELECT a.counter FROM sec.attempt a WHERE a.counted_at < clock_timestamp() - interval '1 hour'
      ORDER BY a.counter LIMIT 100 FOR UPDATE SKIP LOCKED);
    RETURN true;
  END $$;
  REVOKE ALL ON FUNCTION sec.begin_attempt(bytea[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION sec.begin_attempt(bytea[]) TO vigil_auth;
  GRANT SELECT, UPDATE ON sec.attempt TO vigil_auth;
  GRANT SELECT ON sec.attempt TO vigil_backup;`;

const RESETS = `
  -- A factor that was enrolled before a reset that is due is void.
  CREATE TABLE sec.second_factor_reset (
    id uuid PRIMARY KEY,
    account_id uuid NOT NULL REFERENCES sec.account,
    requested_by uuid NOT NULL REFERENCES sec.account,
    requested_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now() + interval '24 hours',
    approved_by uuid REFERENCES sec.account,
    -- By the holder of the account.
    stopped_at timestamptz
  );
  CREATE INDEX second_factor_reset_account ON sec.second_factor_reset (account_id, requested_at);

  ALTER TABLE sec.second_factor_reset ENABLE ROW LEVEL SECURITY;
  ALTER TABLE sec.second_factor_reset FORCE ROW LEVEL SECURITY;
  CREATE POLICY see ON sec.second_factor_reset FOR SELECT TO vigil_app
    USING ((SELECT sec.everywhere('USER_ACCOUNT', 'UPDATE')));
  CREATE POLICY add ON sec.second_factor_reset FOR INSERT TO vigil_app
    WITH CHECK ((SELECT sec.everywhere('USER_ACCOUNT', 'UPDATE')) AND requested_by = (SELECT sec.signed_in_account())
      AND account_id <> requested_by);
  CREATE POLICY approve ON sec.second_factor_reset FOR UPDATE TO vigil_app
    USING ((SELECT sec.everywhere('USER_ACCOUNT', 'UPDATE')) AND sec.is_independent_of(requested_by))
    WITH CHECK (approved_by = (SELECT sec.signed_in_account()) AND account_id <> approved_by);
  CREATE POLICY sign_in ON sec.second_factor_reset TO vigil_auth USING (true) WITH CHECK (true);
  GRANT SELECT, INSERT (id, account_id, requested_by), UPDATE (due_at, approved_by) ON sec.second_factor_reset TO vigil_app;
  GRANT SELECT, UPDATE (stopped_at) ON sec.second_factor_reset TO vigil_auth;
  GRANT SELECT ON sec.second_factor_reset TO vigil_backup;`;
