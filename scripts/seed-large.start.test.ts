import { expect, test } from "vitest";
import { startPostgres } from "@/lib/db/embedded/postgres";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { aDataDir, runProgram } from "@/lib/testing/program";

const DATA_DIR = aDataDir("file");

test("npm run seed:large fills the practice workspace of an installation that is stopped, and no live one", async () => {
  let server = await startPostgres({ dataDir: DATA_DIR });
  await migrateDatabase(server.url);
  const sql = async (text: string) => {
    const client = await connectOnce(server.url);
    const { rows } = await client.query<{ people: number }>(text);
    await client.end();
    return rows;
  };
  await sql(`INSERT INTO workspace (id, kind, name) VALUES ('wks_p', 'practice', 'Practice'), ('wks_l', 'live', 'Main');
    INSERT INTO "user" (id, email, name) VALUES ('usr_1', 'ada@perihelion.example', 'Ada');
    INSERT INTO membership (workspace_id, user_id, role) VALUES ('wks_p', 'usr_1', 'admin'), ('wks_l', 'usr_1', 'admin')`);
  await server.stop();
  const seed = async (...flags: string[]) => {
    const program = runProgram({ command: "seed:large", env: { DATA_DIR }, flags: ["--people", "120", ...flags] });
    return { code: await program.ended, said: program.output() };
  };
  const filled = await seed();
  expect([filled.said, filled.code]).toEqual([expect.stringContaining("person: 120 rows"), 0]);
  const refused = await seed("--workspace", "wks_l");
  expect(refused.code).toBe(1);
  expect(refused.said).toMatch(/--live/);
  server = await startPostgres({ dataDir: DATA_DIR });
  expect(await sql("SELECT count(*)::int AS people FROM person WHERE workspace_id = 'wks_p'")).toEqual([
    { people: 120 },
  ]);
  await server.stop();
});
