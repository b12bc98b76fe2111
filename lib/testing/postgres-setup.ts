import type { TestProject } from "vitest/node";
import type { EmbeddedPostgres } from "@/lib/db/embedded/postgres";
import { startTemporaryPostgres } from "@/lib/db/embedded/temporary-postgres";
import { connectOnce, migrateDatabase } from "@/lib/db/migrate/migrate-database";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the run's PostgreSQL, database `postgres`. */
    testServerUrl: string;
    /** The same, as whom the program runs; of a database that is not there. */
    testAppUrl: string;
    /** The migrated database that each test file's own is copied from. */
    testTemplate: string;
  }
}

const TEMPLATE = "perihelion_template";

/** One PostgreSQL for the whole run, in a temporary folder, without durability; gone at the end. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startTemporaryPostgres();
  await makeTemplate(server);
  project.provide("testServerUrl", server.urlOf("postgres"));
  project.provide("testAppUrl", server.appUrl);
  project.provide("testTemplate", TEMPLATE);
  return () => server.stop();
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
