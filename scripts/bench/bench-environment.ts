import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@/lib/db/embedded/postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { ADMIN, freePort } from "@/lib/testing/app-server";

export type BenchEnvironment = {
  port: number;
  url: string;
  /** Ends PostgreSQL and removes what it stored. */
  end: () => Promise<void>;
};

/**
 * A durable, migrated PostgreSQL in a temporary folder, and this process's environment set for an app on it. Must come
 * before any module that reads the environment is loaded. In a folder that is given, what is stored stays, for another run.
 */
export async function prepareEnvironment(keptDir?: string): Promise<BenchEnvironment> {
  const dataDir = keptDir ?? mkdtempSync(join(tmpdir(), "perihelion-bench-"));
  mkdirSync(dataDir, { recursive: true });
  // Root runs PostgreSQL as another user, who has to pass through.
  chmodSync(dataDir, 0o711);
  const postgres = await startPostgres({ dataDir, isDurable: true });
  await migrateDatabase(postgres.url);
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  Object.assign(process.env, {
    PORT: String(port),
    APP_URL: url,
    NEXTAUTH_URL: url,
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    ENCRYPTION_KEYS: `bench:${(keptDir === undefined ? randomBytes(32) : Buffer.alloc(32, 1)).toString("base64")}`,
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    WORKER: "on",
    PRACTICE: "on",
    LOG_LEVEL: "warn",
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
  });
  return {
    port,
    url,
    end: async () => {
      await postgres.stop();
      if (keptDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
