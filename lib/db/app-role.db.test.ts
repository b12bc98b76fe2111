import type { Client } from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { sealAudit } from "@/lib/audit/server/seal-audit";
import { appPassword, ensureAppRole, grantAppRole } from "@/lib/db/app-role";
import { db } from "@/lib/db/client";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { startJobs } from "@/lib/jobs/run-jobs";
import { useTestDatabase } from "@/lib/testing/database";

const { url } = useTestDatabase();
const appUrl = Object.assign(new URL(inject("testAppUrl")), { pathname: new URL(url).pathname }).href;
let owner: Client;
let app: Client;

beforeAll(async () => {
  await migrateDatabase(url);
  owner = await connectOnce(url);
  app = await connectOnce(appUrl);
  await recordAudit(db, { action: "sign_in.accepted" });
  await sealAudit();
});
afterAll(async () => {
  await app.end();
  await owner.end();
});

test.each([
  ...["audit_event", "audit_link"].flatMap((table) => [
    `UPDATE ${table} SET ${table === "audit_event" ? "action = 'x'" : "seq = 9"}`,
    `DELETE FROM ${table}`,
    `TRUNCATE ${table}`,
    `ALTER TABLE ${table} DISABLE TRIGGER ALL`,
    `DROP TABLE ${table}`,
  ]),
  "DELETE FROM audit_anchor",
  "INSERT INTO audit_anchor VALUES (1, 1, '', '')",
  "SET session_replication_role = replica",
  "SET ROLE perihelion",
  "ALTER ROLE perihelion_app SUPERUSER",
])("whom the program runs as has no right to: %s", async (statement) => {
  await app.query("SET perihelion.audit_purge = 'on'");
  await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner|no privileges/);
  expect((await owner.query("SELECT FROM audit_event")).rowCount).toBe(1);
});

test.each(["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event, audit_link"])(
  "also the database's owner is refused, as long as nobody takes the trigger away: %s",
  async (statement) => {
    await expect(owner.query(statement)).rejects.toThrow("audit_event is append-only");
  },
);

test("an owner that is no superuser has given the rights up, and the removal of what is old still works", async () => {
  await owner.query("BEGIN; CREATE ROLE plain_owner; GRANT ALL ON ALL TABLES IN SCHEMA public TO plain_owner");
  for (const table of ["audit_event", "audit_link", "audit_anchor"])
    await owner.query(`ALTER TABLE ${table} OWNER TO plain_owner`);
  await owner.query("GRANT CREATE ON SCHEMA public TO plain_owner");
  await owner.query("ALTER FUNCTION audit_purge OWNER TO plain_owner");
  await owner.query("REVOKE UPDATE, DELETE, TRUNCATE ON audit_event, audit_link FROM plain_owner");
  await owner.query("SET LOCAL session_replication_role = replica");
  await owner.query(
    "INSERT INTO audit_event (id, action, at) VALUES (500, 'x.y', '2020-01-01'), (501, 'x.y', '2020-01-01')",
  );
  await owner.query("DELETE FROM audit_link");
  await owner.query("INSERT INTO audit_link VALUES (1, 500, ''), (2, 501, '')");
  await owner.query("SET LOCAL session_replication_role = origin; SET LOCAL ROLE plain_owner; SAVEPOINT s");
  for (const statement of ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"]) {
    await expect(owner.query(statement)).rejects.toThrow("permission denied for table audit_event");
    await owner.query("ROLLBACK TO s");
  }
  const { rows } = await owner.query("SELECT audit_purge(1, '2021-01-01', '\\x00')::int AS removed");
  expect(rows).toEqual([{ removed: 1 }]);
  await owner.query("SAVEPOINT s");
  await expect(owner.query("DELETE FROM audit_event")).rejects.toThrow("permission denied for table audit_event");
  await owner.query("ROLLBACK");
});

test("it may do everything else with rows, and its rights come again with every migration", async () => {
  await owner.query("CREATE TABLE later_table (id int)");
  await expect(app.query("INSERT INTO later_table VALUES (1)")).rejects.toThrow("permission denied");
  await ensureAppRole(owner, appPassword("another"));
  await ensureAppRole(owner, decodeURIComponent(new URL(appUrl).password));
  await grantAppRole(owner);
  await app.query("INSERT INTO later_table VALUES (1); UPDATE later_table SET id = 2; DELETE FROM later_table");
  await app.query("INSERT INTO audit_event (action) VALUES ('x.y'); SELECT * FROM audit_link");
  const purge = app.query("SELECT audit_purge(1, '2020-01-01', '\\x00')");
  await expect(purge).rejects.toThrow("only a whole, old beginning of the audit can be removed");
});

test("the job queue works as it, also with tables that the owner had made", async () => {
  const start = async (as: string) => {
    const { env } = await import("@/lib/env/server");
    Object.assign(env, { DATABASE_URL: as });
    const jobs = await startJobs([{ name: "nothing", cron: "1 1 * * *", run: () => Promise.resolve() }]);
    await jobs.stop(2000);
  };
  await start(url);
  await expect(app.query("SELECT FROM pgboss.job")).rejects.toThrow("permission denied");
  await grantAppRole(owner);
  await start(appUrl);
  const { rows } = await owner.query(
    `SELECT count(*)::int AS others FROM pg_class c WHERE relnamespace = 'pgboss'::regnamespace
     AND relowner <> 'perihelion_app'::regrole`,
  );
  expect(rows).toEqual([{ others: 0 }]);
});
