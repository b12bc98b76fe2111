import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeStartFailure, StartError } from "@/lib/env/start-error";

const SOURCES = ["app", "components", "lib", "public"];
const FILES = ["package-lock.json", "package.json", "prisma/schema.prisma", "tsconfig.json"];
const ROOT_FILE = /^(next\.config|proxy|instrumentation|postcss\.config)[^/]*\.(ts|mjs|js)$/;
const NOT_BUILT = /\.(test|spec)\.tsx?$|^lib\/(testing|db\/generated)\//;
const NEXT = "node_modules/next/dist/bin/next";
const SAID_MAX = 20_000;

const stampFile = join(".next", "perihelion-build.json");

/** Whether the build in `.next` is of exactly these sources and packages. */
export function isBuildFresh(): boolean {
  if (!existsSync(join(".next", "BUILD_ID")) || !existsSync(stampFile)) return false;
  return readFileSync(stampFile, "utf8") === hashSources();
}

const OTHER_BUILD = /another next build process is already running/i;
const OTHER_BUILD_POLL_MS = 1_000;

/** Builds the app for production, after any other build of this folder. Throws StartError with the compiler's own words. */
export async function buildApp(signal?: AbortSignal): Promise<void> {
  const hash = hashSources();
  mkdirSync(".next", { recursive: true });
  rmSync(stampFile, { force: true });
  let outcome = await runBuild(signal);
  while (outcome.code !== 0 && OTHER_BUILD.test(outcome.said) && !signal?.aborted) {
    await new Promise((wake) => setTimeout(wake, OTHER_BUILD_POLL_MS));
    if (isBuildFresh()) return;
    outcome = await runBuild(signal);
  }
  signal?.throwIfAborted();
  if (outcome.code !== 0) throw new StartError(describeBuildFailure(outcome.said));
  writeFileSync(stampFile, hash);
}

function runBuild(signal: AbortSignal | undefined): Promise<{ code: number | null; said: string }> {
  return new Promise((done, fail) => {
    const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
    // In a group of its own, so that its workers end with it.
    const child = spawn(process.execPath, [NEXT, "build"], { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const end = (): void => {
      if (child.pid) process.kill(-child.pid, "SIGKILL");
    };
    signal?.addEventListener("abort", end, { once: true });
    let said = "";
    const keep = (chunk: Buffer): void => void (said = (said + chunk.toString()).slice(-SAID_MAX));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.on("error", fail);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", end);
      done({ code, said });
    });
  });
}

function describeBuildFailure(said: string): string {
  if (/ENOSPC|no space left/i.test(said)) return describeStartFailure(new Error("no space left on device"));
  return `The app could not be built:\n${said.trim()}`;
}

function hashSources(): string {
  const paths = [
    ...SOURCES.flatMap((folder) => (existsSync(folder) ? listFiles(folder) : [])),
    ...FILES,
    ...readdirSync(".").filter((name) => ROOT_FILE.test(name)),
  ].sort();
  const hash = createHash("sha256").update(process.version);
  for (const path of paths) hash.update(`\0${path}\0`).update(readFileSync(path));
  return hash.digest("hex");
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => !NOT_BUILT.test(path) && statSync(path).isFile());
}
