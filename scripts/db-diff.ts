// Prints the SQL that schema.prisma asks for beyond the migrations: the body of the next one. Nothing: no drift.
import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "@/lib/db/embedded/postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { findDrift } from "@/prisma/drift";

const dataDir = mkdtempSync(join(tmpdir(), "perihelion-diff-"));
chmodSync(dataDir, 0o711);
const server = await startPostgres({ dataDir, isDurable: false });
try {
  await migrateDatabase(server.url);
  const { toSchema } = await findDrift(server.url);
  console.log(toSchema || "-- schema.prisma and the migrations agree.");
} finally {
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
