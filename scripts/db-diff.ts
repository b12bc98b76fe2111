// Prints the SQL that schema.prisma asks for beyond the migrations: the body of the next one.
import { startTemporaryPostgres } from "@/lib/db/embedded/temporary-postgres";
import { migrateDatabase } from "@/lib/db/migrate/migrate-database";
import { findDrift } from "@/prisma/drift";

const server = await startTemporaryPostgres();
try {
  await migrateDatabase(server.url);
  const { toSchema } = await findDrift(server.url);
  console.log(toSchema || "-- schema.prisma and the migrations agree.");
} finally {
  await server.stop();
}
