import { once } from "node:events";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { freePort } from "@/lib/testing/app-server";
import { type FoundProcess, findProcesses } from "@/lib/testing/processes";
import { aDataDir, askHealth, type Program, runProgram } from "@/lib/testing/program";

const STOPS_WITHIN_MS = 10_000;
const READY = /Perihelion is ready at (\S+) \(after ([\d.]+) s\)/;

const Access = z.object({ port: z.number() });
const postgresPort = (dataDir: string) =>
  Access.parse(JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"))).port;

/** The order in which they start is that of their age. */
function findOne(dataDir: string, command: RegExp): FoundProcess {
  const [found] = findProcesses(dataDir).filter((one) => command.test(one.command));
  if (!found) throw new Error(`${String(command)} does not run`);
  return found;
}
const WEB = /next(-server|.*\bstart\b)/;
const POSTGRES = /bin\/postgres -D/;

async function startOn(dataDir: string, port: number): Promise<Program> {
  const program = runProgram({ command: "start", env: { DATA_DIR: dataDir, PORT: String(port) } });
  await program.untilSaid(READY, 110_000);
  return program;
}

type Stop = { dataDir: string; signal?: NodeJS.Signals; to?: "npm" | "group" };

/** Asks for the end, and expects it within 10 s, of every process. */
async function stop(program: Program, { dataDir, signal = "SIGTERM", to = "npm" }: Stop): Promise<void> {
  const asked = performance.now();
  program.signal(signal, to);
  while (findProcesses(dataDir).length > 0 && performance.now() - asked < STOPS_WITHIN_MS) await wait(20);
  expect(findProcesses(dataDir)).toEqual([]);
  await program.ended;
  expect(program.output()).toContain("Stopping …");
}

async function untilHealthy(port: number, withinMs: number): Promise<void> {
  await expect.poll(async () => (await askHealth(port))?.status, { timeout: withinMs, interval: 20 }).toBe(200);
}

test.each([
  ["Ctrl-C at the terminal", "SIGINT", "group"],
  ["SIGTERM to npm", "SIGTERM", "npm"],
] as const)("%s stops a start that is not ready yet, leaving no process", async (_name, signal, to) => {
  const dataDir = aDataDir();
  const program = runProgram({ command: "start", env: { DATA_DIR: dataDir, PORT: String(await freePort()) } });
  await program.untilSaid(/Starting PostgreSQL|Preparing/);
  await stop(program, { dataDir, signal, to });
  expect(program.output()).not.toMatch(READY);
});

describe("a start that follows a crash", () => {
  test("after every process was killed: the stale postmaster.pid is no obstacle, and what was stored is there", async () => {
    const dataDir = aDataDir();
    const port = await freePort();
    const first = await startOn(dataDir, port);
    const [, link = ""] = await first.untilSaid(/(http\S+\/setup\?token=\S+)/);
    for (const { pid } of findProcesses(dataDir)) process.kill(pid, "SIGKILL");
    await first.ended;
    expect(readFileSync(join(dataDir, "postgres", "postmaster.pid"), "utf8")).not.toBe("");
    const second = await startOn(dataDir, port);
    expect((await fetch(link)).status).toBe(200);
    expect((await fetch(link.slice(0, -4))).status).toBe(404);
    await stop(second, { dataDir });
  });

  test("after its supervisor alone was killed: the web server ends with it, the database is taken over", async () => {
    const dataDir = aDataDir();
    const port = await freePort();
    const first = await startOn(dataDir, port);
    const postgres = findOne(dataDir, POSTGRES);
    for (const { pid } of findProcesses(dataDir).filter(({ command }) => /npm start|scripts\//.test(command)))
      process.kill(pid, "SIGKILL");
    await first.ended;
    const second = await startOn(dataDir, port);
    expect(findOne(dataDir, POSTGRES).pid).toBe(postgres.pid);
    await stop(second, { dataDir, signal: "SIGINT", to: "group" });
  });

  test("while the port of its PostgreSQL is taken: another one is used", async () => {
    const dataDir = aDataDir();
    const port = await freePort();
    const first = await startOn(dataDir, port);
    await stop(first, { dataDir });
    const taken = postgresPort(dataDir);
    const holder = createServer().listen(taken, "127.0.0.1");
    await once(holder, "listening");
    const second = await startOn(dataDir, port);
    expect(postgresPort(dataDir)).not.toBe(taken);
    holder.close();
    await stop(second, { dataDir, signal: "SIGHUP", to: "group" });
  });
});

describe("while it runs", () => {
  const dataDir = aDataDir("file");
  let port = 0;
  let program: Program;
  beforeAll(async () => {
    port = await freePort();
    program = await startOn(dataDir, port);
  });

  test("a second start on the same folder is refused with a sentence", async () => {
    const second = runProgram({ command: "start", env: { DATA_DIR: dataDir, PORT: String(await freePort()) } });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(/^Perihelion is already running on .* \(process \d+\): stop it first/m);
  });

  test("a killed web server is started again at once", async () => {
    process.kill(findOne(dataDir, WEB).pid, "SIGKILL");
    await program.untilSaid(/The web server ended by itself and is started again/);
    await untilHealthy(port, 3_000);
  });

  test("a killed PostgreSQL is started again at once", async () => {
    process.kill(findOne(dataDir, POSTGRES).pid, "SIGKILL");
    await program.untilSaid(/PostgreSQL ended by itself and is started again/);
    await untilHealthy(port, 3_000);
  });

  test("a request that is open does not hold up its end", async () => {
    const held = connect(port, "localhost").on("error", () => undefined);
    held.write("GET /sign-in HTTP/1.1\r\nhost: localhost\r\nx-slow: ");
    await stop(program, { dataDir });
    held.destroy();
  });
});
