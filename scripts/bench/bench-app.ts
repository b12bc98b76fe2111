import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@/lib/db/embedded/postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { ADMIN, freePort } from "@/lib/testing/app-server";
import { startWebServer, type WebServer } from "@/scripts/supervisor/web-server";

const NEXT = "node_modules/next/dist/bin/next";
const READY_WITHIN_MS = 60_000;

export type BenchApp = {
  url: string;
  databaseUrl: string;
  web: () => WebServer;
  /** Ends the web process and starts it again on the same database. Resolves to the ms until /api/health says 200. */
  restart: () => Promise<number>;
  stop: () => Promise<void>;
};

/** A bench build: the product's own, plus the two routes it is measured against (`*.bench.ts`). */
export function buildForBench(): void {
  const env = { ...process.env, PERIHELION_BENCH: "1", NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  const { status, stdout, stderr } = spawnSync(process.execPath, [NEXT, "build"], {
    env: withPlaceholders(env),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the bench build failed:\n${stdout}\n${stderr}`);
}

/** The production server on a durable PostgreSQL of its own, with an admin and the practice workspace. */
export async function startBenchApp(): Promise<BenchApp> {
  const dataDir = mkdtempSync(join(tmpdir(), "perihelion-bench-"));
  chmodSync(dataDir, 0o711);
  const postgres = await startPostgres({ dataDir, isDurable: true });
  const port = await freePort();
  const env = environmentFor(port, postgres.urlOf("postgres"), dataDir);
  await migrateDatabase(postgres.urlOf("postgres"));
  Object.assign(process.env, env);
  const { prepareStart } = await import("@/lib/worker/prepare-start");
  await prepareStart();
  const start = async () => {
    const server = startWebServer({ mode: "production", port, appUrl: env.APP_URL, env: { ...process.env, ...env } });
    await server.ready(READY_WITHIN_MS);
    return server;
  };
  let web = await start();
  return {
    url: env.APP_URL,
    databaseUrl: env.DATABASE_URL,
    web: () => web,
    restart: async () => {
      await web.stop();
      const started = performance.now();
      web = await start();
      return performance.now() - started;
    },
    stop: async () => {
      await web.stop();
      const { db } = await import("@/lib/db/client");
      await db.$disconnect();
      await postgres.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function environmentFor(port: number, databaseUrl: string, dataDir: string) {
  return {
    PORT: String(port),
    APP_URL: `http://localhost:${String(port)}`,
    DATABASE_URL: databaseUrl,
    DATA_DIR: dataDir,
    ENCRYPTION_KEYS: `bench:${randomBytes(32).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    NEXTAUTH_URL: `http://localhost:${String(port)}`,
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    LOG_LEVEL: "error",
    PERIHELION_BENCH: "1",
    NODE_ENV: "production" as const,
  };
}

/** `next build` reads the environment module; none of these values ends up in the build. */
function withPlaceholders(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...env, ...environmentFor(3000, "postgresql://build@127.0.0.1:1/build", tmpdir()) };
}
