import { once } from "node:events";
import { chmodSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { VARIABLES } from "@/lib/env/environment";
import { freePort } from "@/lib/testing/app-server";
import { findProcesses } from "@/lib/testing/processes";
import { aDataDir, runProgram } from "@/lib/testing/program";

/** What npm itself says before and after the command. */
const NPM_SAYS = /^(> .*|npm (error|warn|notice).*|\s*)$/;

/** What a start that fails says, once it has ended and left nobody behind. */
async function failingStart(env: Record<string, string>, dataDir = aDataDir()): Promise<string[]> {
  const program = runProgram({
    command: "start",
    env: { DATA_DIR: dataDir, PORT: String(await freePort()), ...env },
  });
  expect(await program.ended).toBeGreaterThan(0);
  expect(findProcesses(dataDir)).toEqual([]);
  return program
    .output()
    .split("\n")
    .filter((line) => !NPM_SAYS.test(line));
}

describe("one sentence, an exit code other than 0, and nobody left running, when", () => {
  let port = 0;
  const holder = createServer();
  beforeAll(async () => {
    port = await freePort();
    holder.listen(port, "127.0.0.1");
    await once(holder, "listening");
  });
  afterAll(() => void holder.close());

  test("the port is in use", async () => {
    expect(await failingStart({ PORT: String(port) })).toEqual([
      `Port ${String(port)} is in use by another program: stop that one, or set PORT to a free port.`,
    ]);
  });

  test("the port of DATABASE_URL is deaf", async () => {
    const DATABASE_URL = `postgresql://ada:secret@127.0.0.1:${String(await freePort())}/perihelion`;
    const said = await failingStart({ DATABASE_URL });
    expect(said).toEqual([
      `The database at ${new URL(DATABASE_URL).host}/perihelion (DATABASE_URL) cannot be used: nothing listens at that address.`,
    ]);
  });

  test("DATABASE_URL leads to something that says nothing", async () => {
    const DATABASE_URL = `postgresql://ada:secret@127.0.0.1:${String(port)}/perihelion`;
    const said = await failingStart({ DATABASE_URL });
    expect(said).toHaveLength(2);
    expect(said[0]).toBe("Updating the database …");
    expect(said[1]).toMatch(/\(DATABASE_URL\) cannot be used: it did not answer within 5 s\.$/);
  });

  test("DATA_DIR cannot be written", async () => {
    const file = join(aDataDir(), "a-file");
    writeFileSync(file, "");
    chmodSync(file, 0o600);
    expect(await failingStart({ DATA_DIR: join(file, "data") }, join(file, "data"))).toEqual([
      `The data folder ${join(file, "data")} (DATA_DIR) cannot be written: a file is in its place, or in that of a folder above it.`,
    ]);
  });

  test("the key ring is damaged", async () => {
    const dataDir = aDataDir();
    writeFileSync(join(dataDir, "secrets.json"), '{"ENCRYPTION_KEYS":');
    const said = await failingStart({}, dataDir);
    expect(said.at(-1)).toBe(
      `${join(dataDir, "secrets.json")}, which holds the encryption keys, is damaged: restore it from your backup.`,
    );
  });
});

describe("a wrong value stops the start with one sentence that names it:", () => {
  const WRONG: Record<Exclude<(typeof VARIABLES)[number], "DATA_DIR">, string> = {
    PORT: "eighty",
    APP_URL: "perihelion.example.com",
    DATABASE_URL: "mysql://127.0.0.1/perihelion",
    ENCRYPTION_KEYS: "k1:c2hvcnQ=",
    NEXTAUTH_SECRET: "short",
    ADMIN_EMAIL: "nobody",
    ADMIN_PASSWORD: "short",
    OIDC_ISSUER: "http://accounts.example.com",
    OIDC_CLIENT_ID: "x".repeat(501),
    OIDC_CLIENT_SECRET: "x".repeat(2001),
    OIDC_NAME: "x".repeat(41),
    WORKER: "yes",
    PRACTICE: "1",
    APOLLO_BASE_URL: "https://provider.example.com",
    LOG_LEVEL: "loud",
  };
  const OIDC = { OIDC_ISSUER: "https://accounts.example.com", OIDC_CLIENT_ID: "us", OIDC_CLIENT_SECRET: "ours" };
  // What must be set together: the others are right.
  const RIGHT: Record<string, Record<string, string>> = {
    ADMIN_EMAIL: { ADMIN_PASSWORD: "correct horse battery staple" },
    ADMIN_PASSWORD: { ADMIN_EMAIL: "ada@perihelion.example" },
    OIDC_ISSUER: OIDC,
    OIDC_CLIENT_ID: OIDC,
    OIDC_CLIENT_SECRET: OIDC,
    OIDC_NAME: OIDC,
  };

  test("every variable is here", () => {
    expect([...Object.keys(WRONG), "DATA_DIR"].sort()).toEqual([...VARIABLES].sort());
  });

  test.each(Object.entries(WRONG))("%s", async (name, value) => {
    const said = await failingStart({ ...RIGHT[name], [name]: value });
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(new RegExp(`^${name} must (be|have) .*\\.$`));
  });
});
