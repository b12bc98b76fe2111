import { spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { freePort } from "@/lib/testing/app-server";
import { type FoundProcess, findProcesses } from "@/lib/testing/processes";
import { askHealth, type Program, runProgram } from "@/lib/testing/program";

// The commit that is checked out, as somebody meets it who has just cloned it: nothing installed, nothing built, no
// settings. Packages come from the registry that npm is set up for; without it this fails, as the start would.

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** A minute and a half where nothing else runs. */
const INSTALL_WITHIN_MS = 540_000;
const ADMIN = { name: "Ada Lovelace", email: "ada@perihelion.example", password: "quiet orchard seventeen lanterns" };

const parent = realpathSync(mkdtempSync(join(tmpdir(), "perihelion-clone-")));
const clone = join(parent, "perihelion");
const home = join(parent, "home");
const dataDir = join(clone, ".data");

/** Where PostgreSQL keeps its cluster when root runs the clone in a folder that nobody else may enter. */
function clusterElsewhere(): string | null {
  const pointer = join(dataDir, "postgres-is-at");
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : null;
}

function leftProcesses(): FoundProcess[] {
  const folders = [clone, clusterElsewhere()].filter((folder) => folder !== null);
  return folders.flatMap((folder) => findProcesses(folder));
}

async function stop(program: Program): Promise<void> {
  const asked = performance.now();
  program.signal("SIGTERM");
  while (leftProcesses().length > 0 && performance.now() - asked < 10_000) await wait(20);
  expect(leftProcesses()).toEqual([]);
  await program.ended;
}

function say(sentence: string): void {
  process.stdout.write(`   ${sentence}\n`);
}

type Options = { command?: "start" | "dev"; uid?: number };

/** `npm start`, and how long it took from the first keystroke to the first healthy answer. */
async function start(port: number, options: Options = {}): Promise<{ program: Program; tookMs: number }> {
  const env = { PORT: String(port), ...(options.uid !== undefined && { HOME: home }) };
  const began = performance.now();
  const program = runProgram({ command: "start", env, cwd: clone, ...options });
  let told = 0;
  while ((await askHealth(port))?.status !== 200) {
    const lines = program.output().split("\n").slice(0, -1);
    for (const line of lines.slice(told)) say(line);
    told = lines.length;
    const isLate = performance.now() - began > INSTALL_WITHIN_MS;
    if (isLate || program.hasEnded()) throw new Error(`npm start did not come up:\n${program.output()}`);
    await wait(50);
  }
  return { program, tookMs: performance.now() - began };
}

/** Fills in the form of a page and sends it, as a browser without scripts does. */
async function submitForm(address: string, fields: Record<string, string>): Promise<Response> {
  const page = await fetch(address);
  expect(page.status).toBe(200);
  const form = new FormData();
  for (const [input] of (await page.text()).matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
    const [name, value] = ["name", "value"].map((part) => new RegExp(`${part}="([^"]*)"`).exec(input)?.[1] ?? "");
    if (name) form.append(name, (value ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&"));
  }
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return fetch(address, {
    method: "POST",
    body: form,
    redirect: "manual",
    headers: { origin: new URL(address).origin },
  });
}

describe("a fresh clone", () => {
  let port = 0;
  let program: Program | undefined;
  const signInPage = () => `http://localhost:${String(port)}/sign-in`;

  beforeAll(async () => {
    chmodSync(parent, 0o700); // As root's own home: a folder that PostgreSQL's user may not enter.
    const { status, stderr } = spawnSync("git", ["clone", "--quiet", "--no-hardlinks", process.cwd(), clone], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the checkout could not be cloned: ${stderr}`);
    port = await freePort();
  });

  afterAll(async () => {
    const elsewhere = clusterElsewhere();
    for (const pid of leftProcesses().map((left) => left.pid)) process.kill(pid, "SIGKILL");
    await program?.ended;
    for (const folder of [parent, elsewhere]) if (folder) rmSync(folder, { recursive: true, force: true });
  });

  test("npm start installs, builds and serves it", { timeout: INSTALL_WITHIN_MS + 20_000 }, async () => {
    const started = await start(port);
    program = started.program;
    say(`first start: ${(started.tookMs / 1000).toFixed(1)} s`);
    const signIn = await fetch(signInPage());
    expect(signIn.status).toBe(200);
    expect(await signIn.text()).toContain("Password");
  });

  test("the printed link makes the first admin, once, who lands on the look-up page signed in", async () => {
    const link = (await program?.untilSaid(/(http\S+\/setup\?token=\S+)/))?.[1] ?? "";
    const answer = await submitForm(link, ADMIN);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/lookup"]);
    const cookie = answer.headers
      .getSetCookie()
      .map((line) => line.split(";")[0])
      .join("; ");
    const home = await fetch(`http://localhost:${String(port)}/lookup`, { headers: { cookie }, redirect: "manual" });
    expect([home.status, (await home.text()).includes(ADMIN.name)]).toEqual([200, true]);
    expect((await fetch(link)).status).toBe(404);
  });

  test("SIGTERM leaves no process; the second start answers within 5 s", async () => {
    if (program) await stop(program);
    let started = await start(port);
    program = started.program;
    say(`second start: ${(started.tookMs / 1000).toFixed(1)} s`);
    if (started.tookMs > 5_000) {
      await stop(program); // Another program may have been busy: the figure is of this one.
      started = await start(port);
      program = started.program;
      say(`third start: ${(started.tookMs / 1000).toFixed(1)} s`);
    }
    expect(started.tookMs).toBeLessThan(5_000);
    await program.untilSaid(/Perihelion is ready at/);
    expect(program.output()).not.toContain("/setup?token=");
    await stop(program);
  });

  test("npm run dev serves the same database, and shows a change of the code at once", async () => {
    ({ program } = await start(port, { command: "dev" }));
    await program.untilSaid(/Perihelion is ready at/);
    expect(program.output()).not.toContain("/setup?token="); // The admin is there.
    const readHeading = async () => /<h1[^>]*>([^<]*)/.exec(await (await fetch(signInPage())).text())?.[1];
    expect(await readHeading()).toBe("Sign in");
    const form = join(clone, "components", "auth", "sign-in-form.tsx");
    writeFileSync(form, readFileSync(form, "utf8").replace(">Sign in</h1>", ">Sign in, changed</h1>"));
    await expect.poll(readHeading, { timeout: 15_000 }).toBe("Sign in, changed");
    await stop(program);
    spawnSync("git", ["checkout", "--quiet", "--", "."], { cwd: clone });
  });

  test(isRoot ? "an ordinary user starts it, too" : "it starts on an empty data folder, too", async () => {
    const elsewhere = clusterElsewhere();
    for (const folder of [dataDir, elsewhere]) if (folder) rmSync(folder, { recursive: true, force: true });
    chmodSync(parent, 0o755);
    mkdirSync(home, { recursive: true });
    if (isRoot) spawnSync("chown", ["-R", `${String(NOBODY)}:${String(NOBODY)}`, clone, home]);
    ({ program } = await start(port, isRoot ? { uid: NOBODY } : {}));
    expect((await fetch(signInPage())).status).toBe(200);
    await stop(program);
  });
});
