import type { Client } from 'pg';

/** The database roles of the service (docs/decisions/0011). The owner cannot sign in. */
export const loginRoles = ['migrator', 'app', 'auth', 'queue', 'backup'] as const;
export type LoginRole = (typeof loginRoles)[number];

const attributes: Readonly<Record<LoginRole, string>> = {
  migrator: 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE INHERIT',
  app: 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT',
  auth: 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT',
  queue: 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS NOINHERIT',
  backup: 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT',
};

/**
 * SQL that makes the roles where they are missing and sets their passphrases; for a person to run where we may not.
 * An administrator who is no superuser makes roles too, and has to be a member of those that are to own schemas.
 */
export function rolesSql(
  passphrases: Readonly<Partial<Record<LoginRole, string>>>,
  quote: (text: string) => string,
): string {
  const make = (name: string, what: string): string =>
    `DO $$ BEGIN CREATE ROLE ${name} ${what}; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;`;
  return [
    make('vigil_owner', 'NOLOGIN NOSUPERUSER'),
    ...loginRoles.map((role) => make(`vigil_${role}`, attributes[role])),
    ...Object.entries(passphrases).map(([role, secret]) => `ALTER ROLE vigil_${role} PASSWORD ${quote(secret)};`),
    'GRANT vigil_owner TO vigil_migrator;',
  ].join('\n');
}

/** SQL that prepares an empty database: its schemas belong to the owner and to the queue, and nobody else may make any. */
export const schemasSql = `DO $$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %1$I FROM PUBLIC;
  GRANT CONNECT ON DATABASE %1$I TO vigil_migrator, vigil_app, vigil_auth, vigil_queue, vigil_backup;
  GRANT CREATE ON DATABASE %1$I TO vigil_owner, vigil_queue', current_database()); END $$;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT vigil_owner, vigil_queue TO CURRENT_USER;
CREATE SCHEMA IF NOT EXISTS vigil AUTHORIZATION vigil_owner;
CREATE SCHEMA IF NOT EXISTS graphile_worker AUTHORIZATION vigil_queue;
CREATE SCHEMA IF NOT EXISTS queue AUTHORIZATION vigil_queue;
REVOKE vigil_queue FROM CURRENT_USER;
`;

/** Whether somebody has run `schemasSql` here. */
export async function schemasAreThere(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT count(*) = 3 AS there FROM pg_namespace WHERE nspname IN ('vigil', 'graphile_worker', 'queue')`,
  );
  return rows[0]?.there ?? false;
}

/** Lets the backup see every row. Only a superuser may; without it the backup says so. */
export async function letBackupSeeAll(admin: Client): Promise<boolean> {
  return admin.query('ALTER ROLE vigil_backup BYPASSRLS').then(
    () => true,
    () => false,
  );
}
