import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";
import { APP_ROLE, appPassword } from "@/lib/db/app-role";
import type { Place } from "@/lib/db/embedded/place";
import { keepPointer } from "@/lib/db/embedded/place";
import { readIfThere, writePrivateFile } from "@/lib/db/embedded/private-file";
import { describeStartFailure, StartError } from "@/lib/env/start-error";

const MAJOR = "18";
export const DATABASE = "perihelion";
export const ROLE = "perihelion";

const Access = z.object({ port: z.number().int(), password: z.string().min(1) });
export type Access = z.infer<typeof Access>;

/** Port and password of the data folder's own PostgreSQL, or null before its first start. */
export function readAccess(dataDir: string): Access | null {
  const text = readIfThere(join(dataDir, "postgres.json"));
  return text === null ? null : Access.parse(JSON.parse(text));
}

export function writeAccess(dataDir: string, access: Access): void {
  writePrivateFile(join(dataDir, "postgres.json"), `${JSON.stringify(access, null, 2)}\n`);
}

/** For its owner, who makes and changes tables. */
export function urlOf({ port, password }: Access, database = DATABASE): string {
  return `postgresql://${ROLE}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/${database}`;
}

/** For the program. */
export function appUrlOf({ port, password }: Access, database = DATABASE): string {
  return `postgresql://${APP_ROLE}:${encodeURIComponent(appPassword(password))}@127.0.0.1:${String(port)}/${database}`;
}

/** Makes the cluster unless it is there, all or nothing. Returns its password. Throws StartError. */
export async function ensureCluster(dataDir: string, place: Place): Promise<string> {
  const password = readAccess(dataDir)?.password ?? randomBytes(24).toString("base64url");
  if (existsSync(join(place.clusterDir, "PG_VERSION"))) {
    requireUsable(dataDir, place);
  } else {
    writeAccess(dataDir, { port: readAccess(dataDir)?.port ?? 0, password });
    await makeCluster(place, password);
  }
  keepPointer(place);
  return password;
}

function requireUsable(dataDir: string, { clusterDir }: Place): void {
  const major = readFileSync(join(clusterDir, "PG_VERSION"), "utf8").trim();
  if (major !== MAJOR) {
    throw new StartError(
      `The database in ${clusterDir} is of PostgreSQL ${major}, this version brings ${MAJOR}: restore a dump into a new DATA_DIR.`,
    );
  }
  if (readAccess(dataDir) === null) {
    throw new StartError(
      `${join(dataDir, "postgres.json")}, which holds the database's password, is gone: restore it from your backup.`,
    );
  }
}

async function makeCluster({ clusterDir, identity, native }: Place, password: string): Promise<void> {
  const partial = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.password`;
  mkdirSync(dirname(clusterDir), { recursive: true });
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { mode: 0o700 });
  try {
    writeFileSync(passwordFile, password, { mode: 0o600 });
    for (const path of identity ? [partial, passwordFile] : []) chownSync(path, identity?.uid ?? 0, identity?.gid ?? 0);
    await run(join(native, "bin", "initdb"), initdbOptions(partial, passwordFile), identity);
    renameSync(partial, clusterDir);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(partial, { recursive: true, force: true });
  }
}

function initdbOptions(folder: string, passwordFile: string): string[] {
  return [
    ...["-D", folder, "-U", ROLE, "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"],
    // Sorting and case follow Unicode on every system alike; only the trigram word rules look at LC_CTYPE.
    ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C", `--lc-ctype=${findUtf8Locale()}`],
  ];
}

function findUtf8Locale(): string {
  const { status, stdout } = spawnSync("locale", ["-a"], { encoding: "utf8" });
  const known = status === 0 ? stdout.split(/\s+/) : [];
  return ["C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8"].find((name) => known.includes(name)) ?? "C";
}

function run(command: string, args: readonly string[], identity: Place["identity"]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      ...identity,
      cwd: "/",
      env: cleanEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    const keep = (chunk: Buffer): void => void (said += chunk.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", fail);
    child.on("close", (code) => {
      if (code === 0) done();
      else fail(new StartError(describeClusterFailure(said)));
    });
  });
}

function describeClusterFailure(said: string): string {
  if (/no space left/i.test(said)) return describeStartFailure(new Error(said));
  const reason =
    said.split("\n").find((line) => line.startsWith("initdb: error:")) ?? said.trim().split("\n").at(-1) ?? "";
  return `The database could not be made: ${reason.replace("initdb: error: ", "")}.`;
}

/** PG* variables of the person at the terminal must not reach our own PostgreSQL; its messages are read, so in English. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, NODE_ENV } = process.env;
  return { PATH, HOME, TMPDIR, NODE_ENV, LC_MESSAGES: "C" };
}
