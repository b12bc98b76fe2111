import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, findRunningPostgres } from "@/lib/db/embedded/postgres";
import { startTemporaryPostgres } from "@/lib/db/embedded/temporary-postgres";
import { connectOnce } from "@/lib/db/migrate/migrate-database";
import { freePort } from "@/lib/testing/app-server";
import { findProcesses } from "@/lib/testing/processes";
import { aDataDir, askHealth, type Program, runProgram } from "@/lib/testing/program";

const READY = /Perihelion is ready at/;
const RUNS = /^The worker runs\./m;

/** Started before there is anything to join, as a process manager may do. */
describe("npm run worker beside npm start", () => {
  const dataDir = aDataDir("file");
  let port = 0;
  let web: Program;
  let worker: Program;
  const start = (command: "start" | "worker") =>
    runProgram({ command, env: { DATA_DIR: dataDir, PORT: String(port), WORKER: "off" } });

  beforeAll(async () => {
    port = await freePort();
    worker = start("worker");
    await worker.untilSaid(/^Waiting for npm start, which runs the database in /m);
    web = start("start");
    await Promise.all([web.untilSaid(READY, 110_000), worker.untilSaid(RUNS, 110_000)]);
  });

  test("waits for it, joins its database, and is seen", async () => {
    await expect.poll(() => askHealth(port), { timeout: 5_000 }).toMatchObject({ status: 200, worker: "running" });
  });

  test("outlives a restart of it, and takes up its work by itself", async () => {
    web.signal("SIGTERM");
    await web.ended;
    expect(findProcesses(dataDir).length).toBeGreaterThan(0);
    web = start("start");
    await web.untilSaid(READY);
    await expect.poll(() => pulseAge(dataDir), { timeout: 20_000 }).toBeLessThan(2);
  });

  test("ends at SIGTERM within 10 s, and leaves the web server and the database up", async () => {
    const before = findProcesses(dataDir).length;
    const asked = performance.now();
    worker.signal("SIGTERM");
    expect(await worker.ended).not.toBe(1);
    expect(performance.now() - asked).toBeLessThan(10_000);
    expect(findProcesses(dataDir).filter(({ command }) => command.includes("worker"))).toEqual([]);
    expect(findProcesses(dataDir).length).toBeLessThan(before);
    expect(await askHealth(port)).toMatchObject({ status: 200, database: "up" });
    web.signal("SIGTERM");
    await web.ended;
    await expect.poll(() => findProcesses(dataDir), { timeout: 10_000 }).toEqual([]);
  });
});

describe("npm run worker with DATABASE_URL", () => {
  let server: EmbeddedPostgres;
  let url = "";
  beforeAll(async () => {
    server = await startTemporaryPostgres();
    ({ url } = server);
  });
  afterAll(() => server.stop());

  test("joins that database, with the keys of the web server", async () => {
    const env = { ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 5).toString("base64")}`, NEXTAUTH_SECRET: "x".repeat(43) };
    const worker = runProgram({ command: "worker", env: { DATA_DIR: aDataDir(), DATABASE_URL: url, ...env } });
    await worker.untilSaid(RUNS);
    await expect.poll(() => pulseAgeAt(url), { timeout: 5_000 }).toBeLessThan(5);
    worker.signal("SIGINT", "group");
    await worker.ended;
    expect(worker.output()).toContain("Stopping …");
  });

  test("refuses keys other than those that sealed the database, and names the one it misses", async () => {
    const env = { ENCRYPTION_KEYS: `k2:${Buffer.alloc(32, 6).toString("base64")}`, NEXTAUTH_SECRET: "x".repeat(43) };
    const worker = runProgram({ command: "worker", env: { DATA_DIR: aDataDir(), DATABASE_URL: url, ...env } });
    expect(await worker.ended).toBe(1);
    expect(worker.output()).toMatch(/^The key "k1" of the key ring is missing, and sealed this database: start with/m);
  });

  test("refuses to invent the keys that the web server has", async () => {
    const worker = runProgram({ command: "worker", env: { DATA_DIR: aDataDir(), DATABASE_URL: url } });
    expect(await worker.ended).toBe(1);
    expect(worker.output()).toMatch(/^ENCRYPTION_KEYS and NEXTAUTH_SECRET must be those of the web server/m);
  });
});

async function pulseAge(dataDir: string): Promise<number> {
  const running = findRunningPostgres(dataDir);
  return running ? pulseAgeAt(running.url) : Infinity;
}

/** Seconds since a worker last said that it lives. */
async function pulseAgeAt(url: string): Promise<number> {
  const client = await connectOnce(url);
  try {
    const { rows } = await client.query<{ age: number }>(
      "SELECT extract(epoch FROM now() - updated_at)::float8 AS age FROM instance_setting WHERE key = 'worker_pulse'",
    );
    return rows[0]?.age ?? Infinity;
  } finally {
    await client.end();
  }
}
