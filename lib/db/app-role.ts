import { createHmac } from "node:crypto";
import type { ClientBase } from "pg";

/** Whom the program runs as, where the database's owner is somebody else: it reads and writes, and changes no table. */
export const APP_ROLE = "perihelion_app";

/** What nobody takes back: neither the program nor whoever speaks SQL through it. */
const APPEND_ONLY = ["audit_event", "audit_link"];

/** The role's password follows from the owner's, so that a data folder of an earlier version needs nothing new. */
export function appPassword(ownerPassword: string): string {
  return createHmac("sha256", ownerPassword).update(APP_ROLE).digest("base64url");
}

/** Makes the role, or brings it to what it must be. For the owner of a server that is all ours; idempotent. */
export async function ensureAppRole(client: ClientBase, password: string): Promise<void> {
  await client.query("BEGIN");
  await client.query("SELECT pg_advisory_xact_lock(hashtextextended('perihelion app role', 0))");
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [APP_ROLE]);
  if (rowCount === 0) await client.query(`CREATE ROLE ${APP_ROLE}`);
  await client.query(
    `ALTER ROLE ${APP_ROLE} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${password}'`,
  );
  await client.query("COMMIT");
}

/**
 * Gives the role, where there is one, its rights in this database: all rows of all tables but the audit's, which it may only
 * read and add to, and a schema of its own for the job queue. Called by the owner after the migrations; idempotent.
 */
export async function grantAppRole(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ database: string }>(
    `SELECT current_database() AS database FROM pg_roles WHERE rolname = $1 AND current_user <> $1`,
    [APP_ROLE],
  );
  const [found] = rows;
  if (!found) return;
  await client.query(`
    BEGIN;
    SELECT pg_advisory_xact_lock(hashtextextended('perihelion app role', 0));
    GRANT CONNECT, TEMPORARY, CREATE ON DATABASE "${found.database}" TO ${APP_ROLE};
    GRANT USAGE ON SCHEMA public TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON ALL TABLES IN SCHEMA public TO ${APP_ROLE};
    GRANT SELECT, USAGE ON ALL SEQUENCES IN SCHEMA public TO ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "_prisma_migrations" FROM ${APP_ROLE};
    ${APPEND_ONLY.map(restrict).join("\n")}
    ${HAND_OVER_JOBS}
    COMMIT`);
}

/** A database made of other migrations, as tests make them, has no audit. */
const restrict = (table: string): string => `DO $$ BEGIN
  IF to_regclass('public.${table}') IS NOT NULL THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON public.${table} FROM ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON public.audit_anchor FROM ${APP_ROLE};
    GRANT EXECUTE ON FUNCTION public.audit_purge(bigint, timestamptz, bytea) TO ${APP_ROLE};
  END IF;
END $$;`;

/** The job queue makes and changes its tables by itself. Where an earlier version made them, they are the owner's. */
const HAND_OVER_JOBS = `DO $$ DECLARE one record; BEGIN
  IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = 'pgboss' AND nspowner <> '${APP_ROLE}'::regrole) THEN RETURN; END IF;
  FOR one IN SELECT format('ALTER %s pgboss.%I OWNER TO ${APP_ROLE}',
      CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, relname) AS change
    FROM pg_class c WHERE relnamespace = 'pgboss'::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
      AND NOT (relkind = 'S' AND EXISTS (SELECT FROM pg_depend WHERE objid = c.oid AND deptype IN ('a', 'i')))
  UNION ALL SELECT format('ALTER TYPE pgboss.%I OWNER TO ${APP_ROLE}', typname)
    FROM pg_type WHERE typnamespace = 'pgboss'::regnamespace AND typtype = 'e'
  UNION ALL SELECT format('ALTER ROUTINE %s OWNER TO ${APP_ROLE}', oid::regprocedure)
    FROM pg_proc WHERE pronamespace = 'pgboss'::regnamespace
  UNION ALL SELECT 'ALTER SCHEMA pgboss OWNER TO ${APP_ROLE}'
  LOOP EXECUTE one.change; END LOOP;
END $$;`;
