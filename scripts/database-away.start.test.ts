import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type EmbeddedPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { findProcess } from "@/lib/db/embedded/live-process";
import { ADMIN, freePort } from "@/lib/testing/app-server";
import { findProcesses } from "@/lib/testing/processes";
import { aDataDir, type Program, runProgram } from "@/lib/testing/program";

const ANSWERS_WITHIN_MS = 3_000;
const RECOVERS_WITHIN_MS = 2_000;

const databaseDir = aDataDir("file");
const dataDir = aDataDir("file");
let server: EmbeddedPostgres;
let program: Program;
let url = "";
let cookie = "";

beforeAll(async () => {
  server = await startPostgres({ dataDir: databaseDir });
  const port = await freePort();
  url = `http://localhost:${String(port)}`;
  program = runProgram({
    command: "start",
    env: {
      DATA_DIR: dataDir,
      DATABASE_URL: server.url,
      PORT: String(port),
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    },
  });
  await program.untilSaid(/Perihelion is ready at/, 110_000);
  cookie = await signIn();
});

afterAll(async () => {
  program.signal("SIGTERM");
  await program.ended;
  await server.stop();
});

async function signIn(): Promise<string> {
  const asked = await fetch(`${url}/api/auth/csrf`);
  const { csrfToken } = (await asked.json()) as { csrfToken: string };
  const answer = await fetch(`${url}/api/auth/callback/credentials`, {
    method: "POST",
    body: new URLSearchParams({ ...ADMIN, csrfToken, json: "true" }),
    headers: { origin: url, cookie: toCookie(asked) },
    redirect: "manual",
  });
  return toCookie(answer);
}

const toCookie = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

type Seen = { status: number; tookMs: number; text: string };

async function ask(path: string, init: RequestInit = {}): Promise<Seen> {
  const began = performance.now();
  const response = await fetch(`${url}${path}`, { headers: { cookie }, redirect: "manual", ...init });
  return { status: response.status, text: await response.text(), tookMs: performance.now() - began };
}
const webhook = () => ask(`/api/webhooks/apollo/${"A".repeat(43)}`, { method: "POST", body: "{}" });

async function expectAway(): Promise<void> {
  const [health, page, list, posted] = await Promise.all([
    ask("/api/health"),
    ask("/people"),
    ask("/api/people"),
    webhook(),
  ]);
  expect([health.status, list.status, posted.status]).toEqual([503, 503, 503]);
  expect(page.status).toBeGreaterThanOrEqual(500);
  for (const { tookMs, text } of [health, page, list, posted]) {
    expect(tookMs).toBeLessThan(ANSWERS_WITHIN_MS);
    expect(text).not.toMatch(/ECONNREFUSED|prisma|postgres|\bat .*\(.*:\d+:\d+\)/i);
  }
}

/** From now until everything is answered again. */
async function expectBack(): Promise<void> {
  const began = performance.now();
  const statuses = async () =>
    (await Promise.all([ask("/api/health"), ask("/people"), ask("/api/people"), webhook()])).map(
      ({ status }) => status,
    );
  await expect.poll(statuses, { timeout: 10_000, interval: 10 }).toEqual([200, 200, 200, 404]);
  expect(performance.now() - began).toBeLessThan(RECOVERS_WITHIN_MS);
}

describe("a database that goes away", () => {
  test("fails requests within 3 s, with words that tell nothing of the inside, and is used again within 2 s", async () => {
    await expectBack();
    for (let round = 0; round < 3; round += 1) {
      process.kill(server.process.pid, "SIGQUIT"); // pg_ctl stop -m immediate
      await server.ended;
      await expectAway();
      server = await startPostgres({ dataDir: databaseDir, port: server.port });
      await expectBack();
    }
  });

  test("or falls silent, fails them too", async () => {
    const pids = findProcesses(databaseDir).map(({ pid }) => pid);
    for (const pid of pids) process.kill(pid, "SIGSTOP");
    try {
      await expectAway();
    } finally {
      for (const pid of pids) process.kill(pid, "SIGCONT");
    }
    await expectBack();
  });

  test("never ends the web server, and leaves no error that nobody caught", () => {
    expect(findProcess(program.pid)).not.toBeNull();
    expect(program.output()).not.toMatch(/uncaughtException|unhandledRejection|ended by itself/i);
  });
});
