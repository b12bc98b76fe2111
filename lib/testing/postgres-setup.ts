import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type EmbeddedPostgres, startPostgres } from "@/lib/db/embedded/postgres";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL, database `postgres`. */
    testServerUrl: string;
    /** The migrated database that each test file's own is copied from. */
    testTemplate: string;
  }
}

const TEMPLATE = "perihelion_template";

/** One PostgreSQL for the whole run, in a temporary folder, without durability; gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "perihelion-test-"));
  chmodSync(dataDir, 0o711);
  const server = await startPostgres({ dataDir, isDurable: false });
  const warden = endWithThisProcess(server, dataDir);
  await makeTemplate(server);
  project.provide("testServerUrl", server.urlOf("postgres"));
  project.provide("testTemplate", TEMPLATE);
  return async () => {
    warden.kill();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}

async function makeTemplate(server: EmbeddedPostgres): Promise<void> {
  const client = await connectOnce(server.urlOf("postgres"));
  try {
    await client.query(`CREATE DATABASE "${TEMPLATE}"`);
    await migrateDatabase(server.urlOf(TEMPLATE));
  } finally {
    await client.end();
  }
}

/** A run that is killed outright cannot stop its server: a shell that outlives it does. */
function endWithThisProcess({ process: server }: EmbeddedPostgres, dataDir: string): ReturnType<typeof spawn> {
  const script = 'while kill -0 "$1" 2>/dev/null; do sleep 2; done; kill -QUIT "$2"; sleep 1; rm -rf "$3"';
  const args = ["-c", script, "warden", String(process.pid), String(server.pid), dataDir];
  const warden = spawn("sh", args, { stdio: "ignore", detached: true });
  warden.unref();
  return warden;
}
