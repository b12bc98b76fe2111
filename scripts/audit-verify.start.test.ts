import { afterAll, beforeAll, expect, test } from "vitest";
import { startPostgres } from "@/lib/db/embedded/postgres";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { aDataDir, runProgram } from "@/lib/testing/program";
import { ensureSecrets } from "@/scripts/supervisor/secrets";

const DATA_DIR = aDataDir("file");
let server: Awaited<ReturnType<typeof startPostgres>>;

const start = async () => (server = await startPostgres({ dataDir: DATA_DIR }));

beforeAll(async () => {
  await start();
  await migrateDatabase(server.url);
  ensureSecrets(DATA_DIR);
  await asOwner("INSERT INTO audit_event (action) SELECT 'sign_in.accepted' FROM generate_series(1, 1200)");
  await server.stop();
});
afterAll(() => server.stop());

async function asOwner(sql: string): Promise<void> {
  const client = await connectOnce(server.url);
  await client.query(`SET session_replication_role = replica; ${sql}`);
  await client.end();
}

async function verify(...flags: string[]): Promise<{ code: number | null; said: string }> {
  const program = runProgram({ command: "audit:verify", env: { DATA_DIR }, flags });
  return { code: await program.ended, said: program.output() };
}

test("npm run audit:verify says in a sentence whether the audit is whole, with and without a running program, and ends with 1 when it is not", async () => {
  const alone = await verify();
  expect(alone.said).toMatch(/1,200 events, chain whole, head [0-9a-f]{8}\.\n/);
  expect(alone.code).toBe(0);
  await start();
  expect((await verify()).code).toBe(0);
  await asOwner("UPDATE audit_event SET actor_id = 'usr_x' WHERE id = 1000");
  const broken = await verify();
  expect(broken.said).toContain("The chain is broken. Event 1000 (sign_in.accepted) at place 1,000 ");
  expect(broken.code).toBe(1);
  await asOwner("UPDATE audit_event SET actor_id = NULL WHERE id = 1000");
});

test("a database that was put back is refused until somebody says that it was meant, which then stands in the audit", async () => {
  await asOwner("TRUNCATE audit_event, audit_link, audit_head");
  const old = await verify();
  expect(old.said).toContain("The database is older than what the data folder knows");
  expect(old.code).toBe(1);
  const accepted = await verify("--accept-restore");
  expect(accepted.said).toMatch(/Accepted\. The database is older .*\n1 event, chain whole/);
  expect(accepted.code).toBe(0);
  expect((await verify()).code).toBe(0);
});

test("without the keys of an earlier start it makes nothing and says what is missing", async () => {
  const program = runProgram({ command: "audit:verify", env: { DATA_DIR: aDataDir() } });
  expect(await program.ended).toBe(1);
  expect(program.output()).toMatch(/ holds no keys: set DATA_DIR to the folder that npm start uses/);
});
